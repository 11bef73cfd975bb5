import { describe, expect, test } from '@jest/globals';
import type { LoginCase } from '../checks/check';
import { isJudged } from '../checks/check';
import { dueOn, judgeOn } from '../checks/judge-all';
import { ssh01 } from '../checks/logins/ssh-01';
import { waivedOn } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import { deployment } from '../estate/testing/reference-deployment';
import { conclude } from '../report/conclusion';
import type { Outcome } from '../report/outcome';
import type { Results } from '../report/results';
import { resultsOf } from '../report/results-of';
import { resultsSchema } from '../report/results';
import { networkOf } from '../report/record/network-of';
import { routesOf } from '../report/record/routes-of';
import { recordOf } from '../report/verdict-record';
import { matrixOf } from './matrix';
import { outcomesOfShards } from './shard-outcomes';
import type { ShardResults } from './shard-results';

const lastDay = '2026-10-31';
const waivers = [{ check: 'RT-01', subject: 'bluespoke1-vnet1' }, { check: 'SSH-01', subject: 'spoke1vm -> *' }].map((one) => ({ ...one, reason: 'known', owner: 'net-team', until: lastDay, line: 9 }));
const judged = deployment(({ spoke1 }) => spoke1.subnets.forEach((one) => { delete one.routeTableId; }), { waivers });
const { label } = estateOf(judged.survey);

const timedOut = ({ from, to }: LoginCase) => ({ from, to, outcome: { kind: 'timed-out', timeoutMs: 2000 } } as const);

/** What a run of this day records whose logins time out. */
function outcomesOn(day: string): Outcome[] {
  const records = [...judgeOn(judged, day), ...dueOn(judged, day)].map((one) => {
    if (isJudged(one)) return recordOf('suite', one, label);
    if (one.probe !== 'login') throw new Error('Nothing but logins is due.');
    const login = timedOut(one);
    return recordOf('suite', waivedOn(judged, day, ssh01.judge(estateOf(judged.survey), judged.expectations, one, login, [])), label, undefined, { login });
  });
  return records.map((record) => ({ suite: record.suite, title: record.title, verdict: record.verdict, durationMs: 0, record }));
}

function shardOn(day: string, change: (results: Results) => void = () => undefined): ShardResults {
  const startTime = Date.parse(`${day}T23:59:59Z`);
  const outcomes = outcomesOn(day);
  const read = { deployment: judged, requests: { reads: 0, writes: 0 }, checksum: 'sha256:1', label, causes: [], notes: [], notLookedAt: [], reach: { spokePairs: 2, spokePairsByLogin: 0, machines: 2, machinesByLogin: 0, nicPairsByConfiguration: 2 }, network: networkOf(estateOf(judged.survey), { kind: 'route-server' }), routes: routesOf(estateOf(judged.survey)), matrix: matrixOf(estateOf(judged.survey), judged.expectations, outcomes) };
  const made = resultsOf({ version: '1', runId: 'run', startTime, endTime: startTime, args: [], outcomes, conclusion: conclude(outcomes, []), read, shard: { index: 1, count: 1 } });
  const results = resultsSchema.parse(JSON.parse(JSON.stringify(made)));
  change(results);
  return { path: 'shard', dir: 'shard', results: { ...results, deployment: results.deployment ?? (undefined as never), shard: { index: 1, count: 1 } } };
}

const merged = (shard: ShardResults, of: Deployment = judged): Outcome[] => outcomesOfShards([shard], (day) => [...judgeOn(of, day), ...dueOn(of, day)], of, () => 'nothing is told of it');
const waivedIn = (outcomes: readonly Outcome[]): string[] => outcomes.filter(({ verdict }) => verdict.verdict === 'waived').map(({ title }) => title);

const waivedTitles = ['[RT-01] subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has a route table', '[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)'];

describe('What a shard waived', () => {
  test('is in its results with what it was, by whom and until when', () => {
    const { cases, counts } = shardOn(lastDay).results;
    const waived = cases.filter(({ verdict }) => verdict === 'waived');
    expect(waived.map((one) => [one.title, one.waived, one.findings.length > 0])).toEqual([
      [waivedTitles[0], { was: 'fail', subject: 'bluespoke1-vnet1', reason: 'known', owner: 'net-team', until: lastDay, line: 9 }, true],
      [waivedTitles[1], { was: 'fail', subject: 'spoke1vm -> *', reason: 'known', owner: 'net-team', until: lastDay, line: 9 }, true],
    ]);
    expect(counts.waived).toBe(2);
  });

  test('is waived in the merged run, with the same words', () => {
    const again = merged(shardOn(lastDay));
    expect(waivedIn(again)).toEqual(waivedTitles);
    expect(again.map(({ title, verdict }) => [title, verdict])).toEqual(outcomesOn(lastDay).map(({ title, verdict }) => [title, verdict]));
  });

  test('is held against the day of the shard, and not that of the merge', () => {
    const again = merged(shardOn('2026-11-01'));
    expect(waivedIn(again)).toEqual([]);
    expect(again.filter(({ title }) => waivedTitles.includes(title)).map(({ verdict }) => verdict.verdict)).toEqual(['fail', 'fail']);
  });

  test('cannot be told where no waiver of that day says so', () => {
    const late = shardOn(lastDay, (results) => { results.startedAt = '2026-11-01T00:00:00.000Z'; });
    expect(merged(late).filter(({ title }) => waivedTitles.includes(title)).map(({ verdict }) => verdict)).toEqual([
      { verdict: 'cannot-tell', reason: 'the shard came to waived, and by the survey it is fail', evidence: [] },
      { verdict: 'cannot-tell', reason: 'the shard came to waived, and by the waivers of its day it is fail', evidence: [] },
    ]);
  });

  test('is no verdict of what is not due', () => {
    const strange = shardOn(lastDay, ({ cases }) => { for (const one of cases) if (one.verdict === 'waived') one.title = `${one.title}, perhaps`; });
    expect(waivedIn(merged(strange))).toEqual([]);
    expect(merged(strange).filter(({ title }) => title.endsWith(', perhaps')).map(({ verdict }) => ('reason' in verdict ? verdict.reason : ''))).toEqual(Array(2).fill('the shard waived it, and by the survey it is not due'));
  });
});
