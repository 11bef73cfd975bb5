import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reportDirOfReplay } from './report-dir-of-replay';

describe('The reports of a replay', () => {
  test('go into a folder of their own, where the survey would be overwritten', () => {
    expect(reportDirOfReplay('reports/survey.json', {})).toBe(join('reports', 'replay'));
    expect(reportDirOfReplay('/somewhere/out/survey.json', { REPORT_DIR: '/somewhere/out/' })).toBe(join('/somewhere/out/', 'replay'));
  });

  test('go where they always do, where the survey lies elsewhere', () => {
    expect(reportDirOfReplay('last-night/survey.json', {})).toBeUndefined();
    expect(reportDirOfReplay('reports/replay/survey.json', {})).toBeUndefined();
  });
});
