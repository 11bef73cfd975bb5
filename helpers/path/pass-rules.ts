/** What the effective security rules of a NIC make of a connection. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { decideFlow } from '../estate/rule-selection';
import type { EffectiveSecurityRule, NetworkInterface } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Trail } from './path';
import { breaks, clear, unread } from './path';
import type { Journey } from './journey';

/** @param port the TCP port that is connected to. Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
export function passRules({ survey }: Estate, port: number, from: MachineNic, to: MachineNic, direction: EffectiveSecurityRule['direction']): Trail {
  const at = direction === 'Outbound' ? from : to;
  const groups = readingIn(survey.effectiveSecurityGroups, at.nic.id);
  if (groups.status === 'unread') return unread({ kind: 'not-read', what: { of: 'effective-rules', id: at.nic.id }, problem: groups.problem });
  const connection = { at: at.ref, from: from.ref, to: to.ref, direction, port };
  const decision = decideFlow(groups.value, { direction, sourceAddress: from.address, sourcePort: 'ephemeral', destinationAddress: to.address, destinationPort: port });
  switch (decision.access) {
    case 'allow':
      return clear;
    case 'deny':
      return breaks({ kind: 'rule-denies', ...connection, rule: { group: decision.group, rule: decision.rule } });
    case 'undecided': {
      const { group, rule, reason } = decision;
      const finding: Finding = { kind: 'rule-undecided', ...connection, group, reason, ...(rule && { rule }) };
      return { gap: { kind: 'undecided-rule', finding } };
    }
  }
}

/**
 * The rules of an appliance's NIC for what it forwards. A NIC that has let the connection through lets its answers pass unseen, for security groups are
 * stateful; one that only the answers meet judges them by its rules. Rules that could not be read, or that do not decide, are told as not looked at.
 */
export function passHopRules(journey: Journey, nic: NetworkInterface, direction: EffectiveSecurityRule['direction']): Trail {
  const { estate, from, to, way, port, established } = journey;
  if (way === 'back' && (established.has(nic.id) || !journey.isWhole)) return clear;
  const groups = readingIn(estate.survey.effectiveSecurityGroups, nic.id);
  if (groups.status === 'unread') return { beyond: [{ kind: 'unread', what: { of: 'effective-rules', id: nic.id }, problem: groups.problem }] };
  const [sourcePort, destinationPort] = way === 'there' ? (['ephemeral', port] as const) : ([port, 'ephemeral'] as const);
  const decision = decideFlow(groups.value, { direction, sourceAddress: from.address, sourcePort, destinationAddress: to.address, destinationPort });
  if (decision.access === 'allow') {
    if (way === 'there') established.add(nic.id);
    return clear;
  }
  const { group, rule } = decision;
  if (decision.access === 'deny' && rule) return breaks({ kind: 'hop-rule-denies', nicId: nic.id, direction, from: from.ref, to: to.ref, port, way, rule: { group, rule } });
  return { gap: { kind: 'undecided-rule', finding: { kind: 'hop-rule-undecided', nicId: nic.id, direction, from: from.ref, to: to.ref, port, way, group, reason: decision.access === 'undecided' ? decision.reason : '', ...(rule && { rule }) } } };
}
