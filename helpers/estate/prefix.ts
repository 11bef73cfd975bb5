/** Addresses and prefixes, IPv4 and IPv6: parsed strictly, compared, never guessed. A service tag is not a prefix. */
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

export interface Prefix {
  /** The first address of the prefix: host bits are cleared. */
  readonly network: Address;
  readonly length: number;
  /** In its one spelling: `10.2.1.0/24`. */
  readonly text: string;
  /** The first address of an IPv4 prefix as a number. */
  readonly number?: number;
}

const bitsOf = (address: Address): 32 | 128 => (address.kind() === 'ipv4' ? 32 : 128);

/** Takes `10.1.2.3` or `2001:db8::1`; undefined for anything else, such as the shortened `10.1` that ipaddr.js would expand. */
export function parseAddress(text: string): Address | undefined {
  const known = addresses.get(text);
  if (known) return known;
  const address = parse(text);
  if (addresses.size >= 20_000) addresses.clear();
  if (address) addresses.set(text, address);
  return address;
}

/** Judging asks for the same few addresses again and again. */
const addresses = new Map<string, Address>();

function parse(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** Takes `10.0.0.0/8`, or a bare address as the prefix of this address alone; undefined for service tags and whatever else is no prefix. */
export function parsePrefix(text: string): Prefix | undefined {
  const known = prefixes.get(text);
  if (known) return known;
  const prefix = parseNewPrefix(text);
  if (prefixes.size >= 50_000) prefixes.clear();
  if (prefix) prefixes.set(text, prefix);
  return prefix;
}

/** The routes and rules of one estate name the same prefixes over and over. */
const prefixes = new Map<string, Prefix>();

function parseNewPrefix(text: string): Prefix | undefined {
  const [base = '', lengthText, ...more] = text.trim().split('/');
  const address = parseAddress(base);
  if (!address || more.length > 0) return undefined;
  if (lengthText === undefined) return prefixFrom(address, bitsOf(address));
  const length = /^\d{1,3}$/.test(lengthText) ? Number(lengthText) : NaN;
  return length <= bitsOf(address) ? prefixFrom(firstAddress(address, length), length) : undefined;
}

function prefixFrom(network: Address, length: number): Prefix {
  const number = ipv4Number(network);
  return { network, length, text: `${network.toString()}/${String(length)}`, ...(number !== undefined && { number }) };
}

/** Clears the host bits; a length beyond the family's own leaves the address as it is. */
export function firstAddress(address: Address, length: number): Address {
  const bytes = address.toByteArray().map((byte, index) => byte & (0xff << (8 - Math.min(8, Math.max(0, length - index * 8)))) & 0xff);
  return ipaddr.fromByteArray(bytes);
}

/** False also where one is IPv4 and the other IPv6. */
export function contains(prefix: Prefix, address: Address): boolean {
  return prefix.network.kind() === address.kind() && address.match([prefix.network, prefix.length]);
}

/** An IPv4 address as a number, for looking it up; undefined for IPv6. */
export function ipv4Number(address: Address): number | undefined {
  if (!(address instanceof ipaddr.IPv4)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = address.octets;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** Clears the host bits of an IPv4 address. */
export const firstNumber = (address: number, length: number): number => (length === 0 ? 0 : (address & (-1 << (32 - length))) >>> 0);

/** The prefixes of a list by length, so that an address is looked up and not compared with each. */
interface PrefixSet {
  readonly ipv4: readonly (readonly [length: number, networks: ReadonlySet<number>])[];
  readonly ipv6: readonly Prefix[];
}

const sets = new WeakMap<readonly string[], PrefixSet>();

function setOf(texts: readonly string[]): PrefixSet {
  const known = sets.get(texts);
  if (known) return known;
  const [ipv4, ipv6] = [new Map<number, Set<number>>(), [] as Prefix[]];
  for (const text of texts) {
    const prefix = parsePrefix(text);
    if (!prefix) continue;
    if (prefix.number === undefined) ipv6.push(prefix);
    else ipv4.set(prefix.length, (ipv4.get(prefix.length) ?? new Set()).add(prefix.number));
  }
  const set = { ipv4: [...ipv4], ipv6 };
  sets.set(texts, set);
  return set;
}

/** Whether the address lies in one of these prefixes; false for texts that are no address or no prefix. */
export function isWithin(addressText: string, texts: readonly string[]): boolean {
  if (texts.length === 0) return false;
  const address = parseAddress(addressText);
  if (!address) return false;
  const { ipv4, ipv6 } = setOf(texts);
  const number = ipv4Number(address);
  return number === undefined ? ipv6.some((prefix) => contains(prefix, address)) : ipv4.some(([length, networks]) => networks.has(firstNumber(number, length)));
}

/** Whether every address of the inner prefix is in the outer one. */
export const covers = (outer: Prefix, inner: Prefix): boolean => outer.length <= inner.length && contains(outer, inner.network);

/** Prefixes are nested or disjoint, so two overlap exactly when one covers the other. */
export const overlaps = (a: Prefix, b: Prefix): boolean => covers(a, b) || covers(b, a);

/** One spelling for each prefix, for comparing and as a key. */
export const canonical = ({ text }: Prefix): string => text;

/** Whether two texts are the same prefix; texts that are no prefixes, such as service tags, are compared without regard to case. */
export function samePrefix(a: string, b: string): boolean {
  const [first, second] = [parsePrefix(a), parsePrefix(b)];
  return first && second ? canonical(first) === canonical(second) : a.toLowerCase() === b.toLowerCase();
}

export const sameAddress = (a: string, b: string): boolean => samePrefix(a, b);
