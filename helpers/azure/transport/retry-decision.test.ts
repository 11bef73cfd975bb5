import { describe, expect, test } from '@jest/globals';
import { decideRetry, maxAttempts } from './retry-decision';

const status = (code: number, codes: readonly string[] = [], retryAfterMs?: number) => ({
  status: code,
  codes,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

describe('An attempt is made again', () => {
  test.each([408, 429, 500, 502, 503, 504])('after status %i, with a back-off of our own', (code) => {
    expect(decideRetry(status(code), 1, 1000)).toEqual({ retry: true, waitMs: 1000, asked: false });
  });

  test('after a back-off that doubles', () => {
    expect([1, 2, 3].map((attempts) => decideRetry(status(429), attempts, 1000))).toMatchObject([{ waitMs: 1000 }, { waitMs: 2000 }, { waitMs: 4000 }]);
  });

  test('after exactly the time that ARM asks for, 0 included', () => {
    expect(decideRetry(status(429, [], 12_000), 3, 1000)).toEqual({ retry: true, waitMs: 12_000, asked: true });
    expect(decideRetry(status(503, [], 0), 1, 1000)).toEqual({ retry: true, waitMs: 0, asked: true });
  });

  test.each(['AnotherOperationInProgress', 'RetryableErrorDueToAnotherOperation'])('after a 409 that says %s', (code) => {
    expect(decideRetry(status(409, ['Outer', code]), 1, 1000)).toMatchObject({ retry: true });
  });

  test.each(['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'PARSE_ERROR'])('after the connection broke with %s', (connectionError) => {
    expect(decideRetry({ connectionError }, 1, 1000)).toMatchObject({ retry: true, asked: false });
  });
});

describe('An attempt is the last one', () => {
  test.each([200, 202, 400, 401, 403, 404, 412, 501])('after status %i', (code) => {
    expect(decideRetry(status(code), 1, 1000)).toEqual({ retry: false });
  });

  test('after a 409 that is a state and not another operation', () => {
    expect(decideRetry(status(409, ['OperationNotAllowed']), 1, 1000)).toEqual({ retry: false });
  });

  test('after a certificate that is not trusted', () => {
    expect(decideRetry({ connectionError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 1, 1000)).toEqual({ retry: false });
  });

  test('once there have been four', () => {
    expect(decideRetry(status(503), maxAttempts - 1, 1000)).toMatchObject({ retry: true });
    expect(decideRetry(status(503), maxAttempts, 1000)).toEqual({ retry: false });
  });
});
