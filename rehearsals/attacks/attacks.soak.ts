import { expect, test } from '@jest/globals';
import { attackLine, isAsStated, runAttacks } from './all-attacks';
import { allAttacks } from './catalogue';

const hourMs = 3_600_000;

test('every attack comes to what is stated', async () => {
  const results = await runAttacks(allAttacks);
  expect(results).toHaveLength(allAttacks.length);
  expect(results.filter((result) => !isAsStated(result)).map((result) => attackLine(result))).toEqual([]);
}, hourMs);
