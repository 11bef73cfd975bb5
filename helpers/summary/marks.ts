/** Where in the network the causes are, by their numbers. */
import type { Results } from '../report/results';

export interface Marks {
  /** `✗ cause 2`, or `✗ causes 1, 3`; undefined where none is. */
  atNetwork(id: string): string | undefined;
  atAddresses(addresses: readonly string[]): string | undefined;
  /** Either side of the peering. */
  atPeering(one: string, other: string): string | undefined;
}

export function marksOf(causes: Results['causes']): Marks {
  const numbers = new Map<string, Set<number>>();
  for (const [index, { places = [] }] of causes.entries()) {
    for (const { peering, network, address } of places) {
      const key = peering ? pairKey(peering) : network === undefined ? address : network.toLowerCase();
      if (key !== undefined) numbers.set(key, (numbers.get(key) ?? new Set()).add(index + 1));
    }
  }
  const mark = (keys: readonly string[]): string | undefined => {
    const found = [...new Set(keys.flatMap((key) => [...(numbers.get(key) ?? [])]))].sort((a, b) => a - b);
    return found.length === 0 ? undefined : `✗ ${found.length === 1 ? 'cause' : 'causes'} ${found.slice(0, 5).join(', ')}${found.length > 5 ? ' and more' : ''}`;
  };
  return { atNetwork: (id) => mark([id.toLowerCase()]), atAddresses: (addresses) => mark(addresses), atPeering: (one, other) => mark([pairKey([one, other])]) };
}

const pairKey = (ids: readonly string[]): string => ids.map((id) => id.toLowerCase()).sort().join(' ');
