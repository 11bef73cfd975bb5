/** What the effective security rules of a NIC make of a connection. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { networkIdOf } from '../estate/network-parts';
import { keyOf } from '../estate/resource-id';
import type { Connection } from '../estate/rule-selection';
import { decideByAdminRules, decideFlow } from '../estate/rule-selection';
import type { EffectiveSecurityRule, NetworkInterface, Survey } from '../estate/survey';
import type { FactOf } from '../findings/finding';
import type { Finding } from '../findings/finding';
import type { Trail } from './path';
import { breaks, clear, unread } from './path';
import type { Journey } from './journey';

/** @param port the TCP port that is connected to. Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
export function passRules({ survey }: Estate, port: number, from: MachineNic, to: MachineNic, direction: EffectiveSecurityRule['direction']): Trail {
  const at = direction === 'Outbound' ? from : to;
  const flow: Connection = { direction, sourceAddress: from.address, sourcePort: 'ephemeral', destinationAddress: to.address, destinationPort: port };
  const admin = passAdminRules(survey, at.spokeId, { nicId: at.nic.id, direction, from: from.ref, to: to.ref, port }, flow);
  if (admin !== 'groups-decide') return admin;
  const groups = readingIn(survey.effectiveSecurityGroups, at.nic.id);
  if (groups.status === 'unread') return unread({ kind: 'not-read', what: { of: 'effective-rules', id: at.nic.id }, problem: groups.problem });
  const connection = { at: at.ref, from: from.ref, to: to.ref, direction, port };
  const decision = decideFlow(groups.value, flow);
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
  const { estate, from, to, way, port, clientPort, established } = journey;
  if (way === 'back' && (established.has(nic.id) || !journey.isWhole)) return clear;
  const [sourcePort, destinationPort] = way === 'there' ? [clientPort, port] : [port, clientPort];
  const flow: Connection = { direction, sourceAddress: from.address, sourcePort, destinationAddress: to.address, destinationPort };
  const networkId = networkIdOf(nic.ipConfigurations[0]?.subnetId ?? '');
  // A rule that could not be read may let through what a group denies.
  const lacking = journey.seeks === 'leak' ? unreadAdminRules(estate, [networkId]) : clear;
  if (lacking.beyond) return lacking;
  const admin = passAdminRules(estate.survey, networkId, { nicId: nic.id, direction, from: from.ref, to: to.ref, port }, flow);
  if (admin !== 'groups-decide') {
    if (way === 'there' && !admin.break) established.add(nic.id);
    return admin;
  }
  const groups = readingIn(estate.survey.effectiveSecurityGroups, nic.id);
  if (groups.status === 'unread') return { beyond: [{ kind: 'unread', what: { of: 'effective-rules', id: nic.id }, problem: groups.problem }] };
  const decision = decideFlow(groups.value, flow);
  if (decision.access === 'allow') {
    if (way === 'there') established.add(nic.id);
    return clear;
  }
  const { group, rule } = decision;
  if (decision.access === 'deny' && rule) return breaks({ kind: 'hop-rule-denies', nicId: nic.id, direction, from: from.ref, to: to.ref, port, way, rule: { group, rule } });
  return { gap: { kind: 'undecided-rule', finding: { kind: 'hop-rule-undecided', nicId: nic.id, direction, from: from.ref, to: to.ref, port, way, group, reason: decision.access === 'undecided' ? decision.reason : '', ...(rule && { rule }) } } };
}

/**
 * A Network Manager's rules come before the security groups: Deny ends it, Always Allow passes the groups by, Allow leaves it to them ("Security admin rules in Azure
 * Virtual Network Manager"). Where they could not be read, the groups are judged alone, and that is told.
 */
function passAdminRules(survey: Survey, networkId: string, at: Pick<FactOf<'admin-rule-denies'>, 'nicId' | 'direction' | 'from' | 'to' | 'port'>, flow: Connection): Trail | 'groups-decide' {
  const reading = survey.adminRules[keyOf(networkId)];
  if (reading?.status !== 'read') return 'groups-decide';
  const decision = decideByAdminRules(reading.value, flow);
  switch (decision.access) {
    case 'groups-decide':
      return 'groups-decide';
    case 'allow':
      return clear;
    case 'deny':
      return breaks({ kind: 'admin-rule-denies', networkId, ...at, rule: decision.rule });
    case 'undecided': {
      const { nicId, from, to, port } = at;
      return { gap: { kind: 'undecided-rule', finding: { kind: 'admin-rule-undecided', networkId, nicId, from, to, port, rule: decision.rule, reason: decision.reason } } };
    }
  }
}

/** What of the rules before the groups could not be read, in the network of either end. */
export function unreadAdminRules({ survey }: Estate, networkIds: readonly string[]): Trail {
  const beyond = networkIds.flatMap((id): NonNullable<Trail['beyond']>[number][] => {
    const reading = survey.adminRules[keyOf(id)];
    return reading?.status === 'unread' ? [{ kind: 'unread', what: { of: 'admin-rules', id }, problem: reading.problem }] : [];
  });
  return beyond.length > 0 ? { beyond } : clear;
}
