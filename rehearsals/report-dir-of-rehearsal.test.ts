import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reportDirOfRehearsal } from './report-dir-of-rehearsal';

const from = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(from);
  rmSync(folder, { recursive: true });
});

describe('The reports of a rehearsal', () => {
  test('go into a folder of their own below that of real runs', () => {
    expect(reportDirOfRehearsal({})).toBe(join('reports', 'rehearsal'));
    expect(reportDirOfRehearsal({ REPORT_DIR: '' })).toBe(join('reports', 'rehearsal'));
  });

  test('go below the folder that .env names for real runs', () => {
    writeFileSync('.env', 'REPORT_DIR=evidence\n');
    expect(reportDirOfRehearsal({})).toBe(join('evidence', 'rehearsal'));
  });

  test('go where the shell says, whatever .env names', () => {
    writeFileSync('.env', 'REPORT_DIR=evidence\n');
    expect(reportDirOfRehearsal({ REPORT_DIR: '/somewhere/out' })).toBe('/somewhere/out');
  });
});

describe('The reports of a replay', () => {
  test('go into a folder of their own, where the survey would be overwritten', () => {
    expect(reportDirOfRehearsal({}, join('reports', 'survey.json'))).toBe(join('reports', 'replay'));
    expect(reportDirOfRehearsal({}, join('reports', 'rehearsal', 'survey.json'))).toBe(join('reports', 'rehearsal', 'replay'));
    expect(reportDirOfRehearsal({ REPORT_DIR: '/somewhere/out/' }, '/somewhere/out/survey.json')).toBe(join('/somewhere/out/', 'replay'));
  });

  test('go where those of any rehearsal go, where the survey lies elsewhere', () => {
    expect(reportDirOfRehearsal({}, join('last-night', 'survey.json'))).toBe(join('reports', 'rehearsal'));
    expect(reportDirOfRehearsal({}, join('reports', 'replay', 'survey.json'))).toBe(join('reports', 'rehearsal'));
    expect(reportDirOfRehearsal({ REPORT_DIR: 'out' }, join('reports', 'survey.json'))).toBe('out');
  });
});
