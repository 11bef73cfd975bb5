import { expect, test } from '@jest/globals';
import { compareWithBruteForce } from './compare';

test('On random small networks SEG-01 comes to what trying every packet comes to', () => {
  const met = compareWithBruteForce(150, 1);
  for (const verdict of ['pass', 'fail', 'cannot-tell', 'skip']) expect({ verdict, times: met[verdict] ?? 0 }).toEqual({ verdict, times: expect.any(Number) as unknown });
  expect(Math.min(...['pass', 'fail', 'cannot-tell', 'skip'].map((verdict) => met[verdict] ?? 0))).toBeGreaterThanOrEqual(5);
});
