import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { casesWith, run } from '../entry-point';

const referenceSurvey = join(__dirname, '..', '..', 'lab', 'replay', 'testing', 'reference-survey.json');

const assumed = 'In no survey, and taken to be in order: SSH servers, keys and the jump host; guests forward where their NIC may.';

describe('From the command line, a recorded survey', () => {
  let folder: string;
  const file = (...names: string[]): string => join(folder, ...names);
  const text = (...names: string[]): string => readFileSync(file(...names), 'utf8');
  const redIn = (...names: string[]): string[] => [...casesWith(text(...names), 'failure'), ...casesWith(text(...names), 'error')];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is replayed with the same exit code, the same red cases and the same cause, and is not overwritten', async () => {
    const env = { REPORT_DIR: folder, SSH_TIMEOUT: '1' };
    const recorded = await run('rehearse.ts', ['--fault', 'route to spoke 2 missing'], env);
    const survey = text('survey.json');
    const replayed = await run('rehearse.ts', ['--from', file('survey.json')], env);
    expect([recorded.code, replayed.code]).toEqual([1, 1]);
    expect(redIn('junit.xml')).toHaveLength(6);
    expect(redIn('replay', 'junit.xml')).toEqual(redIn('junit.xml'));
    const causes = ({ output }: typeof recorded): string | undefined => /\nCause\n[\s\S]*?\n\n/.exec(output)?.[0];
    expect(causes(replayed)).toContain('bluespoke1rt has no route for it');
    expect(causes(replayed)).toBe(causes(recorded));
    expect(replayed.output).toContain(assumed);
    expect(text('survey.json')).toBe(survey);
  }, 60_000);

  test('is saved as a topology file, and a change that is tried in it shows', async () => {
    const saved = await run('rehearse.ts', ['--from', referenceSurvey, '--save', file('network.json')], { REPORT_DIR: folder });
    expect(saved.code).toBe(0);
    expect(saved.output).toContain(`The network is saved in ${file('network.json')}; edit it, and give it to --topology.\n`);
    const topology = JSON.parse(text('network.json')) as { routeServers: { allowBranchToBranchTraffic: boolean }[] };
    for (const routeServer of topology.routeServers) routeServer.allowBranchToBranchTraffic = false;
    writeFileSync(file('network.json'), JSON.stringify(topology));
    expect((await run('rehearse.ts', ['--topology', file('network.json')], { REPORT_DIR: folder })).code).toBe(1);
    expect(redIn('junit.xml')).toEqual(['[RS-06] branch-to-branch is on at the Route Server of bluehub-vnet1']);
  }, 60_000);

  test('says what is lost when it is saved with a fault', async () => {
    const { output } = await run('rehearse.ts', ['--from', referenceSurvey, '--fault', '403 on routeTables/read', '--save', file('network.json')], { REPORT_DIR: folder, SSH_CHECKS: 'off' });
    expect(output).toContain(`The network is saved in ${file('network.json')}; edit it, and give it to --topology. What failed besides the network, at Azure’s API or in SSH servers, is not in it.`);
  }, 60_000);

  test('with mistakes in it is refused, a line for each, with its place', async () => {
    writeFileSync(file('survey.json'), JSON.stringify({ ...(JSON.parse(readFileSync(referenceSurvey, 'utf8')) as object), format: 2, spokeIds: ['x'] }));
    expect(await run('rehearse.ts', ['--from', file('survey.json')], {})).toEqual({ code: 2, output: 'format: 2 is none of 1\nspokeIds[0]: "x" is no resource id\n' });
    expect(await run('lab.ts', ['--from', file('nowhere.json')], {})).toEqual({ code: 2, output: `${file('nowhere.json')}: ENOENT: no such file or directory, open '${file('nowhere.json')}'\n` });
  }, 60_000);

  test('is kept up as a lab by `npm run lab`', async () => {
    const child = spawn(process.execPath, ['-r', join(__dirname, '..', '..', 'loader.cjs'), join(__dirname, '..', '..', 'bin', 'lab.ts'), '--from', referenceSurvey], { env: { PATH: process.env['PATH'], SPOKECHECK_EXCHANGES: process.env['SPOKECHECK_EXCHANGES'] } });
    let said = '';
    const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
    await new Promise<void>((resolve) => {
      const listen = (chunk: Buffer): void => {
        said += chunk.toString();
        if (said.includes('The lab is up')) resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('close', () => { resolve(); });
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).toMatch(/^export HUB_VNET_ID='\/subscriptions\/00000000-0000-4000-8000-000000000001\/resourceGroups\/bluehubrg\/.*\/bluehub-vnet1'$/m);
    expect(said).toContain("export CONVERGENCE_TIMEOUT='0'");
    expect(said).toContain(assumed);
  }, 60_000);
});

describe('What makes no sense is reported in one line', () => {
  test.each<[string, string, string[], string]>([
    ['an option that the lab does not know', 'lab.ts', ['--form', 'x'], 'There is no option "--form"; the nearest is --from. `npm run lab -- --help` lists them all.\n'],
    ['two networks', 'rehearse.ts', ['--from', 'x', '--topology', 'y'], '--from and --topology name a network each; only one can be had.\n'],
    ['a fault that does not fit', 'rehearse.ts', ['--topology', 'nva-bgp', '--fault', 'route to spoke 2 missing'], 'The fault "route to spoke 2 missing" does not fit this network: the topology has no route table.\n'],
    ['a fault that would change nothing', 'rehearse.ts', ['--topology', 'gateway-transit', '--fault', 'a BGP peer NotConnected'], 'The fault "a BGP peer NotConnected" does not fit this network: it changes nothing there.\n'],
    ['a place where nothing can be saved', 'lab.ts', ['--save', '/nowhere/network.json'], "--save: ENOENT: no such file or directory, open '/nowhere/network.json'\n"],
  ])('%s', async (_, entry, args, output) => {
    expect(await run(entry, args, {})).toEqual({ code: 2, output });
  }, 60_000);
});
