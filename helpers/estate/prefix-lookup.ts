/** Longest-prefix lookup: prefixes are parsed once, and an address is looked up by length, not by trying every prefix. */
import type { Address } from './prefix';
import { canonical, firstAddress, parseAddress, parsePrefix } from './prefix';

export interface PrefixMatch<T> {
  /** In its one spelling: `10.2.1.0/24`. */
  readonly prefix: string;
  readonly length: number;
  readonly value: T;
}

export interface PrefixLookup<T> {
  /** What matches the address, the longest prefix first; of one value with several prefixes the longest that matches. Nothing for text that is no address. */
  matching(address: string): readonly PrefixMatch<T>[];
}

interface Entry<T> extends PrefixMatch<T> {
  readonly place: number;
}

/** @param prefixesOf texts; those that are no prefixes (service tags) match nothing */
export function prefixLookup<T>(values: readonly T[], prefixesOf: (value: T) => readonly string[]): PrefixLookup<T> {
  const byLength = new Map<number, Map<string, Entry<T>[]>>();
  values.forEach((value, place) => {
    for (const text of prefixesOf(value)) {
      const parsed = parsePrefix(text);
      if (!parsed) continue;
      const prefix = canonical(parsed);
      const ofLength = byLength.get(parsed.length) ?? new Map<string, Entry<T>[]>();
      byLength.set(parsed.length, ofLength);
      ofLength.set(prefix, [...(ofLength.get(prefix) ?? []), { prefix, length: parsed.length, value, place }]);
    }
  });
  const lengths = [...byLength.keys()].sort((a, b) => b - a);
  const found = new Map<string, readonly PrefixMatch<T>[]>();
  return {
    matching(text) {
      const known = found.get(text);
      if (known) return known;
      const address = parseAddress(text);
      const matches = address ? distinct(lengths.flatMap((length) => byLength.get(length)?.get(prefixKey(address, length)) ?? [])) : [];
      found.set(text, matches);
      return matches;
    },
  };
}

const prefixKey = (address: Address, length: number): string => `${firstAddress(address, length).toString()}/${String(length)}`;

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
