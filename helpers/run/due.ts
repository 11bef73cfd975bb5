/** Checks that were due must have run: a test that silently vanished is not a test that passed. */
import type { Outcome } from '../report/outcome';

export interface Due {
  readonly checkId: string;
  readonly title: string;
  readonly judgements: number;
}

/**
 * One outcome for each title that was due and that no test bears: cannot tell.
 * @param outcomes of all tests, those that `-t` left out too
 * @param reason why they did not run, a clause
 * @param choseFiles where paths chose among the test files, checks of which no case is there were left out by that
 */
export function missingOutcomes(due: readonly Due[], outcomes: readonly Outcome[], choseFiles: boolean, reason = 'the check was due and did not run'): Outcome[] {
  const titles = new Set(outcomes.map(({ title }) => title));
  const present = new Set(due.filter(({ title }) => titles.has(title)).map(({ checkId }) => checkId));
  return due
    .filter(({ checkId, title }) => !titles.has(title) && (!choseFiles || present.has(checkId)))
    .map(({ title }) => ({ suite: 'Checks that did not run', title, verdict: { verdict: 'cannot-tell', reason, evidence: [] }, durationMs: 0 }));
}
