import { expect, test } from '@jest/globals';
import type { Case, ProbeCase, Probed } from '../checks/check';
import { isJudged } from '../checks/check';
import { flow01 } from '../checks/flows/flow-01';
import { flow02 } from '../checks/flows/flow-02';
import { dueProbes } from '../checks/judge-all';
import { all, asked, flows, guarded, one, silent } from '../checks/testing/blocked-flows';
import { flow, of } from '../checks/testing/flows';
import { estateOf } from '../estate/estate';
import { spoke2 } from '../estate/testing/reference-network';
import { conclude } from '../report/conclusion';
import type { Outcome } from '../report/outcome';
import { resultsOf } from '../report/results-of';
import { recordOf } from '../report/verdict-record';
import { flowsLeftOutOf, reachOf } from './reach';
import { outcomesOfShards } from './shard-outcomes';
import { shardsOf } from './shard';

const deployment = asked(guarded, {}, [...flows, flow(one, of(spoke2.network, { machine: 'db' }), 1433)]);
const { survey, expectations } = deployment;
const estate = estateOf(survey);
const due = dueProbes(deployment).filter(({ checkId }) => checkId !== 'SSH-01');

/** As they would come of a run in which all is as it is to be. */
function outcomeOf(one_: Case | ProbeCase): Outcome {
  const made = isJudged(one_) ? { judged: one_ } : probed(one_);
  const record = recordOf('suite', made.judged, estate.label, { attempts: 1, seconds: 1 }, 'probed' in made ? made.probed : undefined);
  return { suite: 'suite', title: record.title, verdict: record.verdict, durationMs: 1_000, record };
}

function probed(waiting: ProbeCase): { readonly judged: Case; readonly probed: Probed } {
  const { from, to } = waiting;
  if (waiting.probe === 'connection') {
    const connection = { from, to, outcome: { kind: 'connected', elapsedMs: 1 } } as const;
    return { judged: flow01.judge(estate, expectations, waiting, connection, []), probed: { connection } };
  }
  if (waiting.probe === 'login') throw new Error('no login is asked for');
  const [first, ...rest] = all(silent).map(([outcome, control], index) => ({ seconds: index, outcome, ...(control && { control }) }));
  if (!first) throw new Error('there is no contact');
  const watch = { from, to, ...(waiting.control && { control: waiting.control }), contacts: [first, ...rest] } as const;
  return { judged: flow02.judge(estate, expectations, waiting, watch), probed: { watch } };
}

test('what a shard recorded of connections is made again by the merge', () => {
  const outcomes = due.map(outcomeOf);
  expect(outcomes.map(({ verdict }) => verdict.verdict)).toEqual(['pass', 'pass']);
  const [shardOf] = [shardsOf(estate, 2)];
  expect(new Set(due.map(shardOf)).size).toBe(1);
  const shards = [1, 2].map((index) => {
    const own = outcomes.filter((_, place) => shardOf(due[place] ?? { subjects: [] }) === index);
    const results = resultsOf({ version: '1', runId: String(index), startTime: 0, endTime: 1, args: [], outcomes: own, conclusion: conclude(own, []), shard: { index, count: 2 } });
    return { path: String(index), dir: String(index), results: JSON.parse(JSON.stringify(results)) as typeof results };
  });
  const again = outcomesOfShards(shards as never, () => due, deployment, () => 'lacking');
  expect(again).toEqual(outcomes);
  expect(reachOf(estate, again)).toMatchObject({ connections: 1, blocked: 1, spokePairsByLogin: 0, machinesByLogin: 0 });
});

test('what SSH_PAIRS leaves out of the flows is counted', () => {
  expect(flowsLeftOutOf(estate, expectations)).toBeUndefined();
  const more = { ...expectations, flows: [...expectations.flows, flow(one, of(spoke2.network, { machine: '*' }), 443)], sshPairs: { kind: 'sample', size: 1, seed: '7' } } as const;
  expect(flowsLeftOutOf(estate, more)).toEqual({ connections: 2, settings: 'SSH_PAIRS=sample:1, SSH_PAIRS_SEED=7' });
});
