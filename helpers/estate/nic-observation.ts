/** What Azure said about a machine's NIC when asked for what is effective on it: an answer, that its machine does not run, or a problem. */
import type { MachineNic } from './machines';
import { powerOf } from './machines';
import type { Problem, Reading } from './reading';
import { readingIn } from './reading-in';
import type { Label } from './survey-labels';

export type NicObservation<T> =
  | { readonly kind: 'read'; readonly value: T }
  /** Azure computes effective routes and rules only for the NIC of a running machine. `words`: `spoke1vm is deallocated`. */
  | { readonly kind: 'not-running'; readonly words: string }
  | { readonly kind: 'unread'; readonly problem: Problem };

/** @param map effectiveRoutes or effectiveSecurityGroups of the survey; a NIC of a machine known to be stopped has no entry there. */
export function observationOf<T>(map: Readonly<Record<string, Reading<T>>>, { nic, vm, vmId }: MachineNic, label: Label): NicObservation<T> {
  const reading = readingIn(map, nic.id);
  if (reading.status === 'read') return { kind: 'read', value: reading.value };
  if (vm.status === 'read' && powerOf(vm) === 'not running') return { kind: 'not-running', words: `${label(vmId)} is ${vm.value.powerState}` };
  if (reading.problem.kind === 'nic-not-running') return { kind: 'not-running', words: `Azure says that ${label(vmId)} does not run` };
  return { kind: 'unread', problem: reading.problem };
}
