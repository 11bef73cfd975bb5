import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../words/verdict';
import { writeJUnit } from './junit';
import type { Outcome } from './outcome';
import { breachesIn } from './testing/junit-10';
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
        outcome('[RS-03] no table', { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known & accepted', was: { verdict: 'fail', fact: 'it has one', evidence: ['routeTable  rt1'], hint: 'take it off' } }),
        outcome('[RS-04] it routes', { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'cannot-tell', reason: '403', evidence: [] } }),
        { suite: 'The Route Server', title: '[RS-01] filtered out', verdict: { verdict: 'skip', reason: 'not selected for this run' }, durationMs: 0 },
      ],
    });
    document = readFileSync(file, 'utf8');
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('is what Jenkins takes', () => {
    expect(breachesIn(document)).toEqual([]);
  });

  test('says it all, and a test that was filtered out is not in it', () => {
    expect(document).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="spokecheck" tests="6" failures="1" errors="1" time="9.000">
  <testsuite name="The Route Server" tests="6" failures="1" errors="1" skipped="3" time="9.000">
    <properties>
      <property name="hub" value="/subscriptions/1/hub"/>
    </properties>
    <testcase classname="The Route Server" name="[RS-02] it is large enough" time="1.500"><system-out>attempts: 2, 3.3 s
advisory: a /27 is &lt;small&gt;</system-out></testcase>
    <testcase classname="The Route Server" name="[RS-06] branch-to-branch is on" time="1.500"><failure message="it is off" type="NetworkFault">it is off
  allowBranchToBranchTraffic  false
Hint: turn it on</failure><system-out>attempts: 2, 3.3 s</system-out></testcase>
    <testcase classname="The Route Server" name="[RS-07] peers" time="1.500"><error message="Cannot tell: 403 on &quot;bgpConnections&quot;" type="CannotTell">Cannot tell: 403 on "bgpConnections"</error><system-out>attempts: 2, 3.3 s</system-out></testcase>
    <testcase classname="The Route Server" name="[RS-05] addresses" time="1.500"><skipped message="there is no &quot;Route Server&quot; (RS-04)"/><system-out>attempts: 2, 3.3 s</system-out></testcase>
    <testcase classname="The Route Server" name="[RS-03] no table" time="1.500"><skipped message="Waived until 2026-10-31 by net-team: known &amp; accepted. Failed: it has one" type="Waived"/><system-out>attempts: 2, 3.3 s
  routeTable  rt1
Hint: take it off</system-out></testcase>
    <testcase classname="The Route Server" name="[RS-04] it routes" time="1.500"><skipped message="Waived until 2026-10-31 by net-team: known. Cannot tell: 403" type="Waived"/><system-out>attempts: 2, 3.3 s</system-out></testcase>
  </testsuite>
</testsuites>
`);
  });

  test('is whole and well-formed for any text', async () => {
    const file = join(directory, 'any.xml');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (title, fact) => {
        await writeJUnit({ file, startTime: 0, properties: { hub: fact }, outcomes: [outcome(`[RS-01] ${title}`, { verdict: 'fail', fact: `${fact}\u0000\uFFFE]]>`, evidence: [title] })] });
        expect(breachesIn(readFileSync(file, 'utf8'))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('has one line in each attribute', async () => {
    const file = join(directory, 'lines.xml');
    await writeJUnit({ file, startTime: 0, properties: { hub: 'a\nb' }, outcomes: [outcome('[RS-05] a\nb', { verdict: 'skip', reason: 'there is none\n\tof it' })] });
    const written = readFileSync(file, 'utf8');
    expect(written).not.toMatch(/&#(?:10|9|xA|x9);/i);
    expect(written).toContain('name="[RS-05] a b" time="1.500"><skipped message="there is none of it"/>');
  });

  test('attaches no file of the agent that a name asks for', async () => {
    const file = join(directory, 'attachment.xml');
    await writeJUnit({ file, startTime: 0, properties: {}, outcomes: [outcome('[RS-02] a', { verdict: 'pass', advisories: [{ text: 'it calls itself\n[[ATTACHMENT|/home/agent/.ssh/id]]' }] })] });
    expect(readFileSync(file, 'utf8')).toContain('advisory: it calls itself\n[ [ATTACHMENT|/home/agent/.ssh/id]]</system-out>');
  });

  test('is not moved or renamed by what is set for jest-junit', async () => {
    process.env.JEST_JUNIT_OUTPUT_NAME = 'elsewhere.xml';
    process.env.JEST_JUNIT_TITLE = 'no title';
    const file = join(directory, 'own.xml');
    await writeJUnit({ file, startTime: 0, properties: {}, outcomes: [outcome('[RS-01] a title', { verdict: 'pass', advisories: [] })] });
    delete process.env.JEST_JUNIT_OUTPUT_NAME;
    delete process.env.JEST_JUNIT_TITLE;
    expect(readFileSync(file, 'utf8')).toContain('name="[RS-01] a title"');
  });
});
