/** Whether a failed attempt is retried, and after how long. Pure; the policy in `retry-requests.ts` does the waiting. */

export type Attempt =
  | {
      readonly status: number;
      /** ARM's error codes, outer and inner. */
      readonly codes: readonly string[];
      readonly retryAfterMs?: number;
    }
  /** No response: the code of the socket's error. */
  | { readonly connectionError: string };

export type RetryDecision =
  | { readonly retry: false }
  /** `asked`: the time of a Retry-After; otherwise our own back-off. */
  | { readonly retry: true; readonly waitMs: number; readonly asked: boolean };

/** Attempts per request, the first included; the number that the SDK itself makes. */
export const maxAttempts = 4;

const passingStatuses = new Set([408, 429, 500, 502, 503, 504]);

/**
 * A 409 is a lasting state, not a transient failure, except where ARM says that another operation holds the resource just now
 * (seen on Microsoft.Network as 409 AnotherOperationInProgress and as 429 RetryableError).
 */
const passingCodes = new Set(['AnotherOperationInProgress', 'RetryableError', 'RetryableErrorDueToAnotherOperation']);

const passingConnectionErrors = new Set([
  'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'PARSE_ERROR',
]);

/**
 * @param attempt how the attempt ended
 * @param attempts number of attempts made so far, this one included
 * @param delayMs the first back-off of our own; it doubles with every further attempt
 */
export function decideRetry(attempt: Attempt, attempts: number, delayMs: number): RetryDecision {
  if (attempts >= maxAttempts || !mayPass(attempt)) return { retry: false };
  const backOffMs = delayMs * 2 ** (attempts - 1);
  const askedMs = 'status' in attempt ? attempt.retryAfterMs : undefined;
  return { retry: true, waitMs: askedMs ?? backOffMs, asked: askedMs !== undefined };
}

function mayPass(attempt: Attempt): boolean {
  if ('connectionError' in attempt) return passingConnectionErrors.has(attempt.connectionError);
  if (passingStatuses.has(attempt.status)) return true;
  return attempt.status >= 400 && attempt.codes.some((code) => passingCodes.has(code));
}
