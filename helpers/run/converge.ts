/** Waits for what Azure may still be settling: observes it again until it is as expected or the time is up. */
import type { Case, ReadingRef } from '../checks/check';
import { isRed } from '../checks/check';

export interface Convergence<T> {
  /** The cases of what was observed. Pure. */
  readonly judge: (observed: T) => readonly Case[];
  /** Observes these readings again. */
  readonly refresh: (observed: T, refs: readonly ReadingRef[]) => Promise<T>;
  /** Milliseconds that all rounds together may take; 0 for none. */
  readonly timeoutMs: number;
  /** Told before each further round: how many readings, and how many seconds are left. */
  readonly onRound?: (readings: number, secondsLeft: number) => void;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

const firstPauseMs = 1_000;
/** Azure takes 10 s to compute effective routes, so asking more often gains nothing. */
const longestPauseMs = 10_000;

/** The readings that rest unsettled under cases which did not pass, each once. */
export function unsettledReadings(cases: readonly Case[]): ReadingRef[] {
  const refs = cases.filter(isRed).flatMap(({ unsettled }) => unsettled);
  return [...new Map(refs.map((ref) => [`${ref.of} ${ref.key}`, ref])).values()];
}

export interface Converged<T> {
  /** The last observation, settled or not. */
  readonly observed: T;
  /** What was judged of it. */
  readonly cases: readonly Case[];
}

/** Each observation is judged once. */
export async function converge<T>(first: T, { judge, refresh, timeoutMs, onRound, now = Date.now, sleep = pause }: Convergence<T>): Promise<Converged<T>> {
  const deadline = now() + timeoutMs;
  let observed = first;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const cases = judge(observed);
    const refs = unsettledReadings(cases);
    const leftMs = deadline - now();
    if (refs.length === 0 || leftMs <= 0) return { observed, cases };
    await sleep(Math.min(pauseMs, leftMs));
    onRound?.(refs.length, Math.max(0, (deadline - now()) / 1000));
    observed = await refresh(observed, refs);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
