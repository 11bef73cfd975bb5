import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inTexts, runs, runsOf, tokensIn } from './in-short';

test.each([
  [[], []],
  [[0], ['0']],
  [[0, 1, 2, 6], ['0-2,6']],
  [[5, 5, 5, 4], ['5*3,4']],
  [[9, 8, 7], ['9,8,7']],
])('places %j are %j in short', (places, texts) => {
  expect(runsOf(places)).toEqual(texts);
});

test('tokens that are no numbers keep their order, too', () => {
  expect(runs(['-', '12+13', '12+13', '5', '6'])).toEqual(['-', '12+13*2', '5-6']);
});

test('what is written short is read again as it was, and no text is cut where reports cut', () => {
  const token = fc.oneof(fc.nat(9).map(String), fc.nat(100_000).map(String), fc.constant('-'), fc.constant('3+4'));
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 2_000 }), (tokens) => {
      const texts = inTexts(runs(tokens));
      expect(tokensIn(texts)).toEqual(tokens);
      for (const text of texts) expect(text.length).toBeLessThan(4_000);
    }),
    { numRuns: 50 },
  );
});
