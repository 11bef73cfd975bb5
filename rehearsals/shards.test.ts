import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Results } from '../helpers/report/results';
import { resultsSchema } from '../helpers/report/results';
import { allFaults } from '../lab/faults/catalogue';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { createBehaviours } from '../lab/ssh/behaviour';
import { generatedTopology } from '../lab/topologies/generated';
import { casesWith, run } from './entry-point';
import { labVariables } from './rehearsal-environment';

/** Four shards of one survey, on a network of five spokes of which the first has no route to the others. */
describe('Four shards of one survey', () => {
  let lab: Lab;
  let folder: string;
  let requests = 0;
  const counted: Record<string, number> = {};
  const at = (...names: string[]): string => join(folder, ...names);
  const verdicts = ({ cases }: Results): Record<string, string> => Object.fromEntries(cases.map(({ title, verdict }) => [title, verdict]));
  const resultsIn = (name: string): Results => resultsSchema.parse(JSON.parse(readFileSync(at(name, 'results.json'), 'utf8')));
  const start = (entry: string, dir: string, args: string[] = [], more: Record<string, string> = {}) =>
    run(entry, args, { ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: at(dir), ...more });
  const shard = (index: number, dir = String(index), more: Record<string, string> = {}) => start('verify.ts', dir, [`--shard=${String(index)}/4`], { SURVEY_FILE: at('survey', 'survey.json'), ...more });
  const merge = (dir: string, ...parts: string[]) => run('merge.ts', parts.map((part) => at(part)), { REPORT_DIR: at(dir) });

  const counting = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const before = requests;
    await work();
    counted[name] = requests - before;
  };

  beforeAll(async () => {
    const target = { topology: generatedTopology({ spokes: 5 }), incidents: [], denied: [], ssh: createBehaviours() };
    allFaults.find(({ name }) => name === 'route to spoke 2 missing')?.apply(target);
    lab = await startLab({ topology: target.topology, onExchange: () => { requests += 1; } });
    folder = mkdtempSync(join(tmpdir(), 'shards-'));
    await counting('one run', () => start('verify.ts', 'whole'));
    await counting('survey', () => start('survey.ts', 'survey'));
    await counting('shards', async () => {
      await Promise.all([shard(1), shard(2)]);
      await Promise.all([shard(3), shard(4)]);
    });
  }, 240_000);

  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  test('come to the verdicts of one run, case by case, with its causes and its conclusion', async () => {
    const { code, output } = await merge('merged', '1', '2', '3', '4');
    const [merged, whole] = [resultsIn('merged'), resultsIn('whole')];
    expect(code).toBe(1);
    expect(verdicts(merged)).toEqual(verdicts(whole));
    expect(merged.cases.map(({ title }) => title)).toEqual(whole.cases.map(({ title }) => title));
    expect(merged.causes).toEqual(whole.causes);
    expect([merged.conclusion, merged.counts, merged.reach]).toEqual([whole.conclusion, whole.counts, whole.reach]);
    expect(output).toContain(whole.conclusion);
    const junit = (dir: string): string => readFileSync(at(dir, 'junit.xml'), 'utf8');
    for (const element of ['failure', 'error', 'skipped', undefined] as const) expect(casesWith(junit('merged'), element)).toEqual(casesWith(junit('whole'), element));
    expect(merged.merged).toEqual(['1', '2', '3', '4'].map((name) => resultsIn(name).run));
  }, 60_000);

  test('are compared as one run with a baseline', async () => {
    const { code, output } = await run('merge.ts', ['1', '2', '3', '4'].map((part) => at(part)), { REPORT_DIR: at('compared'), BASELINE_FILE: at('whole') });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Since .*\\(${resultsIn('whole').run}\\)\n  Still red: \\d+\n`, 'm'));
    expect(resultsIn('compared').baseline).toMatchObject({ network: [], causes: { new: [], gone: [] }, settings: [] });
    const refused = await run('merge.ts', ['1', '2', '3', '4'].map((part) => at(part)), { REPORT_DIR: at('refused'), BASELINE_FILE: at('nothing') });
    expect([refused.code, refused.output.split('\n')[0]]).toEqual([2, `BASELINE_FILE names ${at('nothing')}, which is not there.`]);
  }, 60_000);

  test('cost no request beyond those of the survey, which are those of one run', () => {
    expect(counted).toEqual({ 'one run': counted['survey'], 'survey': counted['survey'], 'shards': 0 });
    expect(counted['survey']).toBeGreaterThan(20);
    expect(resultsIn('merged').deployment?.requests).toEqual(resultsIn('whole').deployment?.requests);
    expect(resultsIn('2').deployment?.requests).toEqual({ reads: 0, writes: 0 });
  });

  test('have each case once, and the logins of a spoke together', () => {
    const shards = ['1', '2', '3', '4'].map(resultsIn);
    expect(shards.flatMap(({ cases }) => cases.map(({ title }) => title)).sort()).toEqual(Object.keys(verdicts(resultsIn('whole'))).sort());
    const sources = shards.map(({ cases }) => [...new Set(cases.flatMap(({ login }) => (login ? [login.from.spokeId] : [])))]);
    expect(sources.map(({ length }) => length).sort()).toEqual([1, 1, 1, 2]);
    expect(new Set(sources.flat()).size).toBe(5);
  });

  test.each([
    ['missing', ['1', '2', '4'], 'The parts are not one whole run: shard 3 of 4 is missing.'],
    ['there twice', ['1', '2', '3', '4', '2'], /The parts are not one whole run: shard 2 of 4 is there twice, in \S+2 and in \S+2\./],
    ['killed', ['1', '2', 'killed', '4'], /The parts are not one whole run: shard 3 of 4 is missing; \S+killed has no results\.json: the run was cut short, or refused before it began\./],
    ['killed after an earlier run', ['1', '2', 'killed-again', '4'], /The parts are not one whole run: shard 3 of 4 is missing; \S+killed-again has a results\.json of an earlier run: the last one was cut short\./],
    ['of another survey', ['1', '2', 'other', '4'], /The parts are not one whole run: shard 3 of 4 is missing; \S+other is of another survey\./],
    ['of a whole run', ['1', '2', '3', 'whole'], /The parts are not one whole run: shard 4 of 4 is missing; \S+whole is of no shard: it was run without --shard\./],
    ['cut short', ['1', '2', 'ended', '4'], /The parts are not one whole run: shard 3 of 4 was cut short: it took longer than RUN_TIMEOUT allows \(1 s\)\./],
  ])('turn the merge red where one is %s, and it says which', async (name, parts, headline) => {
    if (name === 'killed') cpSync(at('3', 'junit.xml'), at('killed', 'junit.xml'));
    if (name === 'killed after an earlier run') {
      cpSync(at('3'), at('killed-again'), { recursive: true });
      writeFileSync(at('killed-again', 'junit.xml'), '<testsuites name="spokecheck" tests="1" failures="0" errors="1"/>');
    }
    if (name === 'of another survey') {
      await start('survey.ts', 'another');
      await shard(3, 'other', { SURVEY_FILE: at('another', 'survey.json') });
    }
    if (name === 'cut short') {
      lab.ssh.behaviours.machines.set('spoke2vm1', { kind: 'no-banner' });
      expect((await shard(3, 'ended', { RUN_TIMEOUT: '1', SSH_TIMEOUT: '60' })).code).toBe(2);
      lab.ssh.behaviours.machines.clear();
    }
    const { code, output } = await merge('red', ...parts);
    expect(code).toBe(2);
    expect(output).toEqual(typeof headline === 'string' ? expect.stringContaining(headline) : expect.stringMatching(headline));
    expect(casesWith(readFileSync(at('red', 'junit.xml'), 'utf8'), 'error').some((title) => title.startsWith('[MERGE] '))).toBe(true);
    expect(resultsIn('red').exitCode).toBe(2);
  }, 120_000);

  test.each([
    ['old', { SURVEY_MAX_AGE: '1' }, /survey\.json was finished at \S+, \d+ s ago, and SURVEY_MAX_AGE allows 1 s\./],
    ['taken with other settings', { TRANSIT: 'gateway', SSH_CHECKS: 'off' }, /survey\.json was taken with other settings: TRANSIT, SSH_CHECKS\./],
    ['edited', { SURVEY_FILE: 'edited.json' }, /edited\.json does not match its checksum: it was edited, or cut short\./],
    ['not there', { SURVEY_FILE: 'nowhere.json' }, /nowhere\.json is not there\./],
  ])('are refused where the survey is %s, and nothing is contacted', async (name, more, line) => {
    if (name === 'edited') writeFileSync(at('edited.json'), readFileSync(at('survey', 'survey.json'), 'utf8').replace('"nextHopType": "None"', '"nextHopType": "Internet"'));
    const before = requests;
    const { SURVEY_FILE: file } = { SURVEY_FILE: undefined, ...more };
    const { code, output } = await shard(1, 'refused', { ...more, ...(file !== undefined && { SURVEY_FILE: at(file) }) });
    expect(code).toBe(2);
    expect(output).toMatch(line);
    expect(casesWith(readFileSync(at('refused', 'junit.xml'), 'utf8'), 'error')).toEqual(['[SURVEY] the survey that SURVEY_FILE names can be judged']);
    expect(requests).toBe(before);
  }, 60_000);

  test('are not overwritten by what is merged of them', async () => {
    const { code, output } = await run('merge.ts', [at('1'), at('2')], { REPORT_DIR: at('1') });
    expect(code).toBe(2);
    expect(output).toContain('is one of the shards, and the merged reports would take the place of its own: give REPORT_DIR another folder.');
    expect(resultsIn('1').shard).toEqual({ index: 1, count: 4 });
  }, 60_000);

  test('leave nothing of a survey that could not be taken', async () => {
    cpSync(at('survey', 'survey.json'), at('none', 'survey.json'));
    const { code, output } = await start('survey.ts', 'none', [], { AZURE_CLIENT_SECRET: 'wrong' });
    expect(code).toBe(2);
    expect(output).toContain('Cannot tell: ');
    expect(existsSync(at('none', 'survey.json'))).toBe(false);
    expect(readdirSync(at('survey'))).toEqual(['survey.json']);
  }, 60_000);
});
