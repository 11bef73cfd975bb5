import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { version } from '../../package.json';
import type { Results } from '../report/results';
import type { ShardReading } from './shard-results';
import { readShard, sortShards } from './shard-results';

const results = (index: number, count: number, more: Partial<Results> = {}): Results => ({
  ...{ format: 1, tool: { name: 'spokecheck', version }, run: `run-${String(index)}`, startedAt: '2026-11-26T12:00:00Z', finishedAt: '2026-11-26T12:01:00Z', arguments: [] },
  deployment: { hubId: '/hub', spokeIds: [], surveyStartedAt: 'a', surveyFinishedAt: 'b', survey: 'sha256:1', expectations: {}, requests: { reads: 0, writes: 0 } },
  shard: { index, count },
  counts: { due: 0, selected: 0, judged: 0, proven: 0, passed: 0, failed: 0, inconclusive: 0, waived: 0, skipped: 0 },
  ...{ exitCode: 0, conclusion: '', cases: [], causes: [], notes: [], notLookedAt: [], names: {} },
  ...more,
});

describe('What a shard left', () => {
  let folder: string;
  let file: string;
  const read = (text: string): ShardReading => {
    writeFileSync(file, text);
    return readShard(file);
  };
  const whyNot = (text: string): string | undefined => {
    const reading = read(text);
    return reading.ok ? undefined : reading.problem.why;
  };
  const parts = (...all: Results[]): string[] => sortShards(all.map((one) => read(JSON.stringify(one))), 'sha256:1').problems.map(({ what, why }) => `${what} ${why}`.replaceAll(folder, '…'));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shard-'));
    file = join(folder, 'results.json');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read from its folder, or from the file itself', () => {
    expect(read(JSON.stringify(results(1, 2)))).toMatchObject({ ok: true, shard: { path: file, dir: folder, results: { run: 'run-1' } } });
    expect(readShard(folder)).toMatchObject({ ok: true, shard: { path: folder, dir: folder } });
  });

  test.each([
    ['cut', JSON.stringify(results(1, 2)).slice(0, -3), 'is no results.json of spokecheck’s, or was cut short'],
    ['another version’s', JSON.stringify(results(1, 2, { tool: { name: 'spokecheck', version: '9.9.9' } })), `is of spokecheck 9.9.9, and this is ${version}`],
    ['of a run that read nothing', JSON.stringify({ ...results(1, 2), deployment: undefined }), 'is of a run that ended before anything was judged'],
    ['of no shard', JSON.stringify({ ...results(1, 2), shard: undefined }), 'is of no shard: it was run without --shard'],
  ])('is refused where it is %s', (_, text, why) => {
    expect(whyNot(text)).toBe(why);
  });

  test('is one whole where each shard is there once, in whatever order', () => {
    expect(parts(results(2, 2), results(1, 2))).toEqual([]);
  });

  test('is none where shards are of another number', () => {
    expect(parts(results(1, 3), results(2, 3), results(3, 4))).toEqual(['shard 3 of 3 is missing', '…/results.json is shard 3 of 4, and others are of 3']);
  });

  test('is none where one is of another survey', () => {
    const { deployment } = results(2, 2);
    expect(parts(results(1, 2), results(2, 2, { ...(deployment && { deployment: { ...deployment, survey: 'sha256:2' } }) }))).toEqual(['shard 2 of 2 is missing', '…/results.json is of another survey']);
  });

  test('is none where nothing is left', () => {
    expect(readShard(join(folder, 'nowhere'))).toEqual({ ok: false, problem: { what: join(folder, 'nowhere'), why: 'is not there' } });
    expect(sortShards([], 'sha256:1')).toEqual({ shards: [], problems: [] });
  });
});
