/** Checks that were due must have run: a test that silently vanished is not a test that passed. */
import type { Case, ProbeCase } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Outcome } from '../report/outcome';
import { titleOf } from '../words/case-words';

/** One outcome for each title that was due and that no test bears: cannot tell. */
export function missingOutcomes(due: readonly (Case | ProbeCase)[], label: Label, outcomes: readonly Outcome[]): Outcome[] {
  const ran = new Set(outcomes.map((outcome) => outcome.title));
  return due
    .map((one) => titleOf(one, label))
    .filter((title) => !ran.has(title))
    .map((title) => ({ suite: 'Checks that did not run', title, verdict: { verdict: 'cannot-tell', reason: 'the check was due and did not run', evidence: [] }, durationMs: 0 }));
}
