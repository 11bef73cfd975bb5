import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Verdict } from '../words/verdict';
import { writeJUnit } from './junit';
import type { Outcome } from './outcome';
import { recorded } from './testing/recorded';

const outcome = (title: string, verdict: Verdict): Outcome => ({ suite: 'The Route Server', title, verdict, durationMs: 1500, record: recorded(title, verdict, { effort: { attempts: 2, seconds: 3.25 } }) });

describe('junit.xml', () => {
  let directory: string;
  let document: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'junit-'));
    const file = join(directory, 'reports', 'junit.xml');
    await writeJUnit({
      file,
      startTime: 0,
      properties: { hub: '/subscriptions/1/hub' },
      outcomes: [
        outcome('[RS-02] it is large enough', { verdict: 'pass', advisories: [{ text: 'a /27 is <small>' }] }),
        outcome('[RS-06] branch-to-branch is on', { verdict: 'fail', fact: 'it is off', evidence: ['allowBranchToBranchTraffic  false'], hint: 'turn it on' }),
        outcome('[RS-07] peers', { verdict: 'cannot-tell', reason: '403 on "bgpConnections"', evidence: [] }),
        outcome('[RS-05] addresses', { verdict: 'skip', reason: 'there is no "Route Server" (RS-04)' }),
        { suite: 'The Route Server', title: '[RS-01] filtered out', verdict: { verdict: 'skip', reason: 'not selected for this run' }, durationMs: 0 },
      ],
    });
    document = readFileSync(file, 'utf8');
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('counts failures, errors and skipped apart', () => {
    expect(document).toMatch(/<testsuite name="The Route Server" errors="1" failures="1" skipped="1" [^>]*tests="4">/);
    expect(document).toMatch(/<testsuites name="spokecheck" tests="4" failures="1" errors="1"/);
  });

  test('a failure is told with its evidence and its hint', () => {
    expect(document).toContain('<failure>it is off\n  allowBranchToBranchTraffic  false\nHint: turn it on</failure>');
  });

  test('what could not be told is an error', () => {
    expect(document).toContain('<error>Cannot tell: 403 on &quot;bgpConnections&quot;</error>');
  });

  test('what was not due is skipped with its reason', () => {
    expect(document).toContain('<skipped message="there is no &quot;Route Server&quot; (RS-04)"/>');
  });

  test('an advisory and the efforts are properties of their test', () => {
    expect(document).toContain('<property name="advisory" value="a /27 is &lt;small&gt;"/>');
    expect(document).toContain('<property name="attempts" value="2"/>');
    expect(document).toContain('<property name="seconds" value="3.3"/>');
  });

  test('the properties of the run stand with the suite', () => {
    expect(document).toContain('<property name="hub" value="/subscriptions/1/hub"/>');
  });

  test('a test that was filtered out is not in it', () => {
    expect(document).not.toContain('filtered out');
  });
});
