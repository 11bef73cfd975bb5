/** Waits for what Azure may still be settling: observes it again until it is as expected or the time is up. */
import type { Case, ReadingRef } from '../checks/check';

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
  const refs = cases.filter(({ verdict }) => verdict.verdict === 'fail' || verdict.verdict === 'cannot-tell').flatMap(({ unsettled }) => unsettled);
  return [...new Map(refs.map((ref) => [`${ref.of} ${ref.key}`, ref])).values()];
}

/** Returns the last observation, settled or not; the judgement of it is the caller's. */
export async function converge<T>(first: T, { judge, refresh, timeoutMs, onRound, now = Date.now, sleep = pause }: Convergence<T>): Promise<T> {
  const deadline = now() + timeoutMs;
  let observed = first;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const refs = unsettledReadings(judge(observed));
    const leftMs = deadline - now();
    if (refs.length === 0 || leftMs <= 0) return observed;
    await sleep(Math.min(pauseMs, leftMs));
    onRound?.(refs.length, Math.max(0, (deadline - now()) / 1000));
    observed = await refresh(observed, refs);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
