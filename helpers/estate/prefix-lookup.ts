/** Longest-prefix lookup: prefixes are parsed once, and an address is looked up by length, not by trying every prefix. */
import type { Address } from './prefix';
import { canonical, firstAddress, firstNumber, ipv4Number, parseAddress, parsePrefix } from './prefix';

export interface PrefixMatch<T> {
  /** In its one spelling: `10.2.1.0/24`. */
  readonly prefix: string;
  readonly length: number;
  readonly value: T;
}

export interface PrefixLookup<T> {
  /**
   * What matches the address, the longest prefix first; of one value with several prefixes the longest that matches. Nothing for text that is no address.
   * The same list for all addresses that lie in the same prefixes, so that what is made of it can be kept.
   */
  matching(address: string): readonly PrefixMatch<T>[];
}

interface Entry<T> extends PrefixMatch<T> {
  readonly place: number;
}

/** One prefix with what has it. Prefixes are nested or disjoint, so the longest that an address lies in decides which others it lies in. */
interface Node<T> {
  readonly network: Address;
  readonly entries: Entry<T>[];
  matches?: readonly PrefixMatch<T>[];
}

/** @param prefixesOf texts; those that are no prefixes (service tags) match nothing */
export function prefixLookup<T>(values: readonly T[], prefixesOf: (value: T) => readonly string[]): PrefixLookup<T> {
  const byLength = new Map<number, Map<number | string, Node<T>>>();
  values.forEach((value, place) => {
    for (const text of prefixesOf(value)) {
      const parsed = parsePrefix(text);
      if (!parsed) continue;
      const { network, length } = parsed;
      const ofLength = byLength.get(length) ?? new Map<number | string, Node<T>>();
      byLength.set(length, ofLength);
      const key = networkKey(network, length);
      const node = ofLength.get(key) ?? { network, entries: [] };
      ofLength.set(key, node);
      node.entries.push({ prefix: canonical(parsed), length, value, place });
    }
  });
  const ordered = [...byLength].sort(([a], [b]) => b - a);
  const nodesAround = (address: Address): Node<T>[] => ordered.flatMap(([length, nodes]) => nodes.get(networkKey(address, length)) ?? []);
  return {
    matching(text) {
      const address = parseAddress(text);
      if (!address) return none;
      for (const [length, nodes] of ordered) {
        const node = nodes.get(networkKey(address, length));
        if (node) return (node.matches ??= distinct(nodesAround(node.network).filter(({ entries: [first] }) => first !== undefined && first.length <= length).flatMap(({ entries }) => entries)));
      }
      return none;
    },
  };
}

const none: readonly never[] = [];

/** Numbers for IPv4, texts for IPv6, so that the two never meet. */
function networkKey(address: Address, length: number): number | string {
  const number = ipv4Number(address);
  return number === undefined ? firstAddress(address, length).toString() : length > 32 ? '' : firstNumber(number, length);
}

function distinct<T>(entries: readonly Entry<T>[]): Entry<T>[] {
  const seen = new Set<number>();
  return entries.filter(({ place }) => !seen.has(place) && seen.add(place));
}

/** Makes something of an object once and keeps it as long as the object lives. */
export function onceFor<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
