/** How many requests Azure Resource Manager takes just now, as far as its answers tell. Pure but for the clock that it is given. */
import type { Clock } from './clock';

export interface BudgetLimits {
  /** Requests that a full bucket holds. */
  readonly capacity: number;
  /** Requests that come back every second. */
  readonly perSecond: number;
}

/**
 * For one principal in one subscription: a bucket for GET, one for everything else; the POST of a long-running operation counts as a write, its polls as reads
 * ("Understand how Azure Resource Manager throttles requests", request-limits-and-throttling). They are held by the instance of Resource Manager that is nearest to whoever asks, not by
 * the region of a resource, so a run has one of each for a subscription.
 */
export const documentedLimits: Readonly<Record<'reads' | 'writes', BudgetLimits>> = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
};

/** Left in the bucket, for what its clock and ours differ in. */
const reserve = 4;

export interface RequestBudget {
  /** Takes one request: 0. Otherwise nothing is taken, and it is how many milliseconds to wait before asking again; Infinity where only an answer can help. */
  take(): number;
  /**
   * A request that was taken has its answer, or will have none.
   *
   * @param remaining what ARM says that there was left then, `x-ms-ratelimit-remaining-…`; absent where it does not say
   * @param sentAt when the request was sent, by the same clock
   */
  answered(remaining?: number, sentAt?: number): void;
  /** A request that was taken was refused with 429: nothing for so long. */
  refused(waitMs: number): void;
}

/**
 * What ARM has left is at least `level - inFlight`, wherever on their way the requests in flight are: each counts as taken from when it is sent, and frees its place for refilling
 * only with its answer. So no burst of late arrivals meets an empty bucket.
 */
export function createRequestBudget({ capacity: documented, perSecond }: BudgetLimits, clock: Pick<Clock, 'now'>): RequestBudget {
  let capacity = documented;
  let level = capacity;
  let inFlight = 0;
  let filledAt = clock.now();

  /** While it is blocked, `filledAt` lies ahead and nothing comes in. */
  const refill = (): void => {
    const now = clock.now();
    if (now <= filledAt) return;
    level = Math.min(capacity, level + ((now - filledAt) * perSecond) / 1000);
    filledAt = now;
  };

  return {
    take() {
      refill();
      const missing = 1 + reserve - (level - inFlight);
      if (missing <= 0) {
        inFlight += 1;
        return 0;
      }
      // What a bucket that is full lacks comes back with the answers only.
      if (level + missing > capacity) return Infinity;
      return Math.max(0, filledAt - clock.now()) + Math.max(1, (missing * 1000) / perSecond);
    },
    answered(remaining, sentAt) {
      refill();
      inFlight -= 1;
      level = Math.max(inFlight, level - 1);
      if (remaining === undefined || sentAt === undefined) return;
      // In the hourly limits that some clouds still have, it is thousands.
      capacity = Math.max(capacity, remaining);
      if (remaining > documented) level = Math.max(level, remaining);
      const mostNow = remaining + ((clock.now() - sentAt) * perSecond) / 1000 + 1;
      // Somebody else takes from the same bucket.
      if (mostNow < level - inFlight) level = mostNow + inFlight;
    },
    refused(waitMs) {
      refill();
      inFlight -= 1;
      level = inFlight;
      filledAt = Math.max(filledAt, clock.now() + waitMs);
    },
  };
}
