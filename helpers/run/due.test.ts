import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../report/outcome';
import { missingOutcomes } from './due';

const due = ['[ER-01] a', '[ER-01] b', '[ER-02] c'].map((title) => ({ checkId: title.slice(1, 6), title, judgements: 1 }));
const ran = (...titles: string[]): Outcome[] => titles.map((title) => ({ suite: 'suite', title, verdict: { verdict: 'pass', advisories: [] }, durationMs: 1 }));
const missing = (outcomes: readonly Outcome[], choseFiles: boolean): string[] => missingOutcomes(due, outcomes, choseFiles).map(({ title }) => title);

describe('What was due and did not run', () => {
  test('is nothing where every title is borne by a test', () => {
    expect(missing(ran('[ER-01] a', '[ER-01] b', '[ER-02] c'), false)).toEqual([]);
  });

  test('cannot be told', () => {
    expect(missingOutcomes(due, ran('[ER-01] a', '[ER-02] c'), false)).toMatchObject([{ title: '[ER-01] b', verdict: { verdict: 'cannot-tell', reason: 'the check was due and did not run' } }]);
  });

  test('is not a check of a file that was not chosen, but is a case that vanished from one that was', () => {
    expect(missing(ran('[ER-01] a', '[ER-01] b'), true)).toEqual([]);
    expect(missing(ran('[ER-01] a'), true)).toEqual(['[ER-01] b']);
    expect(missing(ran('[ER-01] a', '[ER-01] b'), false)).toEqual(['[ER-02] c']);
  });
});
