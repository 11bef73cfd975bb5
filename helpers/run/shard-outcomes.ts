/** Outcomes made again from what the shards recorded in results.json. A case counts only where it comes from the shard that it falls to. */
import { flow01 } from '../checks/flows/flow-01';
import { ssh01 } from '../checks/logins/ssh-01';
import type { Case, ProbeCase, Probed } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Day } from '../checks/waivers';
import { dayOf, waivedOn } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Outcome } from '../report/outcome';
import type { Results } from '../report/results';
import { recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { outcomeOf } from './part';
import type { ShardResults } from './shard-results';
import { shardsOf } from './shard';

/** The suite of what was due and of which no shard tells. */
export const notRun = 'Checks that did not run';

type RecordedCase = Results['cases'][number];

/**
 * The outcomes in the order of what is due, and after them what the shards tell of the run as a whole.
 * @param dueOn all cases and probes of the deployment, judged again from the survey, as a run of this day reports them: the same ones in the same order on each
 * @param lacking why a shard tells nothing of a case, a clause, given the shard's number
 */
export function outcomesOfShards(shards: readonly ShardResults[], dueOn: (day: Day) => readonly (Case | ProbeCase)[], deployment: Deployment, lacking: (shard: number) => string): Outcome[] {
  const { label } = estateOf(deployment.survey);
  const count = shards[0]?.results.shard.count ?? 1;
  const shardOf = shardsOf(estateOf(deployment.survey), count);
  const byShard = new Map(shards.map(({ results: { shard, cases, startedAt } }) => [shard.index, { cases: new Map(cases.map((one) => [one.title, one])), day: dayOf(Date.parse(startedAt)) }]));
  const titles = new Set<string>();
  const outcomes = dueOn(lastDayOf(shards)).map((one, place) => {
    const title = titleOf(one, label);
    titles.add(title);
    const shard = byShard.get(shardOf(one));
    const found = shard?.cases.get(title);
    return shard && found ? outcomeAgain(found, dueOn(shard.day)[place] ?? one, deployment, shard.day) : outcomeOf(notRun, title, lacking(shardOf(one)));
  });
  const others = new Map<string, RecordedCase>();
  for (const { results } of shards) for (const one of results.cases) if (!titles.has(one.title) && rank(one) >= rank(others.get(one.title))) others.set(one.title, one);
  return [...outcomes, ...[...others.values()].map(withoutRecord)];
}

/** By UTC: by it waivers hold of the whole. Today where there is no shard. */
export const lastDayOf = (shards: readonly ShardResults[]): Day => shards.map(({ results }) => dayOf(Date.parse(results.startedAt))).sort().at(-1) ?? dayOf(Date.now());

/** Of what several shards tell, the worst. */
const rank = (one: RecordedCase | undefined): number => (one ? ['skip', 'pass', 'waived', 'cannot-tell', 'fail'].indexOf(one.verdict) : -1);

function outcomeAgain(found: RecordedCase, due: Case | ProbeCase, deployment: Deployment, day: Day): Outcome {
  // A test that broke for a reason of its own has no judgement.
  if (found.reason !== undefined) return withoutRecord(found);
  if (isJudged(due) && due.verdict !== found.verdict) return outcomeOf(found.suite, found.title, `the shard came to ${found.verdict}, and by the survey it is ${due.verdict}`);
  const again = isJudged(due) ? judgedFrom(found, due) : waivedOn(deployment, day, judgedFrom(found, due));
  if (again.verdict !== found.verdict) return outcomeOf(found.suite, found.title, `the shard came to ${found.verdict}, and by the waivers of its day it is ${again.verdict}`);
  const { label } = estateOf(deployment.survey);
  const probed = probedOf(found);
  const judged = { ...again, ...(probed && !isJudged(due) && pastOf(due, probed, deployment)) };
  const effort = found.attempts === undefined ? undefined : { attempts: found.attempts, seconds: found.seconds ?? 0 };
  const record = recordOf(found.suite, judged, label, effort, probed);
  return { suite: found.suite, title: found.title, verdict: record.verdict, durationMs: found.milliseconds, record };
}

/** A login as it was before it was waived; it follows from the expectations by what. */
function judgedFrom({ verdict, findings, advisories, basis, waived }: RecordedCase, due: Case | ProbeCase): Case {
  const { checkId, title, subjects } = due;
  const recorded = { findings, advisories, basis } as Pick<Case, 'findings' | 'advisories' | 'basis'>;
  const common = { checkId, title, subjects, unsettled: [], ...recorded };
  if (!isJudged(due)) return { ...common, verdict: waived?.was ?? verdict };
  // What the targets came to follows from the survey.
  return { ...common, verdict, ...(due.targets && { targets: due.targets }), ...(due.waived && { waived: due.waived }) };
}

/** Of the kind that the case has. */
function probedOf({ login, connection, watch }: RecordedCase): Probed | undefined {
  const probed = login ? { login } : connection ? { connection } : watch && { watch };
  return probed as Probed | undefined;
}

/** What a probe went past follows from the survey, and is not recorded. */
function pastOf(due: ProbeCase, probed: Probed, { survey, expectations }: Deployment): Pick<Case, 'past'> {
  const estate = estateOf(survey);
  const judged =
    due.probe === 'login' && 'login' in probed ? ssh01.judge(estate, expectations, due, probed.login, [])
    : due.probe === 'connection' && 'connection' in probed ? flow01.judge(estate, expectations, due, probed.connection, [])
    : undefined;
  return judged?.past ? { past: judged.past } : {};
}

function withoutRecord({ suite, title, verdict, reason = '', milliseconds }: RecordedCase): Outcome {
  if (verdict === 'waived') return outcomeOf(suite, title, 'the shard waived it, and by the survey it is not due');
  const words = verdict === 'pass' ? { verdict, advisories: [] } : verdict === 'fail' ? { verdict, fact: reason, evidence: [] } : verdict === 'skip' ? { verdict, reason } : { verdict, reason, evidence: [] };
  return { suite, title, verdict: words, durationMs: milliseconds };
}
