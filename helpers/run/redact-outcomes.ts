/** What shards recorded by true names, as a merge tells it under REDACT. */
import { probeChecks } from '../checks/all-checks';
import type { Case, ProbeCase, Probed } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Day } from '../checks/waivers';
import { waivedOn } from '../checks/waivers';
import { estateOf } from '../estate/estate';
import { redactProbes } from '../redaction/redact-probe';
import type { Redaction } from '../redaction/redaction';
import { hidden } from '../redaction/redaction';
import type { Outcome } from '../report/outcome';
import { recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { outcomeOf } from './part';
import type { RedactedRun } from './redact-run';
import { keyIn } from './redact-run';

export interface Recorded {
  /** Those of `due`, in that order, and after them what is of the runs as a whole. */
  readonly outcomes: readonly Outcome[];
  readonly due: readonly (Case | ProbeCase)[];
  readonly day: Day;
}

export function redactOutcomes({ outcomes, due, day }: Recorded, run: RedactedRun, redaction: Redaction): Outcome[] {
  const { deployment, cases, probes } = run;
  const { label } = estateOf(deployment.survey);
  const told = new Map([...cases, ...probes].map((one) => [keyIn(one), one]));
  return outcomes.map((outcome, place) => {
    const one = due[place];
    const again = one && told.get(keyIn(one, redaction));
    if (!again) return withoutWords(outcome, outcome.title.startsWith('[RUN] ') ? outcome.title : `[RUN] ${hidden}`);
    const judged = judgedAgain(outcome, again, run, day, redaction);
    const title = titleOf(again, label);
    if (!judged) return withoutWords(outcome, title);
    const { verdict } = outcome.verdict;
    if (judged.case.verdict !== verdict) return outcomeOf(outcome.suite, title, `by the redacted survey it is ${judged.case.verdict}, and the shard came to ${verdict}`);
    const record = recordOf(outcome.suite, judged.case, label, outcome.record?.effort, judged.probed);
    return { suite: outcome.suite, title, verdict: record.verdict, durationMs: outcome.durationMs, record };
  });
}

interface Again {
  readonly case: Case;
  readonly probed?: Probed;
}

function judgedAgain({ record }: Outcome, again: Case | ProbeCase, { deployment }: RedactedRun, day: Day, redaction: Redaction): Again | undefined {
  if (!record) return undefined;
  if (isJudged(again)) return { case: again };
  const { expectations } = deployment;
  const estate = estateOf(deployment.survey);
  const as = redactProbes(redaction, estate.label);
  const check = probeChecks.find(({ id }) => id === again.checkId);
  const judgedBy = (probed: Probed, judged: Case): Again => ({ case: waivedOn(deployment, day, judged), probed });
  if (check?.probe === 'login' && again.probe === 'login' && record.login) {
    const login = as.login(record.login);
    return judgedBy({ login }, check.judge(estate, expectations, again, login, []));
  }
  if (check?.probe === 'connection' && again.probe === 'connection' && record.connection) {
    const connection = as.connection(record.connection);
    return judgedBy({ connection }, check.judge(estate, expectations, again, connection, []));
  }
  if (check?.probe === 'watch' && again.probe === 'watch' && record.watch) {
    const watch = as.watch(record.watch);
    return judgedBy({ watch }, check.judge(estate, expectations, again, watch, []));
  }
  return undefined;
}

/** Why a test broke, or a shard tells nothing, may be said in names. */
function withoutWords({ suite, verdict, durationMs }: Outcome, title: string): Outcome {
  if (verdict.verdict === 'pass') return { suite, title, verdict: { verdict: 'pass', advisories: [] }, durationMs };
  if (verdict.verdict === 'fail') return { suite, title, verdict: { verdict: 'fail', fact: hidden, evidence: [] }, durationMs };
  return { ...outcomeOf(suite, title, hidden), durationMs };
}
