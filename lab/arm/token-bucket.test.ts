import { createTokenBucket } from './token-bucket';

test('is full at first, and gives as many tokens at once', () => {
  const bucket = createTokenBucket({ size: 3, perSecond: 1 });
  expect([1, 2, 3].map(() => (bucket.take(1_000), bucket.left(1_000)))).toEqual([2, 1, 0]);
});

test('is refilled at its rate, and no further than full', () => {
  const bucket = createTokenBucket({ size: 250, perSecond: 25 });
  for (let taken = 0; taken < 250; taken++) bucket.take(0);
  expect([0, 39, 40, 80, 1_000, 10_000, 60_000].map((ms) => bucket.left(ms))).toEqual([0, 0, 1, 2, 25, 250, 250]);
});

test('tells how long it takes until there is a token', () => {
  const bucket = createTokenBucket({ size: 1, perSecond: 10 });
  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(0);
  expect([0, 25, 100].map((ms) => bucket.waitMs(ms))).toEqual([100, 75, 0]);
});

test('does not lose what fractions of tokens add up to', () => {
  const bucket = createTokenBucket({ size: 10, perSecond: 10 });
  for (let taken = 0; taken < 10; taken++) bucket.take(0);
  for (let ms = 10; ms <= 990; ms += 10) bucket.left(ms);
  expect(bucket.left(1_000)).toBe(10);
});
