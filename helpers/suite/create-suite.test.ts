import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeOn } from '../checks/judge-all';
import { deployment } from '../estate/testing/reference-deployment';
import { readRecords } from '../report/verdict-record';
import { createSuite } from './create-suite';
import { runFileVariable, writeRunFile } from './run-file';

const { check } = createSuite({ afterAll, describe, test });

/** A run as `verify` leaves it for the suites. */
const folder = mkdtempSync(join(tmpdir(), 'suite-'));
const [runFile, records] = [join(folder, 'run.json'), { file: join(folder, 'verdicts.jsonl'), runId: 'this' }];
const waiver = { check: 'PE-05', subject: 'bluespoke1-vnet1', reason: 'never talks east-west', owner: 'net-team', until: '2027-01-31' };
const judged = deployment(({ spoke1 }) => spoke1.peerings.forEach((one) => { one.allowForwardedTraffic = false; }), { waivers: [waiver] });
writeRunFile(runFile, { deployment: judged, day: '2027-01-31', cases: judgeOn(judged, '2027-01-31'), probes: [], records });
process.env[runFileVariable] = runFile;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('A check in a suite', () => {
  check('RS-06', 'branch-to-branch is on, or as BRANCH_TO_BRANCH asks');
  check('PE-02', "the hub's side offers its gateway or Route Server (allowGatewayTransit)");
  check('PE-05', "both sides allow access; the spoke's side accepts forwarded traffic");

  test('is a test for each of its cases, and each leaves a record; what is waived fails none', () => {
    expect([...readRecords(records)].map(([title, { verdict }]) => [title, verdict.verdict])).toEqual([
      ['[RS-06] branch-to-branch is on at the Route Server of bluehub-vnet1', 'pass'],
      ['[PE-02] bluehub-vnet1 offers bluespoke1-vnet1 its gateway or Route Server', 'pass'],
      ['[PE-02] bluehub-vnet1 offers bluespoke2-vnet1 its gateway or Route Server', 'pass'],
      ["[PE-05] bluehub-vnet1 and bluespoke1-vnet1 let each other's traffic in, forwarded traffic too", 'waived'],
      ["[PE-05] bluehub-vnet1 and bluespoke2-vnet1 let each other's traffic in, forwarded traffic too", 'pass'],
    ]);
  });

  test('that is not asked for is a skipped test without a record', () => {
    const skipped: string[] = [];
    const skip = (title: string): void => { skipped.push(title); };
    const { check: checkHere } = createSuite({ afterAll, describe, test: { skip } as unknown as typeof test });
    // Nothing is to be blocked.
    checkHere('SEG-01', 'nothing that is configured lets a packet through where the flows say blocked, from no machine or free address of a subnet to another');
    expect(skipped).toEqual(['[SEG-01] it is not asked for, or none of its cases falls to this run']);
    expect([...readRecords(records).keys()].filter((title) => title.startsWith('[SEG-01]'))).toEqual([]);
  });

  test('that is named by another sentence is refused when the suite loads', () => {
    expect(() => { check('RS-06', 'branch-to-branch is off' as 'branch-to-branch is on, or as BRANCH_TO_BRANCH asks'); }).toThrow('There is no check RS-06 that says: branch-to-branch is off');
  });
});
