/** What a 429 of Azure Resource Manager means: too many requests, or one resource that is busy. */
import { armErrorIn } from '../problem/arm-error';
import { retryAfterMs } from '../problem/retry-after';
import type { PipelineResponse } from './pipeline';

/** "The network resource provider returns 429 with RetryableErrorDueToAnotherOperation when another operation locks the target resource" (request-limits-and-throttling). */
const lockCodes = new Set(['RetryableErrorDueToAnotherOperation', 'AnotherOperationInProgress']);

/** Longest back-off where ARM names no time; its buckets refill every second. */
const longestBackOffMs = 16_000;

/** Undefined for any other answer than a 429. */
export function refusedFor(response: Pick<PipelineResponse, 'status' | 'bodyAsText' | 'headers'>): 'too-many' | 'locked' | undefined {
  if (response.status !== 429) return undefined;
  return armErrorIn(response.bodyAsText).codes.some((code) => lockCodes.has(code)) ? 'locked' : 'too-many';
}

/**
 * @param refusals of this request or of this budget in a row, this one included
 * @param delayMs the first back-off of our own; it doubles
 * @returns milliseconds to wait: what Retry-After says, else our own back-off
 */
export function refusalWaitMs({ headers }: Pick<PipelineResponse, 'headers'>, refusals: number, delayMs: number): number {
  return retryAfterMs((name) => headers.get(name), Date.now()) ?? Math.min(delayMs * 2 ** (refusals - 1), Math.max(delayMs, longestBackOffMs));
}
