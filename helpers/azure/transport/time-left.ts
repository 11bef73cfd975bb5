/** How long all that is asked of Azure may take together: each request, each wait and each poll ends with it. */
import { setMaxListeners } from 'node:events';
import { TimeIsUp } from '../problem/errors';
import type { Policy } from './pipeline';

export interface TimeLeft {
  /** Does the work; what it still asks when the time is up ends as `TimeIsUp`. One at a time. */
  within<T>(timeoutMs: number, work: () => Promise<T>): Promise<T>;
  /** Milliseconds; absent where nothing limits it. */
  leftMs(): number | undefined;
  /** Aborts when the time is up; absent where nothing limits it. */
  signal(): AbortSignal | undefined;
  /** For requests: their waits for a retry are bounded as well. */
  readonly policy: Policy;
}

/** A signal that holds the time it stands for, so that whoever sees it aborted can say how long that was. */
const limits = new WeakMap<AbortSignal, number>();

export function createTimeLeft(): TimeLeft {
  let current: AbortSignal | undefined;
  let endsAt: number | undefined;
  return {
    async within(timeoutMs, work) {
      const signal = AbortSignal.timeout(timeoutMs);
      // All that wait for their turn listen to it, and these are as many as a network needs.
      setMaxListeners(0, signal);
      limits.set(signal, timeoutMs);
      current = signal;
      endsAt = performance.now() + timeoutMs;
      try {
        return await work();
      } finally {
        current = undefined;
        endsAt = undefined;
      }
    },
    leftMs: () => (endsAt === undefined ? undefined : Math.max(0, endsAt - performance.now())),
    signal: () => current,
    policy: {
      name: 'spokecheckTimeLeft',
      async sendRequest(request, next) {
        const limit = current;
        if (!limit) return next(request);
        refuseWhenOver(limit);
        const outer = request.abortSignal as AbortSignal | undefined;
        request.abortSignal = outer ? AbortSignal.any([outer, limit]) : limit;
        try {
          return await next(request);
        } catch (error) {
          refuseWhenOver(limit);
          throw error;
        } finally {
          if (outer) request.abortSignal = outer;
          else delete request.abortSignal;
        }
      },
    },
  };
}

/** Throws TimeIsUp where the signal of a TimeLeft has aborted. */
export function refuseWhenOver(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TimeIsUp(limits.get(signal) ?? 0);
}
