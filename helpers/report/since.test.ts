import { describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import type { Results } from './results';
import { resultsSchema } from './results';
import { compareRuns, withSince } from './since';
import { mostLines, sinceLines } from './since-lines';

const [monday, tuesday, wednesday] = ['2026-11-23T00:00:00.000Z', '2026-11-24T00:30:00.000Z', '2026-11-25T00:31:00.000Z'];

type OneCase = Results['cases'][number];

const one = (title: string, verdict: OneCase['verdict'], more: Partial<OneCase> = {}): OneCase => ({ check: /^\[(.*?)\]/.exec(title)?.[1] ?? '', suite: 's', title, verdict, subjects: [], findings: [], advisories: [], basis: [], milliseconds: 1, ...more });

const results = (run: string, finishedAt: string, cases: readonly OneCase[], more: Partial<Results> = {}): Results => ({
  ...{ format: 1, tool: { name: 'spokecheck', version: '1.0.0' }, run, startedAt: finishedAt, finishedAt, arguments: [] },
  deployment: { hubId: '/hub', spokeIds: [], surveyStartedAt: 'a', surveyFinishedAt: 'b', survey: 'sha256:1', expectations: { sshPort: 22 }, requests: { reads: 0, writes: 0 } },
  counts: { due: cases.length, selected: cases.length, judged: 0, proven: 0, passed: 0, failed: 0, inconclusive: 0, waived: 0, skipped: 0 },
  ...{ exitCode: 1, conclusion: '', cases: [...cases], causes: [], notes: [], notLookedAt: [], names: {} },
  ...more,
});

const cause = (key: string, sentence?: string): Results['causes'][number] => ({ key, finding: { kind: 'x' }, explains: ['[RT-02] one', '[RT-02] two'], ...(sentence !== undefined && { sentence }) });

const linesOf = (before: Results, now: Results, surveys = false): string[] => {
  const survey = surveys ? { survey: deployment().survey } : { noSurvey: 'survey.json is not there' };
  return sinceLines(compareRuns({ results: before, ...survey }, { results: now, ...(surveys && { survey: deployment((draft) => { draft.table1.routes = []; }).survey }) }).since);
};

describe('What changed since another run', () => {
  const before = results('r1', tuesday, [one('[RT-02] a', 'pass'), one('[RT-02] b', 'fail', { redSince: monday }), one('[RT-02] c', 'cannot-tell'), one('[RT-02] d', 'pass'), one('[RT-02] e', 'fail')], { causes: [cause('k1', 'b is wrong'), cause('k2')] });
  const now = results('r2', wednesday, [one('[RT-02] a', 'fail'), one('[RT-02] b', 'fail'), one('[RT-02] c', 'pass'), one('[RT-02] f', 'cannot-tell'), one('[RT-02] g', 'pass')], {
    causes: [cause('k1', 'b is wrong'), cause('k3', 'a is wrong')],
    deployment: { hubId: '/hub', spokeIds: [], surveyStartedAt: 'a', surveyFinishedAt: 'b', survey: 'sha256:2', expectations: { sshPort: 2222 }, requests: { reads: 0, writes: 0 } },
  });

  test('is told verdicts first, then causes, then the network', () => {
    expect(linesOf(before, now, true)).toEqual([
      'Since 2026-11-24 00:30 UTC (r1)',
      '  New red: 2',
      '    [RT-02] a',
      '    [RT-02] f (was no check, cannot be told now)',
      '  Still red: 1',
      '    [RT-02] b, since 2026-11-23 00:00 UTC',
      '  No longer red: 1',
      '    [RT-02] c (passes; was red since 2026-11-24 00:30 UTC)',
      '  Checks that are new: 1',
      '    [RT-02] g',
      '  Checks that are gone: 2',
      '    [RT-02] e (failed)',
      '    [RT-02] d',
      '  New causes: 1',
      '    a is wrong',
      '  Causes that are gone: 1',
      '    what explains [RT-02] one and [RT-02] two',
      '  Settings that are different: 1',
      '    SSH_PORT',
      '  What changed in the network: 1',
      '    route tospoke2 of route table bluespoke1rt is gone: 10.2.1.0/24 → VirtualAppliance 10.0.1.4',
      '',
    ]);
  });

  test('is in results.json as its schema says, and each red case says since when', () => {
    const compared = withSince(now, compareRuns({ results: before, survey: deployment().survey }, { results: now, survey: deployment((draft) => { draft.table1.routes = []; }).survey }));
    const read = resultsSchema.parse(JSON.parse(JSON.stringify(compared)));
    expect(read).toEqual(JSON.parse(JSON.stringify(compared)));
    expect(read.cases.map(({ redSince, isNew }) => [redSince, isNew])).toEqual([[wednesday, true], [monday, false], [undefined, undefined], [wednesday, true], [undefined, undefined]]);
    expect(read.baseline).toMatchObject({ run: 'r1', finishedAt: tuesday, network: [{ change: { kind: 'route-changed', routes: [{ name: 'tospoke2' }] } }] });
    expect([read.exitCode, read.counts, read.cases.map(({ verdict }) => verdict)]).toEqual([now.exitCode, now.counts, now.cases.map(({ verdict }) => verdict)]);
  });

  test('may be nothing', () => {
    const { differs, since } = compareRuns({ results: before, survey: deployment().survey }, { results: before, survey: deployment().survey });
    expect(differs).toBe(false);
    expect(sinceLines(since)).toEqual(['Since 2026-11-24 00:30 UTC (r1)', '  Still red: 3', '    [RT-02] b, since 2026-11-23 00:00 UTC', '    [RT-02] c, since 2026-11-24 00:30 UTC', '    [RT-02] e, since 2026-11-24 00:30 UTC', '']);
    const green = results('r0', tuesday, [one('[RT-02] a', 'pass')]);
    expect(linesOf(green, green)).toEqual(['Since 2026-11-24 00:30 UTC (r0)', '  Nothing that was compared is different.', '  ! What changed in the network is not compared: of then, survey.json is not there.', '']);
  });

  test.each<[string, Partial<Results>, string]>([
    ['of another hub', { deployment: { ...(before.deployment as NonNullable<Results['deployment']>), hubId: '/other' } }, 'The run of then is of another hub, /other: only what both have is compared.'],
    ['of a part', { counts: { ...before.counts, due: 9 } }, 'The run of then judged a part of its checks: what it left out is not compared.'],
    ['of another version', { tool: { name: 'spokecheck', version: '0.9.0' } }, 'The run of then is of spokecheck 0.9.0, and this one of 1.0.0: what is different may be so for that.'],
    ['of a run that judged nothing', { deployment: undefined }, 'The run of then ended before anything was judged, so that nothing can be told to be new.'],
  ])('is told with its limits where the other run is %s', (_, more, note) => {
    expect(linesOf({ ...before, ...more }, now, true)).toContain(`  ! ${note}`);
  });

  test('says so where this run judged a part, and where cases stand for more than they did', () => {
    expect(linesOf(before, { ...now, counts: { ...now.counts, due: 9 } }, true)).toContain('  ! This run judged a part of its checks: the others are not compared.');
    const targets = { passed: 1, failed: 3, untold: 0, skipped: 0, others: [] };
    const lines = linesOf(results('r1', tuesday, [one('[ER-02] a to b', 'fail')]), results('r2', wednesday, [one('[ER-02] a to all', 'fail', { targets })]), true);
    expect(lines).toContain('  ! The cases of ER-02 stand for one pair in the one run and for all pairs of a NIC in the other, so that what is new among them is not told.');
    expect(lines).toContain('  Red, and not known whether it was: 1');
  });

  test('tells of a case for many pairs how many are red, and of one that could not be told that it fails', () => {
    const targets = (failed: number): OneCase['targets'] => ({ passed: 1, failed, untold: 0, skipped: 0, others: [] });
    expect(linesOf(results('r1', tuesday, [one('[ER-02] a', 'fail', { targets: targets(3) }), one('[RT-02] b', 'cannot-tell')]), results('r2', wednesday, [one('[ER-02] a', 'fail', { targets: targets(1200) }), one('[RT-02] b', 'fail')]), true).slice(1, 4)).toEqual([
      '  Still red: 2',
      '    [ER-02] a, since 2026-11-24 00:30 UTC; 1,200 of its pairs, 3 before',
      '    [RT-02] b, since 2026-11-24 00:30 UTC; it could not be told before, and fails now',
    ]);
  });

  test('says so where a survey is of another shape', () => {
    const { survey } = deployment();
    const strange = { ...survey, virtualNetworks: { x: { status: 'read', value: null } } } as never;
    expect(sinceLines(compareRuns({ results: before, survey: strange }, { results: now, survey }).since).at(-2)).toMatch(/^ {2}! What changed in the network is not compared: one of the surveys is of another shape \(.*\)\.$/);
  });

  test('is short, however much it is', () => {
    const many = (verdict: OneCase['verdict']): OneCase[] => Array.from({ length: 500 }, (_, place) => one(`[RT-02] ${String(place)}`, verdict));
    const lines = linesOf(results('r1', tuesday, many('pass')), results('r2', wednesday, many('fail')));
    expect(lines.slice(1, 3)).toEqual(['  New red: 500', '    [RT-02] 0']);
    expect(lines[2 + mostLines]).toBe('    … and 480 more');
    expect(lines.length).toBeLessThan(mostLines + 6);
  });
});
