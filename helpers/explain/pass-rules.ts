/** What the effective security rules of a NIC make of a connection to port 22. */
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { decideFlow } from '../estate/rule-selection';
import type { Survey } from '../estate/survey';
import type { Obstacle } from './walk';

const sshPort = 22;

export function passRules(survey: Survey, nic: MachineNic, connection: { readonly from: MachineNic; readonly to: MachineNic }, direction: 'Inbound' | 'Outbound'): Obstacle {
  const groups = readingIn(survey.effectiveSecurityGroups, nic.nic.id);
  if (groups.status === 'unread') return { gap: { kind: 'unread', what: `the effective security rules of ${nic.nic.name}`, problem: groups.problem } };
  const decision = decideFlow(groups.value, {
    direction,
    sourceAddress: connection.from.address,
    destinationAddress: connection.to.address,
    destinationPort: sshPort,
  });
  switch (decision.access) {
    case 'allow':
      return undefined;
    case 'deny':
      return { break: { kind: 'rule', nic, rule: { group: decision.group, rule: decision.rule } } };
    case 'undecided':
      return { gap: { kind: 'undecided-rule', nic, decision } };
  }
}
