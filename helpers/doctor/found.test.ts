import { describe, expect, test } from '@jest/globals';
import type { Found } from './found';
import { sectionLines, verdictOf } from './found';

const well: Found = { is: 'well', what: 'a' };
const wrong: Found = { is: 'wrong', what: 'b', remedy: ['Do this.', 'Then that.'] };
const unknown: Found = { is: 'unknown', what: 'c' };
const spare: Found = { is: 'spare', what: 'd' };

describe('What a doctor found', () => {
  test.each<[Found[], number, string]>([
    [[well, spare], 0, 'Nothing that was looked at is in the way of a run.'],
    [[well, unknown, unknown], 2, 'Nothing was found in the way of a run, but 2 things could not be looked at.'],
    [[wrong], 1, '1 thing is in the way of a run.'],
    [[wrong, wrong, unknown], 1, '2 things are in the way of a run, and 1 thing could not be looked at.'],
  ])('%j', (found, code, sentence) => {
    expect(verdictOf([{ title: 'One', found: [] }, { title: 'Two', found }])).toEqual({ code, sentence });
  });

  test('is a line each, with what to do', () => {
    expect(sectionLines([{ title: 'One', found: [well, wrong] }, { title: 'Two', found: [unknown, spare] }])).toEqual(['One', '  ✓ a', '  ✗ b', '      Do this.', '      Then that.', '', 'Two', '  ? c', '  – d']);
  });
});
