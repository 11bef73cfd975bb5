import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resultsSchema } from '../helpers/report/results';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { run } from './entry-point';
import { labVariables } from './rehearsal-environment';

describe('With --plan, verify', () => {
  let lab: Lab;
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plan-'));
    lab = await startLab({ topology: builtInTopology('reference') });
    env = { ...labVariables(lab.environment), REPORT_DIR: join(folder, 'reports'), CONVERGENCE_TIMEOUT: '0' };
  });

  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  test('counts by the survey of the last run what that run did, contacts nothing and leaves its reports alone', async () => {
    await run('verify.ts', [], env);
    const reports = (): string[] => ['junit.xml', 'results.json', 'survey.json'].map((name) => readFileSync(join(folder, 'reports', name), 'utf8'));
    const before = { reports: reports(), requests: lab.requests.length, logins: lab.ssh.logins.length };
    const results = resultsSchema.parse(JSON.parse(before.reports[1] ?? ''));
    const { code, output } = await run('verify.ts', ['--plan'], env);
    expect(code).toBe(0);
    expect(output).toContain(`\nChecks: ${String(results.counts.due)}.\n`);
    expect(output).toContain(`Requests to Azure: ${String(results.deployment?.requests.reads)} reads and ${String(results.deployment?.requests.writes)} writes, as that survey took; it has Route Server 1, virtual networks 3,`);
    expect(output).toContain('Logins: 2, by SSH_PAIRS=auto of 2 ordered pairs of 2 spokes;');
    expect(output).toContain('Logins take 1 s or so at 173 a second');
    expect({ reports: reports(), requests: lab.requests.length, logins: lab.ssh.logins.length }).toEqual(before);
  }, 60_000);
});
