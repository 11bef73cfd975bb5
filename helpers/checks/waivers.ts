/** Failures that are known and accepted for a time. Pure: the day is passed in, and a waiver whose last day is over counts as none. */
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Waiver } from '../estate/expectations';
import { fitsName } from '../estate/name-pattern';
import type { Key } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import type { ProbeOutcome } from '../probe/outcome';
import type { Case, ProbeCase } from './check';
import { isRed } from './check';

/** By UTC: `2027-01-31`. */
export type Day = string;

/** @param time milliseconds since the epoch */
export const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

export const isExpired = ({ until }: Waiver, day: Day): boolean => until < day;

type Subjects = Pick<Case | ProbeCase, 'checkId' | 'subjects'>;

/** Whether the waiver speaks of this case, whatever that came to: by one of its subjects, or by `a -> b` where there are two, in this order. */
export function fitsWaiver({ check, subject }: Waiver, { checkId, subjects }: Subjects, label: Label): boolean {
  if (check !== checkId) return false;
  const fits = (pattern: string, key: Key): boolean => fitsName(pattern, label(key)) || fitsName(pattern, key);
  const [one = '', other, ...more] = subject.split(/->|→/).map((end) => end.trim());
  if (other === undefined) return subjects.some((key) => fits(one, key));
  const [from, to, ...others] = subjects;
  return more.length === 0 && from !== undefined && to !== undefined && others.length === 0 && fits(one, from) && fits(other, to);
}

/** The one that holds on this day; of several the last. It may fit what can never be waived. */
export function waiverFor({ survey, expectations: { waivers } }: Deployment, day: Day, one: Subjects): Waiver | undefined {
  if (waivers.length === 0) return undefined;
  const { label } = estateOf(survey);
  return waivers.findLast((waiver) => !isExpired(waiver, day) && fitsWaiver(waiver, one, label));
}

/** The case as it is reported: what failed, or cannot be told, is waived where a waiver says so. */
export function waivedOn(deployment: Deployment, day: Day, judged: Case): Case {
  if (!isRed(judged) || !isWaivable(judged)) return judged;
  const waiver = waiverFor(deployment, day, judged);
  return waiver ? { ...judged, verdict: 'waived', waived: { was: judged.verdict, waiver } } : judged;
}

/** False where the run could not judge: a setting, the runner's credentials or the check itself is at fault, and not the network. */
export const isWaivable = ({ findings }: Pick<Case, 'findings'>): boolean => !findings.some(isOfTheRun);

function isOfTheRun(finding: Finding): boolean {
  return isAtFault(finding) || (finding.because ?? []).some(isOfTheRun);
}

function isAtFault(finding: Finding): boolean {
  switch (finding.kind) {
    case 'setting-names-nothing':
    case 'hangs-on-setting':
    case 'address-elsewhere':
    case 'check-broke':
      return true;
    case 'not-read':
      return finding.problem.kind === 'unauthenticated';
    case 'login-failed':
    case 'connection-failed':
      return isOfCredentials(finding.outcome);
    case 'flow-unproven':
      return 'outcome' in finding.why && isOfCredentials(finding.why.outcome);
    default:
      return false;
  }
}

const isOfCredentials = (outcome: ProbeOutcome): boolean => outcome.kind === 'not-tried' || (outcome.kind === 'access-path-failed' && outcome.failure.kind === 'not-tried');
