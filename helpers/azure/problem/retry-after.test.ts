import { describe, expect, test } from '@jest/globals';
import { retryAfterMs } from './retry-after';

const now = Date.parse('Mon, 26 Aug 2024 05:54:54 GMT');
const wait = (headers: Record<string, string>): number | undefined => retryAfterMs((name) => headers[name], now);

describe('The time to wait', () => {
  test.each([
    ['seconds', { 'retry-after': '12' }, 12_000],
    ['no seconds at all', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Mon, 26 Aug 2024 05:55:04 GMT' }, 10_000],
    ['a date that is past', { 'retry-after': 'Mon, 26 Aug 2024 05:00:00 GMT' }, 0],
    ['milliseconds, which come first', { 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    ['milliseconds under Microsoft’s name', { 'x-ms-retry-after-ms': '250' }, 250],
    ['no header', {}, undefined],
    ['an empty header', { 'retry-after': '' }, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
  ])('is read from %s', (_, headers: Record<string, string>, expected) => {
    expect(wait(headers)).toBe(expected);
  });
});
