/** The results.json of a deployment that is plain data: judged as in a run, with logins that all end in the same way, and read again from its text. */
import { isJudged } from '../../../helpers/checks/check';
import { ssh01 } from '../../../helpers/checks/logins/ssh-01';
import { dueProbes, judgeSurvey } from '../../../helpers/checks/judge-all';
import type { Deployment } from '../../../helpers/estate/deployment';
import { estateOf } from '../../../helpers/estate/estate';
import { printableJson } from '../../../helpers/printable/printable';
import type { LoginOutcome } from '../../../helpers/probe/outcome';
import { conclude } from '../../../helpers/report/conclusion';
import type { Outcome } from '../../../helpers/report/outcome';
import type { Results } from '../../../helpers/report/results';
import { resultsOf } from '../../../helpers/report/results-of';
import { resultsSchema } from '../../../helpers/report/results';
import { recordOf } from '../../../helpers/report/verdict-record';
import { concluding } from '../../../helpers/run/concluding';

const landed: LoginOutcome = { kind: 'landed', hostName: 'vm', compared: false };

export function judgedResults(deployment: Deployment, outcome: LoginOutcome = landed): Results {
  const estate = estateOf(deployment.survey);
  const [cases, probes] = [judgeSurvey(deployment), dueProbes(deployment)];
  const records = [
    ...cases.map((one) => recordOf('What was read', one, estate.label)),
    ...probes.map((due) => {
      if (isJudged(due)) return recordOf('Logins', due, estate.label);
      if (due.probe !== 'login') throw new Error('Nothing but logins is due.');
      const login = { from: due.from, to: due.to, outcome };
      return recordOf('Logins', ssh01.judge(estate, deployment.expectations, due, login, []), estate.label, { attempts: 1, seconds: 0.025 }, { login });
    }),
  ];
  const outcomes = records.map((record): Outcome => ({ suite: record.suite, title: record.title, verdict: record.verdict, durationMs: 25, record }));
  const part = concluding({ deployment, day: '2026-01-01', requests: { reads: 16, writes: 4 }, checksum: 'sha256:0', cases, probes, args: [] })(outcomes);
  const conclusion = conclude(part.outcomes, part.notes, part.scope, undefined, part.notLookedAt);
  const results = resultsOf({ version: '0.1.0', runId: '20260101T000000Z-000000', startTime: 1_767_225_600_000, endTime: 1_767_225_620_000, args: [], outcomes: part.outcomes, conclusion, ...(part.read && { read: part.read }) });
  return resultsSchema.parse(JSON.parse(printableJson(results)));
}
