import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allFaults } from '../lab/faults/catalogue';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { createBehaviours } from '../lab/ssh/behaviour';
import { builtInTopology } from '../lab/topologies/built-in';
import { casesWith, idsOf, run } from './entry-point';
import { labVariables } from './rehearsal-environment';

const none = 'Nothing was proven end to end: no login from spoke to spoke was made.';
const noneEnded = 'Nothing was proven end to end: no login from spoke to spoke came to its end.';

/** What each part of a broken network's checks comes to; the network's own redness lies in RT-02, ER-02 and the logins. */
describe('A run of a part, on a network without the route to spoke 2', () => {
  let lab: Lab;
  let reports: string;

  beforeAll(async () => {
    const target = { topology: builtInTopology('reference'), incidents: [], denied: [], ssh: createBehaviours() };
    allFaults.find(({ name }) => name === 'route to spoke 2 missing')?.apply(target);
    lab = await startLab({ topology: target.topology });
    reports = mkdtempSync(join(tmpdir(), 'reports-'));
  });

  afterAll(async () => {
    await lab.close();
    rmSync(reports, { recursive: true });
  });

  const verify = (...args: string[]) => run('verify.ts', args, { ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: reports });
  const junit = (): string => readFileSync(join(reports, 'junit.xml'), 'utf8');

  test.each([
    ['of a pattern', ['-t', 'PE-0'], `19 of 44 checks ran (-t PE-0) and passed; nothing is said of the rest. ${none}`, 0],
    ['of a path', ['tests/peerings'], `19 of 44 checks ran (tests/peerings) and passed; nothing is said of the rest. ${none}`, 0],
    ['of a shard', ['--shard=1/2'], `The network is not as it should be: 2 checks failed. Shard 1 of 2: 25 of 44 checks ran; nothing is said of the rest. ${noneEnded}`, 1],
    ['of the other shard', ['--shard', '2/2'], `The network is not as it should be: 4 checks failed. Shard 2 of 2: 19 of 44 checks ran; nothing is said of the rest. ${noneEnded}`, 1],
    ['of a pattern in a shard', ['-t', 'PE-0', '--shard=2/2'], `Shard 2 of 2: 10 of 44 checks ran (-t PE-0) and passed; nothing is said of the rest. ${none}`, 0],
    ['of a shard beyond the spokes', ['--shard=3/3'], `Shard 3 of 3: no check was run, so nothing can be told. ${none}`, 2],
    ['of the red part', ['-t', 'ER-02'], `The network is not as it should be: 1 check failed. 2 of 44 checks ran (-t ER-02); nothing is said of the rest. ${none}`, 1],
    ['of nothing', ['-t', 'no such check'], `No check was run, so nothing can be told. ${none}`, 2],
  ])('%s says how much ran', async (_, args, headline, code) => {
    const ended = await verify(...args);
    expect(ended.output).toContain(headline);
    expect(ended.code).toBe(code);
    expect(junit()).toContain(`<property name="due" value="44"/>`);
    if (code === 2) expect(casesWith(junit(), 'error')).toEqual(['[RUN] a check is run']);
  }, 60_000);

  test('with --bail what was left out is told, and reporters of the user are served', async () => {
    const { code, output } = await verify('--bail', '--reporters=default');
    expect(code).toBe(1);
    expect(output).toContain('Checks that did not run');
    expect(output).toContain('Test Suites:');
    expect(idsOf(casesWith(junit(), 'error'))).toContain('SSH-01');
  }, 60_000);

  test.each([['--listTests'], ['--showConfig'], ['--watch']])('%s, under which no test runs, is refused, and there is a report', async (argument) => {
    const { code, output } = await verify(argument);
    expect(code).toBe(2);
    expect(output).toContain(argument);
    expect(casesWith(junit(), 'error')).toEqual(['[ARGUMENTS] the run can be carried out with these arguments']);
  }, 60_000);
});
