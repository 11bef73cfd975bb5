/** A token bucket, as ARM meters requests with: full at first, a token a request, refilled at a steady rate up to its size. */

export interface BucketSize {
  readonly size: number;
  readonly perSecond: number;
}

export interface TokenBucket {
  /** Whole tokens at that time, in ms. */
  left(nowMs: number): number;
  /** Takes a token; there must be one left. */
  take(nowMs: number): void;
  /** Ms until there is one; 0 where there is. */
  waitMs(nowMs: number): number;
}

/** Time must not run backwards from call to call. */
export function createTokenBucket({ size, perSecond }: BucketSize): TokenBucket {
  let tokens = size;
  let at: number | undefined;
  const refill = (nowMs: number): void => {
    tokens = Math.min(size, tokens + ((nowMs - (at ?? nowMs)) * perSecond) / 1_000);
    at = nowMs;
  };
  // Thirty tenths are three: what adding up fractions loses must not keep a token back.
  const whole = (): number => Math.floor(tokens + 1e-9);
  return {
    left(nowMs) {
      refill(nowMs);
      return whole();
    },
    take(nowMs) {
      refill(nowMs);
      tokens -= 1;
    },
    waitMs(nowMs) {
      refill(nowMs);
      return whole() >= 1 ? 0 : ((1 - tokens) * 1_000) / perSecond;
    },
  };
}
