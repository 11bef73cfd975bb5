/** Ranges of IPv4 addresses and of ports, cut into cells within which no rule and no route tells one from another. Ranges are looked at, never the addresses in them. */
import { parsePrefix } from './prefix';
import { onceFor } from './prefix-lookup';

/** Both ends belong to it. Addresses as numbers, or ports. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The addresses of an IPv4 prefix; undefined for IPv6, service tags and whatever else is none. */
export function rangeOf(text: string): Range | undefined {
  const prefix = parsePrefix(text);
  return prefix?.number === undefined ? undefined : { first: prefix.number, last: prefix.number + 2 ** (32 - prefix.length) - 1 };
}

/** `10.1.1.7`. */
export const addressText = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

/** Of these texts those that are IPv4 prefixes, each once: by where they begin, those that hold others before them. Parsed once for each list. */
export const prefixRanges: (texts: readonly string[]) => readonly Range[] = onceFor((texts) => sorted(texts.flatMap((text) => rangeOf(text) ?? [])));

function sorted(ranges: readonly Range[]): Range[] {
  const inOrder = [...ranges].sort((a, b) => a.first - b.first || b.last - a.last);
  return inOrder.filter(({ first, last }, index) => index === 0 || inOrder[index - 1]?.first !== first || inOrder[index - 1]?.last !== last);
}

/** What of a sorted list lies inside a block; what covers it does not cut it. */
function inside(ranges: readonly Range[], { first, last }: Range): readonly Range[] {
  if (first === last) return none;
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.first ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const found: Range[] = [];
  for (let index = low; index < ranges.length && (ranges[index]?.first ?? 0) <= last; index += 1) {
    const range = ranges[index];
    if (range && range.last <= last) found.push(range);
  }
  return found;
}

const none: readonly Range[] = [];

/**
 * One address of each cell: prefixes are nested or disjoint, so all addresses whose longest prefix is the same lie in the same prefixes.
 *
 * @param among disjoint, at least one
 * @param prefixes lists that `prefixRanges` made
 */
export function addressesOfCells(among: readonly Range[], prefixes: readonly (readonly Range[])[]): number[] {
  const block = blockOf(among);
  const cutting = prefixes.flatMap((list) => inside(list, block));
  return cutting.length > 0 ? oneOfEach(among, sorted(cutting)) : among.slice(0, 1).map(({ first }) => first);
}

function oneOfEach(among: readonly Range[], cutting: readonly Range[]): number[] {
  const starts = new Set([...cutting.flatMap(({ first, last }) => [first, last + 1]), ...among.map(({ first }) => first)]);
  const found = new Map<Range | undefined, number>();
  for (const address of [...starts].sort((a, b) => a - b)) {
    if (!among.some(({ first, last }) => first <= address && address <= last)) continue;
    const longest = cutting.findLast(({ first, last }) => first <= address && address <= last);
    if (!found.has(longest)) found.set(longest, address);
  }
  return [...found.values()];
}

/** The smallest prefix with all of them: any other covers it, lies inside or is apart. */
const blockOf: (among: readonly Range[]) => Range = onceFor((among) => {
  const [first, last] = [Math.min(...among.map((range) => range.first)), Math.max(...among.map((range) => range.last))];
  const size = 2 ** (32 - Math.clz32(first ^ last));
  return { first: first - (first % size), last: first - (first % size) + size - 1 };
});

/** The ranges without these addresses. */
export function without(ranges: readonly Range[], addresses: Iterable<number>): Range[] {
  return [...addresses].reduce<Range[]>(
    (left, address) => left.flatMap(({ first, last }) => (address < first || address > last ? [{ first, last }] : [{ first, last: address - 1 }, { first: address + 1, last }].filter((part) => part.first <= part.last))),
    [...ranges],
  );
}

/** The ranges of ports, 1 to 65535, that lie between the bounds of these; those that clients pick first. */
export function cellsOfPorts(ranges: readonly Range[]): Range[] {
  const starts = [...new Set([1, ...ranges.flatMap(({ first, last }) => [first, last + 1])])].filter((port) => port >= 1 && port <= lastPort).sort((a, b) => a - b);
  const cells = starts.map((first, index) => ({ first, last: (starts[index + 1] ?? lastPort + 1) - 1 }));
  return [...cells.filter(({ last }) => last >= firstOfClients).reverse(), ...cells.filter(({ last }) => last < firstOfClients)];
}

const lastPort = 65_535;

/** Clients' systems pick a port from here up. */
export const firstOfClients = 1024;
