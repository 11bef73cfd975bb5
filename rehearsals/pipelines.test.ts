/** A run against the lab as a step of a pipeline, and a rehearsal, which is none. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allFaults } from '../lab/faults/catalogue';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { createBehaviours } from '../lab/ssh/behaviour';
import { builtInTopology } from '../lab/topologies/built-in';
import { run } from './entry-point';
import { rehearsalEnvironment } from './rehearsal-environment';

let folder: string;
let lab: Lab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  const target = { topology: builtInTopology('reference'), incidents: [], denied: [], ssh: createBehaviours() };
  allFaults.find(({ name }) => name === 'route to spoke 2 missing')?.apply(target);
  lab = await startLab({ topology: target.topology });
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const pipeline = (): NodeJS.ProcessEnv => ({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'step-summary'), TF_BUILD: 'True' });

const commandsIn = (output: string): string[] => output.split('\n').filter((line) => /::|##/.test(line));

/** The logins are left out: what they say is no news here. */
const environment = (shell: NodeJS.ProcessEnv): NodeJS.ProcessEnv => rehearsalEnvironment({ REPORT_DIR: join(folder, 'reports'), CONVERGENCE_TIMEOUT: '0', SSH_CHECKS: 'off', ...shell }, lab.environment);

test('a step tells its cause with the command that mends it, and appends its summary', async () => {
  const { code, output } = await run('verify.ts', [], { ...environment({}), ...pipeline() });
  expect(code).toBe(1);
  const fact = 'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10.2.1.4 matches 10.0.0.0/8 → None (Default); route table bluespoke1rt has no route for it.';
  const explains = 'Explains RT-02, ER-02, PATH-01 (2).';
  const fix = 'Fix: az network route-table route create --subscription 00000000-0000-4000-8000-000000000002 --resource-group bluespoke1rg --route-table-name bluespoke1rt --name to-bluespoke2-vnet1 --address-prefix 10.2.1.0/24 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4';
  expect(commandsIn(output)).toEqual([
    `::error title=spokecheck%3A cause 1 of 1::${[fact, explains, fix].join('%0A')}`,
    `##vso[task.logissue type=error]${[fact, explains, fix].join(' ')}`,
    `##vso[task.uploadsummary]${join(folder, 'reports', 'summary.md')}`,
    `##vso[task.addattachment type=spokecheck;name=report.html]${join(folder, 'reports', 'report.html')}`,
  ]);
  const summary = readFileSync(join(folder, 'step-summary'), 'utf8');
  expect(summary).toBe(readFileSync(join(folder, 'reports', 'summary.md'), 'utf8'));
  expect(summary).toContain('  spoke0["bluespoke1-vnet1<br/>australiaeast<br/>10.1.0.0/16<br/>✗ cause 1"]\n');
}, 60_000);

test('a rehearsal in a pipeline tells it nothing', async () => {
  rmSync(join(folder, 'step-summary'), { force: true });
  const { code, output } = await run('verify.ts', [], environment(pipeline()));
  expect(code).toBe(1);
  expect(commandsIn(output)).toEqual([]);
  expect(() => readFileSync(join(folder, 'step-summary'))).toThrow('ENOENT');
}, 60_000);
