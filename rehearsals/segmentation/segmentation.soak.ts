import { expect, test } from '@jest/globals';
import { compareWithBruteForce } from './compare';

test('On 3,000 random small networks SEG-01 comes to what trying every packet comes to', () => {
  const met = compareWithBruteForce(3_000, 2);
  expect(Math.min(...['pass', 'fail', 'cannot-tell', 'skip'].map((verdict) => met[verdict] ?? 0))).toBeGreaterThanOrEqual(100);
}, 600_000);
