/** Lets requests go as their budgets allow: the more urgent first, and of those the one that has waited longest. */
import type { Clock } from './clock';
import type { RequestBudget } from './request-budget';

/** Lower numbers go first. */
export type Urgency = 0 | 1 | 2;

export interface RequestQueue {
  /**
   * Resolves when the request may be sent. Whoever is let go tells the budget how it ended, and calls `left`.
   *
   * @param name of the budget
   * @throws the signal's reason where it aborts while the request waits
   */
  enter(name: string, urgency: Urgency, signal?: AbortSignal): Promise<RequestBudget>;
  /** One that was let go has ended. */
  left(): void;
}

interface Waiting {
  readonly go: () => void;
}

interface Lane {
  readonly budget: RequestBudget;
  readonly waiting: readonly [Set<Waiting>, Set<Waiting>, Set<Waiting>];
  /** Takes back the call for when the budget has refilled. */
  wake?: (() => void) | undefined;
}

/**
 * @param budgetFor makes the budget of a name, once
 * @param mostInFlight requests at once, over all budgets: what connections and memory allow
 */
export function createRequestQueue(budgetFor: (name: string) => RequestBudget, mostInFlight: number, clock: Clock): RequestQueue {
  const lanes = new Map<string, Lane>();
  let inFlight = 0;

  const laneOf = (name: string): Lane => {
    const lane: Lane = lanes.get(name) ?? { budget: budgetFor(name), waiting: [new Set(), new Set(), new Set()] };
    lanes.set(name, lane);
    return lane;
  };
  const advance = (lane: Lane): void => {
    lane.wake?.();
    lane.wake = undefined;
    for (let next = firstOf(lane); next && inFlight < mostInFlight; next = firstOf(lane)) {
      const waitMs = lane.budget.take();
      if (waitMs > 0) {
        if (waitMs < Infinity) lane.wake = clock.after(waitMs, () => { advance(lane); });
        return;
      }
      lane.waiting.forEach((some) => some.delete(next));
      inFlight += 1;
      next.go();
    }
  };

  return {
    enter(name, urgency, signal) {
      const lane = laneOf(name);
      return new Promise((resolve, reject) => {
        const abort = (): void => {
          lane.waiting[urgency].delete(waiting);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const waiting: Waiting = {
          go: () => {
            signal?.removeEventListener('abort', abort);
            resolve(lane.budget);
          },
        };
        if (signal?.aborted) {
          abort();
          return;
        }
        signal?.addEventListener('abort', abort, { once: true });
        lane.waiting[urgency].add(waiting);
        advance(lane);
      });
    },
    left() {
      inFlight -= 1;
      for (const [name, lane] of [...lanes]) {
        const before = inFlight;
        advance(lane);
        if (inFlight === before) continue;
        // Where connections are what is short, no subscription waits for all the others.
        lanes.delete(name);
        lanes.set(name, lane);
      }
    },
  };
}

function firstOf({ waiting }: Lane): Waiting | undefined {
  for (const some of waiting) for (const first of some) return first;
  return undefined;
}
