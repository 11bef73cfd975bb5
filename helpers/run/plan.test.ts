import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checksWithoutFile } from '../checks/all-checks';
import { deployment } from '../estate/testing/reference-deployment';
import { hubId, spoke1, spoke2 } from '../estate/testing/reference-network';
import { printPlan } from './plan';
import { surveyFileOf } from './survey-file';

describe('A plan', () => {
  let folder: string;
  let none: string;
  const plan = (changed: Readonly<Record<string, string>> = {}, ...args: string[]): { code: number; output: string } => {
    const lines: string[] = [];
    const env = { HUB_VNET_ID: hubId, SPOKE_VNET_IDS: [spoke1.network, spoke2.network].join(' '), SSH_USERNAME: 'azureuser', SSH_PASSWORD: 'not told', SSH_HOST_KEYS: 'accept-new', REPORT_DIR: none, ...changed };
    const code = printPlan({ args: ['--plan', ...args], env, print: (line) => lines.push(line) });
    return { code, output: lines.join('\n') };
  };
  const spokes = Array.from({ length: 30 }, (_, n) => `${hubId}-spoke${String(n)}`).join(' ');
  const surveyed = (finishedAt?: string): string => {
    const { survey, expectations } = deployment();
    const file = join(folder, 'survey.json');
    writeFileSync(file, surveyFileOf({ survey: { ...survey, spokesFrom: 'settings', ...(finishedAt !== undefined && { finishedAt }) }, expectations }, { reads: 12, writes: 4 }).text);
    return file;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plan-'));
    none = join(folder, 'none');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('says without an earlier survey what the settings say, and what is not known, and leaves nothing', () => {
    const { code, output } = plan();
    expect(code).toBe(0);
    expect(output).toContain(`No earlier survey says more than the settings do: ${join(none, 'survey.json')} is not there.\n`);
    for (const { id, sentence } of checksWithoutFile) expect(output).toContain(`  ${id.padEnd(7)}  ${sentence}\n`);
    expect(output).toContain('Requests to Azure: how many is not known. Read are the hub, 2 spokes and the Route Server;');
    expect(output).toContain('Logins: 2, by SSH_PAIRS=auto of 2 ordered pairs of 2 spokes; fewer where a spoke has no machine to log in to.\n');
    expect(output).toContain('Logins take 1 s or so at 173 a second');
    expect(output).toContain('120 s at most (CONVERGENCE_TIMEOUT), and again for logins; the run ends after 3300 s in any case (RUN_TIMEOUT).');
    expect(existsSync(none)).toBe(false);
  });

  test('does not know how many logins there are where nobody names the spokes', () => {
    const { output } = plan({ SPOKE_VNET_IDS: '' });
    expect(output).toContain('Logins: how many is not known without SPOKE_VNET_IDS; SSH_PAIRS=auto chooses among the pairs of spokes.');
    expect(output).toContain('the hub, the Route Server and each network that the hub is peered to');
    expect(output).not.toContain('Logins take');
  });

  test.each([
    [{}, 'Logins: 400, by SSH_PAIRS=auto of 870 ordered pairs of 30 spokes;'],
    [{ SSH_PAIRS: 'all' }, 'Logins: 870, by SSH_PAIRS=all of 870 ordered pairs of 30 spokes;'],
    [{ SSH_PAIRS: 'ring' }, 'Logins: 30, by SSH_PAIRS=ring of 870 ordered pairs of 30 spokes;'],
    [{ SSH_PAIRS: 'sample:50' }, 'Logins: 50, by SSH_PAIRS=sample:50 of 870 ordered pairs of 30 spokes;'],
    [{ SSH_CHECKS: 'off' }, 'Logins: none (SSH_CHECKS).'],
  ])('with %j has %s', (changed, logins) => {
    expect(plan({ SPOKE_VNET_IDS: spokes, ...changed }).output).toContain(logins);
  });

  test('counts by an earlier survey, however old', () => {
    surveyed();
    const { output } = plan({ REPORT_DIR: folder });
    expect(output).toMatch(/^It is counted by .*survey\.json, of .*; what has changed since is not in it\.$/m);
    expect(output).toMatch(/^Checks: 44\.$/m);
    expect(output).toMatch(/^ {2}2 {2}SSH-01 {3}a login from spoke A's VM/m);
    expect(output).toMatch(/^Requests to Azure: 12 reads and 4 writes, as that survey took; it has Route Server 1, virtual networks 3, route tables 2, /m);
    expect(output).toMatch(/^Time: Reading took \d+ s that time, with what was waited for\.$/m);
  });

  test('is not counted by the survey of other settings', () => {
    surveyed();
    expect(plan({ REPORT_DIR: folder, TRANSIT: 'gateway' }).output).toMatch(/survey\.json was taken with other settings: TRANSIT\.$/m);
  });

  test('of a survey that is given asks Azure nothing', () => {
    const { output } = plan({ SURVEY_FILE: surveyed(new Date().toISOString()) });
    expect(output).toMatch(/, which is judged as it is\.$/m);
    expect(output).toContain('Requests to Azure: none.\nLogins: 2, ');
    expect(output).toContain('Time: Nothing is read.');
  });

  test.each([
    [{ SSH_PAIRS: 'some' }, [], /^1 setting is missing or malformed\. Nothing was contacted\.$/],
    [{ SURVEY_FILE: join(tmpdir(), 'no-such-survey.json') }, [], /no-such-survey\.json is not there\.$/],
    [{}, ['-t', 'ER-02'], /^-t ER-02: a plan is of a whole run, and --plan takes no other arguments\.$/],
  ])('is refused with %j and %j', (changed, args, line) => {
    const { code, output } = plan(changed, ...args);
    expect(output.split('\n')[0]).toMatch(line);
    expect(code).toBe(2);
  });
});
