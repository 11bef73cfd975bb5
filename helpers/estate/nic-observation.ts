/** What Azure said about a machine's NIC when asked for what is effective on it: an answer, that its machine does not run, or a problem. */
import type { MachineNic } from './machines';
import { powerOf } from './machines';
import type { Problem, Reading } from './reading';
import { readingIn } from './reading-in';

export type NicObservation<T> =
  | { readonly kind: 'read'; readonly value: T }
  /** Azure computes effective routes and rules only for the NIC of a running machine. Without `powerState` it is Azure's answer for the NIC that says so. */
  | { readonly kind: 'not-running'; readonly vmId: string; readonly powerState?: string }
  | { readonly kind: 'unread'; readonly problem: Problem };

/** @param map effectiveRoutes or effectiveSecurityGroups of the survey; a NIC of a machine known to be stopped has no entry there. */
export function observationOf<T>(map: Readonly<Record<string, Reading<T>>>, { nic, vm, vmId }: MachineNic): NicObservation<T> {
  const reading = readingIn(map, nic.id);
  if (reading.status === 'read') return { kind: 'read', value: reading.value };
  if (vm.status === 'read' && powerOf(vm) === 'not running') return { kind: 'not-running', vmId, powerState: vm.value.powerState };
  if (reading.problem.kind === 'nic-not-running') return { kind: 'not-running', vmId };
  return { kind: 'unread', problem: reading.problem };
}
