import { describe, expect, test } from '@jest/globals';
import type { Probed } from '../checks/check';
import type { Verdict } from '../words/verdict';
import { conclude } from './conclusion';
import { countLogins, loginLine } from './login-progress';
import type { Outcome } from './outcome';
import { outcomesOf } from './outcome';
import { resultsOf } from './results-of';
import { resultsSchema } from './results';
import { recorded } from './testing/recorded';
import type { VerdictRecord } from './verdict-record';

const from = { name: 'a', address: '10.1.1.4', port: 22, vmId: '/a', nicId: '/a-nic', spokeId: '/one' };
const to = { name: '10.2.9.9', address: '10.2.9.9', port: 443, spokeId: '/two' };
const connection: Probed = { connection: { from, to, outcome: { kind: 'connected', elapsedMs: 3 } } };
const watch: Probed = {
  watch: { from, to, control: { ...from, port: 1433 }, contacts: [{ seconds: 0, outcome: { kind: 'timed-out', timeoutMs: 10_000 }, control: { kind: 'connected', elapsedMs: 1 } }] },
};

const pass: Verdict = { verdict: 'pass', advisories: [] };
const fail: Verdict = { verdict: 'fail', fact: 'it does not', evidence: [] };

function outcome(title: string, verdict: Verdict, probed: Probed): Outcome {
  const record = recorded(title, verdict, { ...probed, effort: { attempts: 1, seconds: 2 } });
  return { suite: 'suite', title, verdict, durationMs: 2_000, record };
}

const opened = outcome('[FLOW-01] a connects to b', pass, connection);
const blocked = outcome('[FLOW-02] a is kept from b', pass, watch);

const scopeOf = (outcomes: readonly Outcome[], more: object) => ({
  due: outcomes.map(({ title }) => ({ title, judgements: 1 })),
  args: [],
  reach: { spokePairs: 2, spokePairsByLogin: 0, machines: 3, machinesByLogin: 0, nicPairsByConfiguration: 0, ...more },
});

const sentence = (outcomes: readonly Outcome[], more: object = {}): string => conclude(outcomes, [], scopeOf(outcomes, more)).sentence;

describe('The conclusion of a run with connections', () => {
  test('says how many were proven so, which is not by login', () => {
    expect(sentence([opened, blocked], { connections: 1, blocked: 1 })).toBe(
      'The network is as it should be: 2 checks passed. Proven: 0 of 2 pairs of spokes by login, 0 of 3 machines; 1 connection by TCP. 1 connection is blocked, as it is to be.',
    );
    expect(conclude([opened], [], scopeOf([opened], {})).counts).toEqual({ due: 1, selected: 1, judged: 1, proven: 0, connected: 1 });
  });

  test('says that nothing was proven where none opened: that some are blocked proves no way', () => {
    expect(sentence([blocked], { blocked: 3 })).toBe(
      'The network is as it should be: 1 check passed. Nothing was proven end to end: no login from spoke to spoke was made. 3 connections are blocked, as they are to be.',
    );
    expect(sentence([outcome('[FLOW-01] a connects to b', fail, connection)])).toMatch(/Nothing was proven end to end: no login or connection from spoke to spoke came to its end\.$/);
  });

  test('says what was left out of the probes', () => {
    const flowsLeftOut = { connections: 220, settings: 'SSH_PAIRS=auto, SSH_PAIRS_SEED=1' };
    expect(sentence([opened], { connections: 1, flowsLeftOut })).toMatch(/ 220 connections that EXPECTATIONS_FILE names were left out of the probes \(SSH_PAIRS=auto, SSH_PAIRS_SEED=1\)\.$/);
  });
});

test('results.json has what came of each', () => {
  const outcomes = [opened, blocked];
  const results = resultsOf({ version: '1', runId: 'r', startTime: 0, endTime: 1, args: [], outcomes, conclusion: conclude(outcomes, []) });
  expect(resultsSchema.parse(results)).toEqual(results);
  expect(results.cases).toMatchObject([
    { connection: { from: { name: 'a' }, to: { name: '10.2.9.9', port: 443 }, outcome: { kind: 'connected' } } },
    { watch: { control: { port: 1433 }, contacts: [{ seconds: 0, outcome: { kind: 'timed-out' }, control: { kind: 'connected' } }] } },
  ]);
  for (const { login } of results.cases) expect(login).toBeUndefined();
});

test('a probe waits for its turn, and that is none of its time', () => {
  const records = new Map<string, VerdictRecord>([opened, blocked].flatMap(({ title, record }) => (record ? [[title, record]] : [])));
  const testResults = [opened, blocked].map(({ title }) => ({ title, fullName: title, ancestorTitles: ['suite'], status: 'passed', failureMessages: [], failureDetails: [], duration: 90_000, numPassingAsserts: 0 }));
  expect(outcomesOf({ testResults, testFilePath: 'flows.test.ts' } as never, records).map(({ durationMs }) => durationMs)).toEqual([2_000, 2_000]);
});

test('the progress is not that of logins alone', () => {
  expect(loginLine(countLogins(2, () => 0, true).done(false))).toBe('probing 1 of 2, 0 red');
});
