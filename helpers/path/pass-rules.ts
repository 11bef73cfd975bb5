/** What the effective security rules of a NIC make of a connection. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import type { Connection } from '../estate/rule-selection';
import { decideFlow } from '../estate/rule-selection';
import type { Finding } from '../findings/finding';
import type { Obstacle } from './path';
import { breaks } from './path';

/** @param port the TCP port that is connected to. Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
export function passRules({ survey }: Estate, port: number, from: MachineNic, to: MachineNic, direction: Connection['direction']): Obstacle {
  const at = direction === 'Outbound' ? from : to;
  const groups = readingIn(survey.effectiveSecurityGroups, at.nic.id);
  if (groups.status === 'unread') return { kind: 'unknown', gap: { kind: 'unread', finding: { kind: 'not-read', what: { of: 'effective-rules', id: at.nic.id }, problem: groups.problem } } };
  const connection = { at: at.ref, from: from.ref, to: to.ref, direction, port };
  const decision = decideFlow(groups.value, { direction, sourceAddress: from.address, destinationAddress: to.address, destinationPort: port });
  switch (decision.access) {
    case 'allow':
      return undefined;
    case 'deny':
      return breaks({ kind: 'rule-denies', ...connection, rule: { group: decision.group, rule: decision.rule } });
    case 'undecided': {
      const { group, rule, reason } = decision;
      const finding: Finding = { kind: 'rule-undecided', ...connection, group, reason, ...(rule && { rule }) };
      return { kind: 'unknown', gap: { kind: 'undecided-rule', finding } };
    }
  }
}
