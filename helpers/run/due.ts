/** Checks that were due must have run: a test that silently vanished is not a test that passed. */
import { allChecks } from '../checks/all-checks';
import type { Case } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import { sshPairs } from '../estate/ssh-pairs';
import type { Outcome } from '../report/outcome';

/** The cases of all checks but SSH-01, in the order of the list. */
export const casesOf = (deployment: Deployment): Case[] => allChecks.flatMap((check) => check.cases(deployment));

/** One outcome for each title that was due and that no test bears: cannot tell. */
export function missingOutcomes(deployment: Deployment, outcomes: readonly Outcome[]): Outcome[] {
  const ran = new Set(outcomes.map((outcome) => outcome.title));
  const due = [...casesOf(deployment).map(({ title }) => title), ...sshPairs(deployment).map(({ title }) => title)];
  return due
    .filter((title) => !ran.has(title))
    .map((title) => ({ suite: 'Checks that did not run', title, verdict: { verdict: 'cannot-tell', reason: 'the check was due and did not run', evidence: [] }, durationMs: 0 }));
}
