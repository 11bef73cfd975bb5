import { z } from 'zod';
import { describeIssue, issueLine, readJson } from './json-file';

const schema = z.strictObject({ name: z.string().min(1), ids: z.record(z.string(), z.object({ list: z.array(z.number()) })) });

const linesOf = (json: unknown): string[] => schema.safeParse(json, { error: describeIssue }).error?.issues.map(issueLine) ?? [];

test('a place is written as in code, and a key that is no name in quotes', () => {
  expect(linesOf({ name: '', ids: { '/a/b': { list: [1, 'x'] }, 'c': {} }, more: 1 })).toEqual([
    'name: is empty',
    'ids["/a/b"].list[1]: "x" is no number',
    'ids.c.list: is missing',
    'the file: unknown key "more"',
  ]);
});

test('a missing file is reported with its path', () => {
  expect(readJson('/nowhere/file.json')).toMatchObject({ mistake: "/nowhere/file.json: ENOENT: no such file or directory, open '/nowhere/file.json'" });
});
