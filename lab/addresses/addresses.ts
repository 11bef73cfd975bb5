/**
 * IPv4 and IPv6 arithmetic: addresses as numbers, prefixes as ranges. The lab has its own, so that it cannot share a
 * mistake with the harness that it is a witness for.
 */

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Prefix {
  readonly family: 4 | 6;
  /** The first address of the range. */
  readonly value: bigint;
  /** Number of fixed bits: 0 to 32, or 0 to 128. */
  readonly length: number;
}

const widthOf = { 4: 32, 6: 128 } as const;

/** Undefined where the text is no address. */
export const parseAddress = remembering((text): Address | undefined => {
  const value = text.includes(':') ? parseIPv6(text) : parseIPv4(text);
  return value === undefined ? undefined : { family: text.includes(':') ? 6 : 4, value };
});

/** Reads `10.1.0.0/16`; undefined where the text is no prefix, or where bits are set beyond its length, as in `10.1.0.4/16`. */
export const parsePrefix = remembering((text): Prefix | undefined => {
  const [, base = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(base);
  const length = Number(digits);
  if (!address || length > widthOf[address.family]) return undefined;
  const prefix = { ...address, length };
  return address.value % sizeOf(prefix) === 0n ? prefix : undefined;
});

/** The same texts are read over and over again: those of a large network's routes and addresses, and not more than that. */
function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (known.has(text)) return known.get(text) as Value;
    if (known.size >= 20_000) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

/** Whether the text is a prefix or an address; a service tag is neither. */
export const isPrefixOrAddress = (text: string): boolean => parsePrefix(text) !== undefined || parseAddress(text) !== undefined;

export function formatAddress({ family, value }: Address): string {
  return family === 4 ? bytesOf(value).join('.') : formatIPv6(value);
}

export const formatPrefix = (prefix: Prefix): string => `${formatAddress(prefix)}/${String(prefix.length)}`;

/** Number of addresses in the prefix. */
export const sizeOf = ({ family, length }: Prefix): bigint => 1n << BigInt(widthOf[family] - length);

/** Whether a prefix, as text, covers an address or another prefix, as text. False where either is neither. */
export function contains(outer: string, inner: string): boolean {
  const range = parsePrefix(outer);
  const within = parsePrefix(inner) ?? hostPrefix(inner);
  return range !== undefined && within !== undefined && covers(range, within);
}

/** Whether two prefixes, as text, share an address. */
export const overlaps = (a: string, b: string): boolean => contains(a, b) || contains(b, a);

/** Whether two texts write the same prefix, however IPv6 is spelled. */
export const samePrefix = (a: string, b: string): boolean => contains(a, b) && contains(b, a);

/** Whether two texts write the same address, however IPv6 is spelled. */
export function sameAddress(a: string, b: string): boolean {
  const [one, other] = [parseAddress(a), parseAddress(b)];
  return one !== undefined && other !== undefined && one.family === other.family && one.value === other.value;
}

function covers(outer: Prefix, inner: Prefix): boolean {
  return outer.family === inner.family && outer.length <= inner.length && inner.value >= outer.value && inner.value < outer.value + sizeOf(outer);
}

/** Of several prefixes, as text, those longest ones that contain the address; several only where one prefix is there several times. */
export function longestMatches<T>(items: readonly T[], prefixesOf: (item: T) => readonly string[], address: string): T[] {
  const lengthOf = (item: T): number =>
    Math.max(
      -1,
      ...prefixesOf(item)
        .filter((prefix) => contains(prefix, address))
        .map((prefix) => parsePrefix(prefix)?.length ?? -1),
    );
  const longest = Math.max(-1, ...items.map(lengthOf));
  return longest < 0 ? [] : items.filter((item) => lengthOf(item) === longest);
}

/** What remains of the outer prefix when the holes are taken out of it, in ascending order and in the largest pieces possible. */
export function without(outer: Prefix, holes: readonly Prefix[]): Prefix[] {
  if (holes.some((hole) => covers(hole, outer))) return [];
  const inside = holes.filter((hole) => covers(outer, hole));
  if (inside.length === 0) return [outer];
  const left: Prefix = { ...outer, length: outer.length + 1 };
  return [left, { ...left, value: left.value + sizeOf(left) }].flatMap((half) => without(half, inside));
}

function hostPrefix(text: string): Prefix | undefined {
  const address = parseAddress(text);
  return address && { ...address, length: widthOf[address.family] };
}

function parseIPv4(text: string): bigint | undefined {
  const bytes = text.split('.');
  const wellFormed = bytes.length === 4 && bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) <= 255);
  return wellFormed ? bytes.reduce((value, byte) => (value << 8n) + BigInt(byte), 0n) : undefined;
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

function bytesOf(value: bigint): string[] {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n));
}

/** The canonical text of RFC 5952: lower case, and `::` for the longest run of two or more zero groups. */
function formatIPv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const [longest] = [...groups.join(':').matchAll(/(?<=^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  if (!longest) return groups.join(':');
  const text = groups.join(':');
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
