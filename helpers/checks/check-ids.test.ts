import { expect, test } from '@jest/globals';
import { checkIds } from '../estate/check-ids';
import { allChecks } from './all-checks';

/** Known to waivers before they are judged. */
const toCome: readonly string[] = ['FLOW-01', 'FLOW-02', 'SEG-01'];

test('every check can be named, and what can be named is a check', () => {
  const ids = allChecks.map(({ id }) => id);
  expect(ids.filter((id) => !(checkIds as readonly string[]).includes(id))).toEqual([]);
  expect(checkIds.filter((id) => !ids.includes(id) && !toCome.includes(id))).toEqual([]);
});
