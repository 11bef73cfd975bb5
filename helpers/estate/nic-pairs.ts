/** Every way from a machine's NIC in one spoke to a machine's NIC in another, and the gaps where machines could not be read: by where they start. */
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

/** All pairs that start at one NIC. There may be hundreds of thousands in all, so they are made when they are asked for, and not kept. */
export interface PairSource {
  /** Absent where it is not known which NICs there are. */
  readonly from?: MachineNic;
  /** The targets in the order of the spokes. */
  readonly pairs: () => readonly NicPair[];
}

/** Ordered by the spokes of the survey: all that start in the first spoke, then those of the second. */
export const pairSourcesOf = (spokes: readonly SpokeMachines[]): PairSource[] => spokes.flatMap((source) => sourcesIn(source, spokes));

function sourcesIn(source: SpokeMachines, spokes: readonly SpokeMachines[]): PairSource[] {
  if (source.machines.status === 'unread') return [unknown({ kind: 'unknown-source', spokeId: source.id, problem: source.machines.problem })];
  const { nics, unread } = source.machines.value;
  return [
    ...nics.map((from) => ({ from, pairs: () => spokes.flatMap((target) => (target === source ? [] : pairsBetween(from, target))) })),
    ...unread.map(({ nicId, problem }) => unknown({ kind: 'unknown-source', spokeId: source.id, nicId, problem })),
  ];
}

const unknown = (gap: NicPair): PairSource => ({ pairs: () => [gap] });

function pairsBetween(from: MachineNic, { id, machines }: SpokeMachines): NicPair[] {
  if (machines.status === 'unread') return [{ kind: 'unknown-target', from, spokeId: id, unreadId: id, problem: machines.problem }];
  const { nics, unread } = machines.value;
  const gaps = unread.slice(0, 1).map(({ nicId, problem }): NicPair => ({ kind: 'unknown-target', from, spokeId: id, unreadId: nicId, problem }));
  return [...nics.map((to): NicPair => ({ kind: 'pair', from, to })), ...gaps];
}

/** How many there are, without making them. What could not be read counts as a machine's NIC each, so that a failed reading does not change how a network is reported. */
export function pairCountOf(spokes: readonly SpokeMachines[]): number {
  const nics = spokes.map(({ machines }) => (machines.status === 'read' ? machines.value.nics.length + machines.value.unread.length : 1));
  const all = nics.reduce((sum, count) => sum + count, 0);
  return nics.reduce((sum, count) => sum + count * (all - count), 0);
}

/** All pairs, one after the other. */
export function* pairsOf(sources: readonly PairSource[]): Generator<NicPair> {
  for (const { pairs } of sources) yield* pairs();
}
