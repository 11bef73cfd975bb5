/** What a run may say, and leave behind, when it is not alone, not whole, or not about two spokes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { resultsSchema } from '../helpers/report/results';
import type { Lab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { virtualNetworkId } from '../lab/topology/resource-ids';
import { casesWith, run } from './entry-point';
import { startLabsForTwoRuns } from './labs-for-two-runs';
import { labVariables } from './rehearsal-environment';
import { complaintsOfTwoRuns } from './two-runs';

describe('The evidence of a run', () => {
  let healthy: Lab;
  let broken: Lab;
  let reports: string;

  beforeAll(async () => {
    ({ healthy, broken } = await startLabsForTwoRuns());
  });

  afterAll(async () => {
    await Promise.all([healthy.close(), broken.close()]);
  });

  beforeEach(() => {
    reports = mkdtempSync(join(tmpdir(), 'reports-'));
  });

  afterEach(() => {
    rmSync(reports, { recursive: true });
  });

  const environment = (lab: Lab): Record<string, string> => ({ ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: reports });
  const verify = (lab: Lab, more: Record<string, string> = {}) => run('verify.ts', [], { ...environment(lab), ...more });
  const junit = (folder = reports): string => readFileSync(join(folder, 'junit.xml'), 'utf8');
  const property = (document: string, name: string): string | undefined => new RegExp(`<property name="${name}" value="([^"]*)"/>`).exec(document)?.[1];

  test('of one spoke is none for what goes from spoke to spoke', async () => {
    const [spoke = ''] = builtInTopology('reference').virtualNetworks.map(virtualNetworkId).filter((id) => id.endsWith('bluespoke1-vnet1'));
    const { code, output } = await verify(healthy, { SPOKE_VNET_IDS: spoke });
    expect(code).toBe(2);
    expect(output).toContain('SPOKE_VNET_IDS names one spoke only, bluespoke1-vnet1, so that nothing was due from spoke to spoke and nothing is proven');
    expect(casesWith(junit(), 'error')).toEqual(['[RUN] something is due from spoke to spoke']);
  }, 60_000);

  test('is its own, when two run into one folder at once', async () => {
    expect(await complaintsOfTwoRuns({ healthy, broken })).toEqual([]);
  }, 60_000);

  test('is not an old report, when it is killed', async () => {
    writeFileSync(join(reports, 'junit.xml'), '<testsuites name="spokecheck" tests="1" failures="0" errors="0"/>');
    const child = spawn(process.execPath, ['-r', join(__dirname, '..', 'bin', 'first.cjs'), '-r', join(__dirname, '..', 'loader.cjs'), join(__dirname, '..', 'bin', 'verify.ts')], {
      env: { ...environment(healthy), PATH: process.env['PATH'], SPOKECHECK_EXCHANGES: process.env['SPOKECHECK_EXCHANGES'] },
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(casesWith(junit(), 'error')).toEqual(['[RUN] the run comes to its end']);
    expect((await verify(healthy)).code).toBe(0);
  }, 60_000);

  test('is what was judged so far, when a signal ends the run', async () => {
    healthy.ssh.behaviours.machines.set('spoke2vm', { kind: 'no-banner' });
    const child = spawn(process.execPath, ['-r', join(__dirname, '..', 'loader.cjs'), join(__dirname, '..', 'bin', 'verify.ts')], {
      env: { ...environment(healthy), CONVERGENCE_TIMEOUT: '600', PATH: process.env['PATH'], SPOKECHECK_EXCHANGES: process.env['SPOKECHECK_EXCHANGES'] },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // All but the logins, which do not come to their end.
      if (said.includes('The ways from machine to machine')) child.kill('SIGTERM');
    });
    expect(await once(child, 'close')).toEqual([2, null]);
    healthy.ssh.behaviours.machines.clear();
    const sentence = 'The run was ended before it was through: it was ended by SIGTERM. 42 of 44 checks were judged by then, 0 of them failed; nothing is said of the rest.';
    expect(said).toContain(sentence);
    expect(property(junit(), 'result')).toContain(sentence);
    expect([...new Set(casesWith(junit(), 'error').map((title) => title.slice(0, 8)))]).toEqual(['[SSH-01]']);
    expect(casesWith(junit())).toHaveLength(42);
    expect(resultsSchema.parse(JSON.parse(readFileSync(join(reports, 'results.json'), 'utf8')))).toMatchObject({ exitCode: 2, counts: { due: 44, judged: 42 } });
  }, 60_000);

  test('is not lost with whoever reads standard output', async () => {
    const child = spawn(process.execPath, ['-r', join(__dirname, '..', 'loader.cjs'), join(__dirname, '..', 'bin', 'verify.ts')], {
      env: { ...environment(healthy), PATH: process.env['PATH'], SPOKECHECK_EXCHANGES: process.env['SPOKECHECK_EXCHANGES'] },
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(property(junit(), 'result')).toBe('The network is as it should be: 44 checks passed. Proven: 2 of 2 pairs of spokes by login, 2 of 2 machines.');
  }, 60_000);
});
