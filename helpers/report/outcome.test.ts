import { describe, expect, test } from '@jest/globals';
import type { AssertionResult, TestResult } from '@jest/test-result';
import type { Verdict } from '../words/verdict';
import { outcomesOf } from './outcome';
import { recorded as recordedAs } from './testing/recorded';
import type { VerdictRecord } from './verdict-record';

const title = '[RS-06] branch-to-branch is on';

const testOf = (overrides: Partial<AssertionResult>): AssertionResult =>
  ({ ancestorTitles: ['The Route Server'], title, fullName: `The Route Server ${title}`, status: 'passed', duration: 3, failureMessages: [], failureDetails: [], numPassingAsserts: 0, ...overrides }) as AssertionResult;

const fileOf = (tests: AssertionResult[], overrides: Partial<TestResult> = {}): TestResult => ({ testFilePath: '/project/tests/route-server.test.ts', testResults: tests, ...overrides }) as TestResult;

const recorded = (verdict: Verdict): Map<string, VerdictRecord> => new Map([[title, recordedAs(title, verdict)]]);

const pass: Verdict = { verdict: 'pass', advisories: [] };
const fail: Verdict = { verdict: 'fail', fact: 'branch-to-branch is off', evidence: [] };

const verdictOf = (overrides: Partial<AssertionResult>, records = new Map<string, VerdictRecord>()): Verdict | undefined => outcomesOf(fileOf([testOf(overrides)]), records)[0]?.verdict;

describe('What came of a test', () => {
  test('passed with a recorded pass is a pass', () => {
    expect(verdictOf({}, recorded(pass))).toEqual(pass);
  });

  test('passed without a record and without an assertion is no pass', () => {
    expect(verdictOf({})).toEqual({ verdict: 'cannot-tell', reason: 'the test passed without coming to a verdict', evidence: [] });
  });

  test('passed against its own record is no pass', () => {
    expect(verdictOf({}, recorded(fail))).toEqual({ verdict: 'cannot-tell', reason: 'the test passed although its verdict is another one', evidence: [''] });
  });

  test('failed with a recorded failure is that failure', () => {
    expect(verdictOf({ status: 'failed', failureMessages: ['branch-to-branch is off'] }, recorded(fail))).toEqual(fail);
  });

  test('passed with a recorded waiver is waived, and failed with one it broke by itself', () => {
    const waived: Verdict = { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'fail', fact: 'branch-to-branch is off', evidence: [] } };
    expect(verdictOf({}, recorded(waived))).toEqual(waived);
    expect(verdictOf({ status: 'failed', failureMessages: ['Error: exceeded timeout'] }, recorded(waived))).toEqual({ verdict: 'cannot-tell', reason: 'the test itself broke: Error: exceeded timeout', evidence: [] });
  });

  test('failed although a pass was recorded broke by itself', () => {
    expect(verdictOf({ status: 'failed', failureMessages: ['Error: exceeded timeout\n  at x'] }, recorded(pass))).toEqual({ verdict: 'cannot-tell', reason: 'the test itself broke: Error: exceeded timeout', evidence: ['  at x'] });
  });

  test('a plain expect of a suite that somebody added fails as a failure of the network', () => {
    expect(verdictOf({ status: 'failed', failureMessages: ['expected 1'], failureDetails: [{ matcherResult: { pass: false } }] })).toEqual({ verdict: 'fail', fact: 'expected 1', evidence: [] });
  });

  test('a plain expect that passed is a pass', () => {
    expect(verdictOf({ numPassingAsserts: 1 })).toEqual(pass);
  });

  test('skipped with a record keeps its reason', () => {
    expect(verdictOf({ status: 'pending' }, recorded({ verdict: 'skip', reason: 'SSH_CHECKS is off' }))).toEqual({ verdict: 'skip', reason: 'SSH_CHECKS is off' });
  });

  test('a file that failed to load is one outcome that cannot be told', () => {
    expect(outcomesOf(fileOf([], { failureMessage: 'Cannot find module ./x\n    at y' }), new Map())).toEqual([
      { suite: 'Suites that could not be run', title: '[RUN] the suite route-server.test.ts loads', verdict: { verdict: 'cannot-tell', reason: 'the suite failed to load: Cannot find module ./x', evidence: ['    at y'] }, durationMs: 0 },
    ]);
  });

  test('with a name pattern, a case that was skipped by itself and does not match was not selected', () => {
    const [outcome] = outcomesOf(fileOf([testOf({ status: 'pending' })]), recorded({ verdict: 'skip', reason: 'not due' }), (name) => name.includes('ER-02'));
    expect(outcome).toEqual({ suite: 'The Route Server', title, verdict: { verdict: 'skip', reason: 'not selected for this run' }, durationMs: 3 });
  });
});
