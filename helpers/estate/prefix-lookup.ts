/** Longest-prefix lookup: prefixes are parsed once, and an address is looked up by length, not by trying every prefix. */
import type { Address } from './prefix';
import { canonical, firstAddress, firstNumber, ipv4Number, parseAddress, parsePrefix } from './prefix';

export interface PrefixMatch<T> {
  /** In its one spelling: `10.2.1.0/24`. */
  readonly prefix: string;
  readonly length: number;
  readonly value: T;
}

export interface PrefixLookup<T, D> {
  /** What matches the address, the longest prefix first; of one value with several prefixes the longest that matches. Nothing for text that is no address. */
  matching(address: string): readonly PrefixMatch<T>[];
  /** What is made of these, kept for all addresses that lie in the same prefixes. Undefined where nothing matches. */
  deciding(address: string): D | undefined;
}

interface Entry<T> extends PrefixMatch<T> {
  readonly place: number;
}

/** One prefix with what has it. Prefixes are nested or disjoint, so the longest that an address lies in decides which others it lies in. */
interface Node<T, D> {
  readonly network: Address;
  readonly length: number;
  readonly entries: Entry<T>[];
  made?: { readonly value: D };
}

/**
 * @param prefixesOf texts; those that are no prefixes (service tags) match nothing
 * @param make of what matches, at least one
 */
export function prefixLookup<T, D>(values: readonly T[], prefixesOf: (value: T) => readonly string[], make: (matches: readonly PrefixMatch<T>[]) => D): PrefixLookup<T, D> {
  const byLength = new Map<number, Map<number | string, Node<T, D>>>();
  values.forEach((value, place) => {
    for (const text of prefixesOf(value)) {
      const parsed = parsePrefix(text);
      if (!parsed) continue;
      const { network, length } = parsed;
      const ofLength = byLength.get(length) ?? new Map<number | string, Node<T, D>>();
      byLength.set(length, ofLength);
      const key = parsed.number ?? networkKey(network, length);
      const node = ofLength.get(key) ?? { network, length, entries: [] };
      ofLength.set(key, node);
      node.entries.push({ prefix: canonical(parsed), length, value, place });
    }
  });
  const ordered = [...byLength].sort(([a], [b]) => b - a);
  const longest = (text: string): Node<T, D> | undefined => {
    const address = parseAddress(text);
    if (!address) return undefined;
    const number = ipv4Number(address);
    for (const [length, nodes] of ordered) {
      const node = nodes.get(number === undefined ? networkKey(address, length) : length > 32 ? '' : firstNumber(number, length));
      if (node) return node;
    }
    return undefined;
  };
  const matchesOf = ({ network, length: own }: Node<T, D>): PrefixMatch<T>[] =>
    distinct(ordered.flatMap(([length, nodes]) => (length > own ? [] : (nodes.get(networkKey(network, length))?.entries ?? []))));
  return {
    matching(text) {
      const node = longest(text);
      return node ? matchesOf(node) : [];
    },
    deciding(text) {
      const node = longest(text);
      return node && (node.made ??= { value: make(matchesOf(node)) }).value;
    },
  };
}

/** Numbers for IPv4, texts for IPv6, so that the two never meet. */
function networkKey(address: Address, length: number): number | string {
  const number = ipv4Number(address);
  if (number === undefined) return firstAddress(address, length).toString();
  return length > 32 ? '' : firstNumber(number, length);
}

function distinct<T>(entries: readonly Entry<T>[]): Entry<T>[] {
  if (entries.length < 2) return [...entries];
  const seen = new Set<number>();
  return entries.filter(({ place }) => !seen.has(place) && seen.add(place));
}

/** What the longest prefix has. */
export const firstValue = <T>([first]: readonly PrefixMatch<T>[]): T | undefined => first?.value;

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
