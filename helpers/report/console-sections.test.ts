import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import { estateOf } from '../estate/estate';
import { er02 } from '../checks/effective-routes/er-02-way-to-other-spokes';
import { mostSaid, suiteLines } from './console-reporter';
import type { Outcome } from './outcome';
import { recordOf } from './verdict-record';

const { survey, expectations } = deployment();
const estate = estateOf(survey);

/** ER-02's first case so often, the last time as it would be if it failed. */
function outcomes(number: number): Outcome[] {
  const [judged] = er02.judge(estate, expectations);
  if (!judged) throw new Error('ER-02 has no case');
  const record = recordOf('The effective routes of the NICs', judged, estate.label);
  const red = { ...record, verdict: { verdict: 'fail', fact: 'it is not so', evidence: [] } as const };
  return Array.from({ length: number }, (_, index): Outcome => {
    const own = index === number - 1 ? red : record;
    return { suite: own.suite, title: `[ER-02] case ${String(index + 1)}`, verdict: own.verdict, durationMs: 1, record: own };
  });
}

test('The console shows what is waived with a mark of its own, by whom it is, and in full what it came to', () => {
  const waived = { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'fail', fact: 'it is not so', evidence: ['10.0.0.0/8  None'] } } as const;
  const [outcome] = outcomes(1);
  const record = outcome?.record && { ...outcome.record, verdict: waived, judged: { ...outcome.record.judged, findings: [{ kind: 'told-at-the-others', because: [{ kind: 'nothing-due' }] }] } } as const;
  const lines = suiteLines(outcome && record ? [{ ...outcome, verdict: waived, record }] : []).map((line) => stripVTControlCharacters(line));
  expect(lines.slice(2)).toEqual(['  ~ [ER-02] case 1', '      Waived until 2026-10-31 by net-team: known', '      Failed: it is not so', '        10.0.0.0/8  None']);
});

describe('A section of the console', () => {
  test(`says up to ${String(mostSaid)} checks one by one`, () => {
    expect(suiteLines(outcomes(mostSaid)).filter((line) => line.includes('[ER-02] case'))).toHaveLength(mostSaid);
  });

  test('counts what passed where there are more, and says in full what did not', () => {
    const lines = suiteLines(outcomes(1_501)).map((line) => stripVTControlCharacters(line));
    expect(lines).toEqual(['', 'The effective routes of the NICs', '  ✓ [ER-02] 1,500 passed', '  ✗ [ER-02] case 1501', '      it is not so']);
  });
});
