/** What shards recorded by true names, as a merge tells it under REDACT. */
import { probeChecks } from '../checks/all-checks';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Day } from '../checks/waivers';
import { waivedOn } from '../checks/waivers';
import { estateOf } from '../estate/estate';
import { keyOf } from '../estate/resource-id';
import { redactLogins } from '../redaction/redact-login';
import type { Redaction } from '../redaction/redaction';
import { hidden } from '../redaction/redaction';
import type { Outcome } from '../report/outcome';
import { recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { outcomeOf } from './part';
import type { RedactedRun } from './redact-run';

export interface Recorded {
  /** Those of `due`, in that order, and after them what is of the runs as a whole. */
  readonly outcomes: readonly Outcome[];
  readonly due: readonly (Case | ProbeCase)[];
  readonly day: Day;
}

export function redactOutcomes({ outcomes, due, day }: Recorded, { deployment, cases, probes }: RedactedRun, redaction: Redaction): Outcome[] {
  const { label } = estateOf(deployment.survey);
  const keyed = ({ checkId, subjects }: Case | ProbeCase, key: (id: string) => string): string => `${checkId} ${subjects.map(key).join(' ')}`;
  const told = new Map([...cases, ...probes].map((one) => [keyed(one, keyOf), one]));
  return outcomes.map((outcome, place) => {
    const one = due[place];
    const again = one && told.get(keyed(one, (id) => keyOf(redaction.id(id))));
    if (!again) return withoutWords(outcome, outcome.title.startsWith('[RUN] ') ? outcome.title : `[RUN] ${hidden}`);
    const judged = judgedAgain(outcome, again, deployment, day, redaction);
    const title = titleOf(again, label);
    if (!judged) return withoutWords(outcome, title);
    const { verdict } = outcome.verdict;
    if (judged.case.verdict !== verdict) return outcomeOf(outcome.suite, title, `by the redacted survey it is ${judged.case.verdict}, and the shard came to ${verdict}`);
    const record = recordOf(outcome.suite, judged.case, label, outcome.record?.effort, judged.login);
    return { suite: outcome.suite, title, verdict: record.verdict, durationMs: outcome.durationMs, record };
  });
}

function judgedAgain({ record }: Outcome, again: Case | ProbeCase, deployment: RedactedRun['deployment'], day: Day, redaction: Redaction): { readonly case: Case; readonly login?: NonNullable<Outcome['record']>['login'] } | undefined {
  if (!record) return undefined;
  if (isJudged(again)) return { case: again };
  const estate = estateOf(deployment.survey);
  const check = probeChecks.find(({ id }) => id === again.checkId);
  if (!record.login || !check) return undefined;
  const login = redactLogins(redaction, estate.label).tried(record.login);
  return { case: waivedOn(deployment, day, check.judge(estate, deployment.expectations, again, login, [])), login };
}

/** Why a test broke, or a shard tells nothing, may be said in names. */
function withoutWords({ suite, verdict, durationMs }: Outcome, title: string): Outcome {
  if (verdict.verdict === 'pass') return { suite, title, verdict: { verdict: 'pass', advisories: [] }, durationMs };
  if (verdict.verdict === 'fail') return { suite, title, verdict: { verdict: 'fail', fact: hidden, evidence: [] }, durationMs };
  return { ...outcomeOf(suite, title, hidden), durationMs };
}
