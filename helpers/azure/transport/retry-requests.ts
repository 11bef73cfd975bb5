/** Pipeline policy: retries a request after a transient failure. Replaces the SDK's own retries. */
import { setTimeout as wait } from 'node:timers/promises';
import { armErrorIn } from '../problem/arm-error';
import type { PipelineRequest, PipelineResponse, Policy, Send } from './pipeline';
import { retryAfterMs } from '../problem/retry-after';
import { decideRetry } from './retry-decision';
import type { Attempt } from './retry-decision';
import { refusalWaitMs, refusedFor } from './throttling';
import type { TimeLeft } from './time-left';
import type { WaitingBudget } from './waiting-budget';

type Ending = { readonly response: PipelineResponse } | { readonly error: unknown };

/**
 * The SDK does not repeat a 429 without Retry-After, nor a 409, and waits for any Retry-After however long; ARM has been seen to send
 * 306 s. So the rules are in one place here, and the waits of Retry-After come out of one budget for the run. A 429 says that it is too early, and nothing else: while the time for all is
 * limited it is tried again until that is up, and a wait that would outlast it is not begun.
 *
 * @param budget for the waits of Retry-After; one that does not fit ends the attempts
 * @param delayMs first back-off without a Retry-After, in milliseconds
 * @param timeLeft for all that is asked together
 */
export function retryRequests(budget: WaitingBudget, delayMs: number, timeLeft: Pick<TimeLeft, 'leftMs'>): Policy {
  return {
    name: 'spokecheckRetry',
    async sendRequest(request, next) {
      for (let attempts = 1, refusals = 0; ; attempts += 1) {
        const ending = await endingOf(request, next);
        const refused = refusalOf(ending);
        const leftMs = timeLeft.leftMs();
        if (refused && leftMs !== undefined) {
          refusals += 1;
          attempts -= 1;
          const waitMs = refusalWaitMs(refused.response, refusals, delayMs);
          if (waitMs >= leftMs) return refused.response;
          // Where there were too many, all of them wait together, in `pace-requests.ts`.
          if (refused.of === 'locked') await wait(waitMs, undefined, { signal: request.abortSignal as AbortSignal | undefined });
          continue;
        }
        const attempt = attemptOf(ending);
        const decision = attempt && decideRetry(attempt, attempts, delayMs);
        if (!decision?.retry || (decision.asked && !budget.spend(decision.waitMs))) {
          if ('error' in ending) throw ending.error;
          return ending.response;
        }
        await wait(decision.waitMs, undefined, { signal: request.abortSignal as AbortSignal | undefined });
      }
    },
  };
}

async function endingOf(request: PipelineRequest, next: Send): Promise<Ending> {
  try {
    return { response: await next(request) };
  } catch (error) {
    return { error };
  }
}

function refusalOf(ending: Ending): { readonly of: 'too-many' | 'locked'; readonly response: PipelineResponse } | undefined {
  if ('error' in ending) return undefined;
  const { response } = ending;
  const of = refusedFor(response);
  return of && { of, response };
}

/** The input of the retry rules; undefined for an error that is not the network's. */
function attemptOf(ending: Ending): Attempt | undefined {
  if ('response' in ending) {
    const { status, headers, bodyAsText } = ending.response;
    const askedMs = retryAfterMs((name) => headers.get(name), Date.now());
    const codes = status >= 400 ? armErrorIn(bodyAsText).codes : [];
    return { status, codes, ...(askedMs !== undefined && { retryAfterMs: askedMs }) };
  }
  const { error } = ending;
  if (!(error instanceof Error) || error.name !== 'RestError') return undefined;
  return { connectionError: 'code' in error && typeof error.code === 'string' ? error.code : 'unknown' };
}
