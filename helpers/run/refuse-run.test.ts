import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuseRun } from './refuse-run';

let reports: string;

beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'reports-'));
});

afterEach(() => {
  rmSync(reports, { recursive: true });
});

test('A refused run leaves a report with an error in place of an older one', async () => {
  writeFileSync(join(reports, 'junit.xml'), 'of yesterday');
  const file = await refuseRun({ env: { REPORT_DIR: reports }, lines: ['--watch: watching never ends.'] });
  expect(file).toBe(join(reports, 'junit.xml'));
  const junit = readFileSync(file, 'utf8');
  expect(junit).toContain('tests="1" failures="0" errors="1"');
  expect(junit).toContain('name="[ARGUMENTS] the run can be carried out with these arguments"');
  expect(junit).toContain('the arguments were refused, and nothing was contacted\n  --watch: watching never ends.');
  expect(junit).not.toContain('of yesterday');
});

test('The other files of the folder stay: the survey that was to be replayed may be among them', async () => {
  writeFileSync(join(reports, 'survey.json'), '{}');
  await refuseRun({ env: { REPORT_DIR: reports }, lines: [] });
  expect(readFileSync(join(reports, 'survey.json'), 'utf8')).toBe('{}');
});
