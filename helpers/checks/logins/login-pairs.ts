/** Which ordered pairs of spokes log in to each other (SSH_PAIRS). Pure: the same spokes, setting and seed choose the same pairs. */
import type { LoginPairs } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';

/** What takes part: a spoke, and whether it has a machine that can. */
export interface Participant {
  readonly spokeId: string;
  readonly isAble: boolean;
}

/** By index. */
export type ChosenPair = readonly [from: number, to: number];

/** Up to so many pairs `auto` takes all, and above them so many. */
export const mostByItself = 400;

/**
 * The pairs that are due, in the order of the spokes.
 * @param isMeant leaves out pairs of which no login is expected
 */
export function choosePairs(participants: readonly Participant[], pairs: LoginPairs, isMeant: (from: number, to: number) => boolean = () => true): ChosenPair[] {
  const every = everyPair(participants.length).filter((pair) => isMeant(...pair));
  const ring = (): ChosenPair[] => ringOf(participants).filter((pair) => isMeant(...pair));
  switch (pairs.kind) {
    case 'all':
      return every;
    case 'ring':
      return inOrder(ring());
    case 'sample':
      return pairs.size >= every.length ? every : inOrder(sampleOf(every, participants, pairs.seed, pairs.size));
    case 'auto':
      return every.length <= mostByItself ? every : inOrder(filledUp(ring(), every, participants, pairs.seed));
  }
}

const everyPair = (length: number): ChosenPair[] =>
  Array.from({ length }, (_, from) => Array.from({ length }, (__, to): ChosenPair => [from, to]).filter(([a, b]) => a !== b)).flat();

/** Each spoke to the next and the last to the first, so that every one is logged in to and from; those that cannot take part are told of between their neighbours. */
function ringOf(participants: readonly Participant[]): ChosenPair[] {
  const all = participants.map((_, index) => index);
  const able = all.filter((index) => participants[index]?.isAble);
  return distinct([all, able].flatMap((ring) => ring.flatMap((from, at): ChosenPair[] => {
    const to = ring[(at + 1) % ring.length];
    return to === undefined || to === from ? [] : [[from, to]];
  })));
}

function filledUp(ring: readonly ChosenPair[], every: readonly ChosenPair[], participants: readonly Participant[], seed: string): ChosenPair[] {
  const all = distinct([...ring, ...sampleOf(every, participants, seed, mostByItself)]);
  return all.slice(0, Math.max(ring.length, mostByItself));
}

/** Those whose number, drawn from the seed and the two ids, is least: a larger sample holds the smaller one, and a further spoke leaves the rest as it is. */
function sampleOf(every: readonly ChosenPair[], participants: readonly Participant[], seed: string, size: number): ChosenPair[] {
  const hashes = participants.map(({ spokeId }) => hashOf(`${seed} ${keyOf(spokeId)}`));
  // Twice as many as are needed are below this bound, so that few have to be sorted.
  const bound = 2 ** 32 * ((2 * size + 100) / every.length);
  const drawn = every.map((pair) => ({ pair, number: mixed((hashes[pair[0]] ?? 0) ^ mixed(hashes[pair[1]] ?? 0)) }));
  const least = drawn.filter(({ number }) => number < bound);
  return (least.length < size ? drawn : least).sort((a, b) => a.number - b.number).slice(0, size).map(({ pair }) => pair);
}

/** So many of them, drawn by the seed, in the order in which they are given. */
export function drawn<T>(from: readonly T[], keyOfOne: (one: T) => string, seed: string, size: number): T[] {
  const numbers = from.map((one, place) => ({ place, number: mixed(hashOf(`${seed} ${keyOfOne(one)}`)) }));
  const chosen = new Set(numbers.sort((a, b) => a.number - b.number).slice(0, size).map(({ place }) => place));
  return from.filter((_, place) => chosen.has(place));
}

const distinct = (pairs: readonly ChosenPair[]): ChosenPair[] => [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];

const inOrder = (pairs: ChosenPair[]): ChosenPair[] => pairs.sort(([a, b], [c, d]) => a - c || b - d);

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The last step of MurmurHash3: neighbours come to lie far apart. */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
