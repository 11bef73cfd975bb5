/** Logs in until the login is as expected or the time is up: right after a deployment the first one may hang. */
import type { TriedLogin } from '../checks/check';
import type { Effort } from '../estate/reading';
import { mayStillSettle } from '../probe/may-still-settle';
import type { LoginPatience } from './login-patience';

export type Tried = readonly [...TriedLogin[], TriedLogin];

export interface SettledLogin {
  /** The logins of the last round; the last of them is what came of it. */
  readonly tried: Tried;
  readonly effort: Effort;
}

export interface Waiting {
  /** Milliseconds from the first attempt after which no further one begins; 0 where nothing is waited for. Asked where a login has failed. */
  readonly patienceMs: () => number;
  /** Shared with the other logins of the run. */
  readonly patience: LoginPatience;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

const pauseMs = 2_000;

/**
 * Every attempt is bounded by its own timeouts, so the last one may end that much after the time is up.
 * @param attempt one round of logins; says when it began, as it may have had to wait for its turn
 */
export async function settleLogin(attempt: (began: () => void) => Promise<Tried>, { patienceMs, patience, now = Date.now, sleep = pause }: Waiting): Promise<SettledLogin> {
  const asker = {};
  let start: number | undefined;
  const elapsedMs = (): number => now() - (start ?? now());
  for (let attempts = 1; ; attempts += 1) {
    const tried = await attempt(() => { start ??= now(); });
    const effort = { attempts, seconds: elapsedMs() / 1000 };
    const login = lastOf(tried);
    const waitMs = mayStillSettle(login.outcome) ? patienceMs() : 0;
    const next = await patience.next(asker, login, waitMs > 0);
    if (next === 'settled' || next === 'enough') return { tried, effort };
    if (next === 'again') continue;
    if (elapsedMs() + pauseMs > waitMs) {
      patience.usedUp(asker, login);
      return { tried, effort };
    }
    await sleep(pauseMs);
  }
}

export const lastOf = (tried: Tried): TriedLogin => tried[tried.length - 1] ?? tried[0];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
