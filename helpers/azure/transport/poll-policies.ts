/** Pipeline policies for long-running operations, where the SDK would poll too much. */
import type { Policy } from './pipeline';
import { retryAfterMs } from '../problem/retry-after';

/** A POST that is answered with 200 has its result. Azure has been seen to send a Location beside it, and the SDK would poll that, too. */
export function takeResultAtOnce(): Policy {
  return {
    name: 'spokecheckResultAtOnce',
    async sendRequest(request, next) {
      const response = await next(request);
      if (request.method === 'POST' && response.status === 200) response.headers.delete('location');
      return response;
    },
  };
}

/**
 * Cuts the time that a response asks to wait before the next poll. The operation is over by then anyway; but a time beyond 24.8 days overflows
 * Node's timers, and the SDK would poll without any pause instead.
 */
export function limitPollWait(longestMs: number): Policy {
  return {
    name: 'spokecheckPollWait',
    async sendRequest(request, next) {
      const response = await next(request);
      const askedMs = retryAfterMs((name) => response.headers.get(name), Date.now()) ?? 0;
      if (response.status < 300 && askedMs > longestMs) response.headers.set('retry-after', String(Math.ceil(longestMs / 1000)));
      return response;
    },
  };
}
