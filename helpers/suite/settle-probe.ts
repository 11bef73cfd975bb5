/** Probes until it is as expected or the time is up: right after a deployment the first login may hang, and what is to be blocked may still get through. */
import type { TriedConnection, TriedLogin } from '../checks/check';
import type { Effort } from '../estate/reading';
import type { LoginPatience } from './login-patience';

/** What a round came to, for the question whether there is to be another. */
export interface Standing {
  /** The probe that decides. */
  readonly by: TriedLogin | TriedConnection;
  /** Whether another round may come to something better. */
  readonly mayStillSettle: boolean;
}

export interface Settled<Result> {
  /** Of the last round. */
  readonly result: Result;
  readonly effort: Effort;
}

export interface Waiting<Result> {
  /** Milliseconds from the first attempt after which no further one begins; 0 where nothing is waited for. Asked where a round may be followed by another. */
  readonly patienceMs: () => number;
  /** Shared with the other probes of the run. */
  readonly patience: LoginPatience;
  readonly standing: (result: Result) => Standing;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

const pauseMs = 2_000;

/**
 * Every attempt is bounded by its own timeouts, so the last one may end that much after the time is up.
 * @param attempt one round; says when it began, as it may have had to wait for its turn
 */
export async function settleProbe<Result>(attempt: (began: () => void) => Promise<Result>, { patienceMs, patience, standing, now = Date.now, sleep = pause }: Waiting<Result>): Promise<Settled<Result>> {
  const asker = {};
  let start: number | undefined;
  const elapsedMs = (): number => now() - (start ?? now());
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt(() => { start ??= now(); });
    const effort = { attempts, seconds: elapsedMs() / 1000 };
    const { by, mayStillSettle } = standing(result);
    const waitMs = mayStillSettle ? patienceMs() : 0;
    const next = await patience.next(asker, by, waitMs > 0);
    if (next === 'settled' || next === 'enough') return { result, effort };
    if (next === 'again') continue;
    if (elapsedMs() + pauseMs > waitMs) {
      patience.usedUp(asker, by);
      return { result, effort };
    }
    await sleep(pauseMs);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
