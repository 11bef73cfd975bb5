/** Sets in the words of nft, which merges what overlaps in them. */
import { isIPv4 } from '../addresses/ipv4';

/** Addresses and prefixes of both families in, IPv4 out. nft takes no empty set. */
export const ipv4Set = (prefixes: readonly string[]): string => `{ ${prefixes.filter(isIPv4).join(', ')} }`;

/** Ranges as effective rules have them: `22-22`. */
export const portSet = (ranges: readonly string[]): string => `{ ${ranges.map((range) => [...new Set(range.split('-'))].join('-')).join(', ')} }`;
