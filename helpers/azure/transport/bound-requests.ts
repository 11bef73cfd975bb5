/** Pipeline policies that bound how long a request takes, count how many there were, and tell when each was sent. */
import { OutOfTime } from '../problem/errors';
import type { PipelineRequest, Policy } from './pipeline';

/** Requests sent to ARM, retries and polls included. ARM charges GET to one bucket and everything else to another. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
}

/**
 * Aborts an attempt whose response is not complete in time. The SDK's own `timeout` stops counting once the headers
 * have arrived, so a body that never ends would hold it for ever.
 */
export function limitRequestTime(timeoutMs: number): Policy {
  return {
    name: 'spokecheckTimeout',
    async sendRequest(request, next) {
      const outer = request.abortSignal as AbortSignal | undefined;
      const timeout = AbortSignal.timeout(timeoutMs);
      request.abortSignal = outer ? AbortSignal.any([outer, timeout]) : timeout;
      try {
        return await next(request);
      } catch (error) {
        throw timeout.aborted && outer?.aborted !== true ? new OutOfTime(timeoutMs) : error;
      } finally {
        if (outer) request.abortSignal = outer;
        else delete request.abortSignal;
      }
    },
  };
}

/** Counts every attempt that is sent. */
export function countRequests(): { readonly policy: Policy; counts(): RequestCounts } {
  let reads = 0;
  let writes = 0;
  return {
    policy: {
      name: 'spokecheckCount',
      sendRequest: (request, next) => {
        if (request.method === 'GET') reads += 1;
        else writes += 1;
        return next(request);
      },
    },
    counts: () => ({ reads, writes }),
  };
}

/** Knows when each request was last sent, whatever it had waited for before. */
export function watchSending(): { readonly policy: Policy; sinceSent(request: PipelineRequest): number } {
  const sentAt = new WeakMap<PipelineRequest, number>();
  return {
    policy: {
      name: 'spokecheckSent',
      sendRequest: (request, next) => {
        sentAt.set(request, performance.now());
        return next(request);
      },
    },
    sinceSent: (request) => performance.now() - (sentAt.get(request) ?? performance.now()),
  };
}
