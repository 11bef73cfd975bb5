/** Every way from a machine's NIC in one spoke to a machine's NIC in another, and the gaps where machines could not be read. */
import type { MachineNic, Machines } from './machines';
import type { Problem, Reading } from './reading';

export type NicPair =
  | { readonly kind: 'pair'; readonly from: MachineNic; readonly to: MachineNic }
  /** The machines of a whole spoke are unknown, or, with `nicId`, whether this NIC is a machine's. */
  | { readonly kind: 'unknown-source'; readonly spokeId: string; readonly nicId?: string; readonly problem: Problem }
  /** The spoke has machines, or may have some, whose addresses are unknown; the problem is the first of its kind. */
  | { readonly kind: 'unknown-target'; readonly from: MachineNic; readonly spokeId: string; readonly unreadId: string; readonly problem: Problem };

export interface SpokeMachines {
  readonly id: string;
  readonly machines: Reading<Machines>;
}

/** Ordered by the spokes of the survey: all pairs that start in the first spoke, then those of the second. */
export const pairsOf = (spokes: readonly SpokeMachines[]): NicPair[] => spokes.flatMap((source) => pairsFrom(source, spokes.filter((target) => target !== source)));

function pairsFrom(source: SpokeMachines, targets: readonly SpokeMachines[]): NicPair[] {
  if (source.machines.status === 'unread') return [{ kind: 'unknown-source', spokeId: source.id, problem: source.machines.problem }];
  const { nics, unread } = source.machines.value;
  return [
    ...nics.flatMap((from) => targets.flatMap((target) => pairsBetween(from, target))),
    ...unread.map(({ nicId, problem }): NicPair => ({ kind: 'unknown-source', spokeId: source.id, nicId, problem })),
  ];
}

function pairsBetween(from: MachineNic, { id, machines }: SpokeMachines): NicPair[] {
  if (machines.status === 'unread') return [{ kind: 'unknown-target', from, spokeId: id, unreadId: id, problem: machines.problem }];
  const { nics, unread } = machines.value;
  const gaps = unread.slice(0, 1).map(({ nicId, problem }): NicPair => ({ kind: 'unknown-target', from, spokeId: id, unreadId: nicId, problem }));
  return [...nics.map((to): NicPair => ({ kind: 'pair', from, to })), ...gaps];
}
