/** Logs in until the login is as expected or the time is up: right after a deployment the first one may hang. */
import type { Effort } from '../estate/reading';
import { mayStillSettle } from '../probe/may-still-settle';
import type { LoginOutcome } from '../probe/outcome';

export interface SettledLogin {
  readonly outcome: LoginOutcome;
  readonly effort: Effort;
}

export interface Patience {
  /** Milliseconds since the epoch after which no further attempt begins. */
  readonly deadline: number;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

const pauseMs = 2_000;

/** Every attempt is bounded by its own timeouts, so the last one may end that much after the deadline. */
export async function settleLogin(attempt: () => Promise<LoginOutcome>, { deadline, now = Date.now, sleep = pause }: Patience): Promise<SettledLogin> {
  const start = now();
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt();
    const effort = { attempts, seconds: (now() - start) / 1000 };
    if (!mayStillSettle(outcome) || now() + pauseMs > deadline) return { outcome, effort };
    await sleep(pauseMs);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
