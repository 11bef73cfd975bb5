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
  /** A request that was taken is sent now. */
  sent(): Sent;
  /**
   * A request that was taken has its answer, or will have none.
   *
   * @param remaining what ARM says that there was left then, `x-ms-ratelimit-remaining-…`; absent where it does not say
   */
  answered(sent: Sent, remaining?: number): void;
  /** A request that was taken was refused with 429: nothing for so long. */
  refused(waitMs: number): void;
}

/** When a request was sent, and after how many answers. */
export interface Sent {
  readonly at: number;
  readonly answers: number;
}

/**
 * What ARM has left is at least `level - inFlight`, wherever on their way the requests in flight are: each counts as taken from when it is sent, and frees its place for refilling
 * only with its answer. So no burst of late arrivals meets an empty bucket. What an answer says is left is known better still: at least so much less all that may have come since, at most so much and
 * what has come back since. With others in the same bucket it goes down, without any meter it never does.
 */
export function createRequestBudget({ capacity: documented, perSecond }: BudgetLimits, clock: Pick<Clock, 'now'>): RequestBudget {
  let capacity = documented;
  let level = capacity;
  let inFlight = 0;
  let answers = 0;
  let refusedAt = -Infinity;
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
      const standsMs = Math.max(0, filledAt - clock.now());
      if (missing <= 0 && standsMs === 0) {
        inFlight += 1;
        return 0;
      }
      // What a bucket that is full lacks comes back with the answers only.
      if (level + missing > capacity) return Infinity;
      return standsMs + Math.max(1, (missing * 1000) / perSecond);
    },
    sent: () => ({ at: clock.now(), answers }),
    answered(sent, remaining) {
      refill();
      inFlight -= 1;
      level = Math.max(inFlight, level - 1);
      const since = answers - sent.answers;
      answers += 1;
      // Of a request that was sent before a refusal, the answer may be older than that.
      if (remaining === undefined || sent.at < refusedAt) return;
      // In the hourly limits that some clouds still have, it is thousands.
      capacity = Math.max(capacity, remaining);
      const leastNow = remaining - since - inFlight;
      const mostNow = remaining + ((clock.now() - sent.at) * perSecond) / 1000 + 1;
      level = Math.min(Math.max(level - inFlight, leastNow), mostNow) + inFlight;
    },
    refused(waitMs) {
      refill();
      inFlight -= 1;
      level = inFlight;
      refusedAt = clock.now();
      filledAt = Math.max(filledAt, clock.now() + waitMs);
    },
  };
}
