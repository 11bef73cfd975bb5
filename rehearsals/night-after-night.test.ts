import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Results } from '../helpers/report/results';
import { resultsSchema } from '../helpers/report/results';
import { allFaults } from '../lab/faults/catalogue';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { casesWith, run } from './entry-point';
import { targetOf } from './faults/rehearse-fault';
import { labVariables } from './rehearsal-environment';

/** The same network night after night: healthy, without a route, without both routes, healthy again. */
describe('Night after night', () => {
  let reports: string;
  const reference = 'reference';
  const at = (...names: string[]): string => join(reports, ...names);
  const results = (): Results => resultsSchema.parse(JSON.parse(readFileSync(at('results.json'), 'utf8')));
  const verify = (lab: Lab, more: Record<string, string> = {}) => run('verify.ts', [], { ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: reports, BASELINE_FILE: 'last', ...more });
  const runs = (): string[] => readdirSync(at('runs')).sort();
  const diff = (...args: string[]) => run('diff.ts', args, {});

  const nights: { readonly code: number | null; readonly output: string; readonly results: Results; readonly junit: string }[] = [];

  async function night(fault?: string): Promise<void> {
    const { topology } = targetOf(builtInTopology(reference), allFaults.find(({ name }) => name === fault)?.apply);
    const lab = await startLab({ topology });
    try {
      const { code, output } = await verify(lab);
      nights.push({ code, output, results: results(), junit: readFileSync(at('junit.xml'), 'utf8') });
    } finally {
      await lab.close();
    }
  }

  beforeAll(async () => {
    reports = mkdtempSync(join(tmpdir(), 'nights-'));
    await night();
    await night('route to spoke 2 missing');
    await night('routes missing in both directions');
    await night();
  }, 240_000);

  afterAll(() => rmSync(reports, { recursive: true }));

  const of = (place: number) => {
    const found = nights[place];
    if (!found) throw new Error(`there was no night ${String(place)}`);
    return found;
  };

  test('no exit code is another one for the baseline', () => {
    expect(nights.map(({ code }) => code)).toEqual([0, 1, 1, 0]);
  });

  test('the first has nothing to be compared with, and says so', () => {
    expect(of(0).output).toContain('Nothing is compared: under REPORT_DIR/runs there is no earlier run yet that judged all that was due.');
    expect(of(0).results.baseline).toBeUndefined();
  });

  test('the second tells what is newly red, and what changed in the network', () => {
    const { output, results: { baseline, cases, finishedAt } } = of(1);
    expect(output).toContain(`(${of(0).results.run})\n  New red: 6\n    [RT-02] the routes of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 send every other spoke's machines to the Route Server\n`);
    expect(output).toContain('  What changed in the network: 2\n    route tospoke2 of route table bluespoke1rt is gone: 10.2.1.0/24 → VirtualAppliance 10.0.1.4\n    the effective route 10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User) is gone on spoke1vm711_z1\n');
    expect(baseline).toMatchObject({ run: of(0).results.run, notes: [], settings: [] });
    expect(cases.filter(({ isNew }) => isNew).map(({ redSince }) => redSince)).toEqual(Array.from({ length: 6 }, () => finishedAt));
  });

  test('the third tells new reds apart from known ones, with since when these are red', () => {
    const { output, results: { cases, baseline }, junit } = of(2);
    const since = of(1).results.finishedAt;
    expect(output).toMatch(/ {2}New red: 2\n {4}\[RT-02\] the routes of subnet bluespoke2-vnet1.*\n {4}\[ER-02\] spoke2vm819_z1 .*\n {2}Still red: 6\n/);
    expect(cases.filter(({ isNew }) => isNew === false).map(({ redSince }) => redSince)).toEqual(Array.from({ length: 6 }, () => since));
    expect(baseline?.causes.new).toHaveLength(1);
    expect(junit).toContain('<property name="new red" value="2"/>');
    expect(junit.match(/<system-out>since the baseline: newly red/g)).toHaveLength(2);
    expect(junit.match(/<system-out>red since 20\d\d-/g)).toHaveLength(6);
    expect(casesWith(junit, 'failure')).toHaveLength(8);
  });

  test('the fourth tells what is no longer red, and since when it was', () => {
    const { output, results: { cases, baseline } } = of(3);
    expect(output).toContain('  No longer red: 8\n');
    expect(baseline?.cases.filter((change) => 'since' in change && change.since === of(1).results.finishedAt)).toHaveLength(6);
    expect(cases.some(({ redSince }) => redSince !== undefined)).toBe(false);
  });

  test('npm run diff tells the same of any two of them, and ends with 0, 1 or 2', async () => {
    const [first = '', second = '', , fourth = ''] = runs();
    const changed = await diff(at('runs', first), at('runs', second));
    expect([changed.code, changed.output]).toEqual([1, expect.stringContaining('  New red: 6\n')]);
    const json = await diff('--json', at('runs', first, 'results.json'), at('runs', second));
    expect(JSON.parse(json.output)).toEqual(of(1).results.baseline);
    expect(await diff(at('runs', first), at('runs', fourth))).toMatchObject({ code: 0, output: expect.stringContaining('  Nothing that was compared is different.\n') as unknown });
    expect(await diff(at('runs', first), at('nothing'))).toEqual({ code: 2, output: `${at('nothing')} is not there.\n` });
    expect(await diff(at('runs', first))).toMatchObject({ code: 2 });
    expect(await diff('--jsn', at('runs', first), at('runs', second))).toEqual({ code: 2, output: '--jsn: npm run diff has no such option. `npm run diff -- --help` shows more.\n' });
  }, 60_000);

  test('a baseline that is none is told in one sentence, and nothing is contacted', async () => {
    let requests = 0;
    const lab = await startLab({ topology: builtInTopology(reference), onExchange: () => { requests += 1; } });
    try {
      writeFileSync(at('other.json'), '{"a": 1}');
      const { code, output } = await verify(lab, { BASELINE_FILE: at('other.json') });
      expect(code).toBe(2);
      expect(output.split('\n')[0]).toBe(`BASELINE_FILE names ${at('other.json')}, which is no results.json of spokecheck’s: it does not say that spokecheck made it.`);
      expect(requests).toBe(0);
      expect(casesWith(readFileSync(at('junit.xml'), 'utf8'), 'error')).toEqual(['[BASELINE] the run that BASELINE_FILE names can be compared with']);
    } finally {
      await lab.close();
    }
  }, 60_000);

  test('the results.json of REPORT_DIR itself may be the baseline, with its survey, or without', async () => {
    const lab = await startLab({ topology: builtInTopology(reference) });
    const [, , third = ''] = runs();
    try {
      for (const name of ['results.json', 'survey.json']) copyFileSync(at('runs', third, name), at(name));
      expect((await verify(lab, { BASELINE_FILE: at('results.json') })).output).toContain('  What changed in the network: 4\n');
      copyFileSync(at('runs', third, 'results.json'), at('results.json'));
      const { code, output } = await verify(lab, { BASELINE_FILE: reports });
      expect(code).toBe(0);
      expect(output).toContain('  No longer red: 8\n');
      expect(output).toContain('  ! What changed in the network is not compared: of then, survey.json is of another survey.\n');
    } finally {
      await lab.close();
    }
  }, 120_000);
});
