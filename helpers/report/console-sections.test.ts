import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import { estateOf } from '../estate/estate';
import { er02 } from '../checks/effective-routes/er-02-way-to-other-spokes';
import type { Verdict } from '../words/verdict';
import { suiteLines } from './console-reporter';
import type { Outcome } from './outcome';
import { recordOf } from './verdict-record';

const { survey, expectations } = deployment();
const estate = estateOf(survey);
const suite = 'The effective routes of the NICs';

/** ER-02's first case with another verdict; the title tells the spoke. */
function outcome(title: string, verdict: Verdict): Outcome {
  const [judged] = er02.judge(estate, expectations);
  if (!judged) throw new Error('ER-02 has no case');
  const record = { ...recordOf(suite, judged, estate.label), verdict };
  return { suite, title: `[ER-02] ${title}`, verdict, durationMs: 1, record };
}

const pass = (title: string): Outcome => outcome(title, { verdict: 'pass', advisories: [] });
const skip = (reason: string): Outcome => outcome('x', { verdict: 'skip', reason });
const fail = outcome('spoke7 sends spoke9 through the Route Server', { verdict: 'fail', fact: 'it does not', evidence: ['10.9.0.0/16 → None'] });

const linesOf = (outcomes: readonly Outcome[], isVerbose = false): string[] =>
  suiteLines(outcomes, { isVerbose, spokeOf: ({ title }) => /spoke\d+/.exec(title)?.[0] }).map((line) => stripVTControlCharacters(line));

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

test('The console shows what is waived with a mark of its own, by whom it is, and in full what it came to', () => {
  const waived = { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'fail', fact: 'it is not so', evidence: ['10.0.0.0/8  None'] } } as const;
  const { record, ...made } = pass('case 1');
  const judged = record && { ...record, verdict: waived, judged: { ...record.judged, findings: [{ kind: 'told-at-the-others', because: [{ kind: 'nothing-due' }] }] } } as const;
  expect(linesOf([{ ...made, verdict: waived, ...(judged && { record: judged }) }]).slice(2)).toEqual(['  ~ [ER-02] case 1', '      Waived until 2026-10-31 by net-team: known', '      Failed: it is not so', '        10.0.0.0/8  None']);
});

describe('A section of the console', () => {
  test('counts what passed, by spoke, and says in full what did not', () => {
    expect(linesOf([...times(80, (index) => pass(`spoke${String(index % 10)} has its routes`)), fail])).toEqual([
      '',
      suite,
      '  ✓ 80 passed: 8 of each of 10 spokes',
      '  ✗ [ER-02] spoke7 sends spoke9 through the Route Server',
      '      it does not',
      '        10.9.0.0/16 → None',
    ]);
  });

  test('tells the spokes of which fewer passed', () => {
    const outcomes = [...times(1_204, (index) => pass(`spoke${String(index % 602)}`)), pass('spoke3'), pass('the hub')];
    expect(linesOf(outcomes)).toEqual(['', suite, '  ✓ 1,206 passed: 2 of each of 601 spokes, 3 of spoke3']);
    const uneven = times(10, (spoke) => times(Math.min(spoke + 1, 7), () => pass(`spoke${String(spoke)}`))).flat();
    expect(linesOf(uneven)[2]).toBe('  ✓ 49 passed: 7 of each of 4 spokes, 1 of spoke0, 2 of spoke1, other numbers of 4 more');
  });

  test('says why what was not due is not', () => {
    expect(linesOf([skip('REMOTE_GATEWAYS is any'), skip('b'), skip('b'), skip('c'), skip('d'), pass('the hub')])).toEqual([
      '',
      suite,
      '  ✓ 1 passed',
      '  ○ 2 not due: b',
      '  ○ 1 not due: REMOTE_GATEWAYS is any',
      '  ○ 1 not due: c',
      '  ○ 1 not due for other reasons',
    ]);
  });

  test('says each check with --verbose', () => {
    expect(linesOf([pass('spoke1 has its routes'), skip('b')], true)).toEqual(['', suite, '  ✓ [ER-02] spoke1 has its routes', '  ○ [ER-02] x', '      Not due: b']);
  });
});
