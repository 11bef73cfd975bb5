/** A packet's way from one machine to another, as far as the survey shows it: where it arrives, breaks, or cannot be followed further. */
import type { MachineNic } from '../estate/machines';
import type { MatchingRoute } from '../estate/route-selection';
import type { Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';

/** `there` is from the machine that connects, `back` the answer to it. */
export type Way = 'there' | 'back';

/**
 * What the way is followed for. `loss`: the packet has to get there, whichever of several alternatives it takes, and what is said to be off is off. `leak`: it must not get
 * there, so one alternative that may lead on is enough, and what stops it today only because a machine is off, or in a way that is not certain, stops nothing.
 */
export type Seeks = 'loss' | 'leak';

/** What should have been read of the machines, the hub or the spokes and was not, or what Azure's answer does not decide. */
export interface Gap {
  readonly kind: 'unread' | 'undecided-rule' | 'unknown-type' | 'uncertain-setting';
  readonly finding: Finding;
}

/** How a part of the way turns out: a break, else what is not known of it, and what the packet passes that no configuration tells of. */
export interface Trail {
  readonly break?: Finding;
  /** What breaks on alternatives at equal cost, beside the first: each has to be mended. */
  readonly alsoBreak?: readonly Finding[];
  /** Of alternatives at equal cost, of which Azure picks one for each connection, another does not break: some connections may get through. */
  readonly breaksInPart?: true;
  readonly gap?: Gap;
  readonly beyond?: readonly Beyond[];
}

export const clear: Trail = {};

export const breaks = (finding: Finding): Trail => ({ break: finding });

export const unread = (finding: Finding): Trail => ({ gap: { kind: 'unread', finding } });

/** One after the other; behind a break nothing is asked. */
export function followed(...parts: readonly (() => Trail)[]): Trail {
  let trail = clear;
  for (const part of parts) {
    trail = both(trail, part());
    if (trail.break) return trail;
  }
  return trail;
}

/** A part of the way that has to hold like the other. */
export function both(one: Trail, other: Trail): Trail {
  if (one === clear) return other;
  if (other === clear) return one;
  const stop = one.break ?? other.break;
  const gap = one.gap ?? other.gap;
  const also = [...(one.alsoBreak ?? []), ...(one.break && other.break ? [other.break] : []), ...(other.alsoBreak ?? [])];
  const inPart = one.breaksInPart ?? other.breaksInPart;
  return { ...(stop && { break: stop }), ...(also.length > 0 && { alsoBreak: also }), ...(inPart && { breaksInPart: inPart }), ...(gap && { gap }), beyond: [...(one.beyond ?? []), ...(other.beyond ?? [])] };
}

/** Equal-cost alternatives are picked by a hash of the connection, so all of them must lead on. */
export function everyOneOf(trails: readonly Trail[]): Trail {
  const all = trails.reduce(both, clear);
  return all.break && trails.some((trail) => !trail.break) ? { ...all, breaksInPart: true } : all;
}

/** One that leads on is enough for some connections to get there; what leaves least open speaks. */
const anyOneOf = (trails: readonly Trail[]): Trail =>
  trails.find((trail) => !trail.break && !trail.gap && isSeen(trail)) ?? trails.find((trail) => !trail.break && trail.gap) ?? trails.find((trail) => !trail.break) ?? everyOneOf(trails);

/** Whether nothing on it is beyond what was read. */
export const isSeen = ({ beyond = [] }: Trail): boolean => beyond.length === 0;

export const alternatives = ({ seeks }: { readonly seeks: Seeks }, trails: readonly Trail[]): Trail => (seeks === 'leak' ? anyOneOf(trails) : everyOneOf(trails));

export interface Passage {
  readonly nic: MachineNic;
  /** The equal-cost routes that decide, each with a next hop that leads on. */
  readonly deciding: readonly MatchingRoute[];
}

/** The addresses of the next hops that decide, sorted. */
export const hopsOf = ({ deciding }: Passage): string[] => [...new Set(deciding.flatMap(({ route }) => route.nextHopIpAddresses))].sort();

export type Path = { readonly beyond: readonly Beyond[] } & (
  /** Everything that was read is in order, there and back. */
  | { readonly kind: 'arrives'; readonly there: Passage; readonly back: Passage }
  | { readonly kind: 'breaks'; readonly way: Way; readonly finding: Finding; /** On alternatives at equal cost. */ readonly others: readonly Finding[]; /** As of a trail. */ readonly inPart?: true }
  | { readonly kind: 'unknown'; readonly way: Way; readonly gap: Gap }
);
