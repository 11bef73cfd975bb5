/** How long a run may wait for Retry-After in total. Requests that wait at the same time spend the same seconds. */

export interface WaitingBudget {
  /** Takes the wait out of the budget; false, and nothing taken, if it does not fit. */
  spend(waitMs: number): boolean;
}

/**
 * @param totalMs milliseconds of waiting in all
 * @param now the clock, in milliseconds
 */
export function createWaitingBudget(totalMs: number, now: () => number = () => performance.now()): WaitingBudget {
  let leftMs = totalMs;
  let waitingUntil = Number.NEGATIVE_INFINITY;
  return {
    spend(waitMs) {
      const from = Math.max(now(), waitingUntil);
      const until = now() + waitMs;
      const costMs = Math.max(0, until - from);
      if (costMs > leftMs) return false;
      leftMs -= costMs;
      waitingUntil = Math.max(waitingUntil, until);
      return true;
    },
  };
}
