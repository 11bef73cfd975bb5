/** A change of a topology, and how it picks what to change. */
import type { Topology, VirtualNetwork } from '../../../lab/topology/topology';

/** Changes the topology in place. `a` and `b` pick among what is there, modulo its number, so that a counterexample shrinks. */
export type Mutation = (topology: Topology, a: number, b: number) => void;

export const pick = <T>(list: readonly T[], index: number): T | undefined => (list.length === 0 ? undefined : list[index % list.length]);

/** The first network is the hub; beside the spokes there may be others. */
export const spokesOf = ({ virtualNetworks, settings: { spokes } }: Topology): VirtualNetwork[] => virtualNetworks.slice(1).filter(({ name }) => spokes?.includes(name) ?? true);

/** Removes what matches from a list that others hold too. */
export function removeWhere<T>(list: T[], matches: (item: T) => boolean): void {
  list.splice(0, list.length, ...list.filter((item) => !matches(item)));
}
