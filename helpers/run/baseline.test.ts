import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import type { Results } from '../report/results';
import type { Baseline } from './baseline';
import { baselineFor } from './baseline';
import { readRunRecord } from './run-record';
import { surveyFileOf } from './survey-file';

const written = surveyFileOf(deployment(), { reads: 1, writes: 0 });

const results = (more: Partial<Results> = {}): Results => ({
  ...{ format: 1, tool: { name: 'spokecheck', version: '1.0.0' }, run: 'r1', startedAt: '2026-11-26T12:00:00Z', finishedAt: '2026-11-26T12:01:00Z', arguments: [] },
  deployment: { hubId: '/hub', spokeIds: [], surveyStartedAt: 'a', surveyFinishedAt: 'b', survey: written.checksum, expectations: {}, requests: { reads: 0, writes: 0 } },
  counts: { due: 0, selected: 0, judged: 0, proven: 0, passed: 0, failed: 0, inconclusive: 0, waived: 0, skipped: 0 },
  ...{ exitCode: 0, conclusion: '', cases: [], causes: [], notes: [], notLookedAt: [], names: {} },
  ...more,
});

let dir: string;
const at = (...names: string[]): string => join(dir, ...names);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'baseline-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

describe('What an earlier run left', () => {
  const leave = (text: string, survey: string | undefined = written.text): void => {
    writeFileSync(at('results.json'), text);
    if (survey !== undefined) writeFileSync(at('survey.json'), survey);
  };

  test('is read from its folder or from the file, with the survey that was judged', () => {
    leave(JSON.stringify(results(), undefined, 2));
    for (const path of [dir, at('results.json')]) expect(readRunRecord(path)).toMatchObject({ ok: true, record: { results: { run: 'r1' }, survey: { hubId: deployment().survey.hubId } } });
  });

  test.each([
    ['not there', undefined, 'survey.json is not there'],
    ['of another run', surveyFileOf(deployment((draft) => { draft.table1.routes = []; }), { reads: 1, writes: 0 }).text, 'survey.json is of another survey'],
    ['edited', written.text.replace('10.2.1.0/24', '10.9.1.0/24'), 'survey.json does not match its checksum: it was edited, or cut short'],
  ])('has no survey where that is %s', (_, survey, why) => {
    writeFileSync(at('results.json'), JSON.stringify(results()));
    if (survey !== undefined) writeFileSync(at('survey.json'), survey);
    const reading = readRunRecord(dir);
    expect(reading).toMatchObject({ ok: true, record: { noSurvey: why } });
    expect(reading.ok && reading.record.survey).toBeUndefined();
  });

  test.each([
    ['no JSON', '{"format": 1', 'is no results.json of spokecheck’s: it is no JSON, or was cut short'],
    ['null', 'null', 'is no results.json of spokecheck’s: it does not say that spokecheck made it'],
    ['something else', '{"format": 1}', 'is no results.json of spokecheck’s: it does not say that spokecheck made it'],
    ['of a later format', JSON.stringify({ ...results(), format: 2 }), 'is of format 2, and this spokecheck reads format 1'],
    ['not as its schema says', JSON.stringify({ ...results(), cases: [{ check: 7 }] }), 'is no results.json of spokecheck’s: cases.0.check is not as its schema says'],
  ])('is refused where it is %s', (_, text, why) => {
    leave(text);
    expect(readRunRecord(dir)).toEqual({ ok: false, file: at('results.json'), why });
  });

  test('is refused where it is nested without end', () => {
    leave(`{"format": 1, "tool": {"name": "spokecheck"}, "cases": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expect(readRunRecord(dir)).toMatchObject({ ok: false, file: at('results.json') });
  });

  test('is refused where it is not there, or no file', () => {
    expect(readRunRecord(at('nothing.json'))).toEqual({ ok: false, file: at('nothing.json'), why: 'is not there' });
    expect(readRunRecord(dir)).toEqual({ ok: false, file: at('results.json'), why: 'is not there' });
    mkdirSync(at('results.json'));
    expect(readRunRecord(dir)).toEqual({ ok: false, file: at('results.json'), why: 'is no file' });
  });
});

describe('BASELINE_FILE', () => {
  const ids = ['20261120T000000Z-000001', '20261121T000000Z-000002', '20261122T000000Z-000003'] as const;
  const left = (id: string, more: Partial<Results> = {}): void => {
    mkdirSync(at('runs', id), { recursive: true });
    writeFileSync(at('runs', id, 'results.json'), JSON.stringify(results({ run: id, ...more }), undefined, 2));
  };
  const last = (): Baseline => baselineFor({ baseline: { kind: 'last' } }, { dir, runId: '20261123T000000Z-000004' });
  const runOf = (baseline: Baseline): string | undefined => (baseline.kind === 'run' ? baseline.record.results.run : baseline.kind);

  test('unset compares with nothing', () => {
    expect(baselineFor({}, { dir, runId: 'r' })).toEqual({ kind: 'none' });
  });

  test('as a path takes that run, or refuses it in one sentence', () => {
    left(ids[0]);
    expect(runOf(baselineFor({ baseline: { kind: 'path', path: at('runs', ids[0]) } }, { dir, runId: 'r' }))).toBe(ids[0]);
    expect(baselineFor({ baseline: { kind: 'path', path: at('x.json') } }, { dir, runId: 'r' })).toEqual({ kind: 'refused', line: `BASELINE_FILE names ${at('x.json')}, which is not there.` });
  });

  test('as `last` takes the newest', () => {
    expect(runOf(last())).toBe('first');
    for (const id of ids) left(id);
    mkdirSync(at('runs', 'kept'));
    expect(runOf(last())).toBe(ids[2]);
  });

  test.each<[string, Partial<Results>]>([
    ['was cut short', { endedBy: 'it was ended by SIGTERM' }],
    ['judged nothing', { deployment: undefined }],
    ['judged a part', { counts: { ...results().counts, due: 44, selected: 2 } }],
    ['is of another format', { format: 2 as 1 }],
  ])('as `last` goes past a run that %s', (_, more) => {
    left(ids[0]);
    left(ids[1], more);
    expect(runOf(last())).toBe(ids[0]);
  });

  test('as `last` never takes the run itself', () => {
    left(ids[0]);
    left('20261123T000000Z-000004');
    expect(runOf(last())).toBe(ids[0]);
  });
});
