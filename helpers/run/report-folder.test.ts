import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReportFolder } from './report-folder';
import { NoReportFolder, openReportFolder, writeWhole } from './report-folder';

let dir: string;
let open: ReportFolder[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reports-'));
  open = [];
});

afterEach(() => {
  open.forEach((folder) => { folder.release(); });
  rmSync(dir, { recursive: true });
});

const openHere = (): ReportFolder => {
  const folder = openReportFolder(dir, 30);
  open.push(folder);
  return folder;
};

const results = (run: string): string => JSON.stringify({ format: 1, tool: { name: 'spokecheck', version: '1' }, run }, undefined, 2);
const inDir = (name: string): string => join(dir, name);
const text = (name: string): string => readFileSync(inDir(name), 'utf8');

describe('The folder of the reports', () => {
  test('is made, with those above it', () => {
    const folder = openReportFolder(join(dir, 'a', 'b'), 30);
    writeWhole(join(folder.runDir, 'junit.xml'), 'of this run');
    expect(folder.publish('junit.xml')).toBeUndefined();
    folder.release();
    expect(readdirSync(join(dir, 'a', 'b'))).toEqual(['junit.xml']);
  });

  test('keeps nothing that a run only worked with', () => {
    const folder = openHere();
    writeFileSync(join(folder.runDir, 'run.json'), '{}');
    folder.release();
    expect(readdirSync(dir)).toEqual([]);
  });

  test.each(['/proc/reports', '/dev/null/reports'])('cannot be %s, and that is one sentence', (path) => {
    expect(() => openReportFolder(path, 30)).toThrow(new RegExp(`^No report can be written into ${path} \\(E[A-Z]+\\): REPORT_DIR must be a folder that this user may write to\\.$`));
  });

  test('cannot hold a report where a folder or a link to nowhere has its name', () => {
    mkdirSync(inDir('junit.xml'));
    expect(openHere).toThrow(new NoReportFolder(`${inDir('junit.xml')} is a folder, so that no report can be put there. Remove it, or give REPORT_DIR another folder.`));
    rmSync(inDir('junit.xml'), { recursive: true });
    symlinkSync(inDir('nowhere'), inDir('junit.xml'));
    expect(openHere).toThrow(new NoReportFolder(`${inDir('junit.xml')} is a link that leads nowhere, so that no report is put there. Remove it, or give REPORT_DIR another folder.`));
    expect(readdirSync(dir)).toEqual(['junit.xml']);
  });
});

describe('Files of the same names', () => {
  test('that spokecheck wrote are taken away or replaced', () => {
    writeFileSync(inDir('results.json'), results('old'));
    writeFileSync(inDir('survey.json'), JSON.stringify({ format: 1, startedAt: 'x', hubId: 'y' }, undefined, 2));
    const folder = openHere();
    folder.removeOld(['survey.json']);
    expect(existsSync(inDir('survey.json'))).toBe(false);
    writeWhole(join(folder.runDir, 'results.json'), results('new'));
    folder.publish('results.json');
    expect(text('results.json')).toBe(results('new'));
  });

  test('that it did not write stay, and the report is in the folder of the run', () => {
    writeFileSync(inDir('results.json'), '{"mine": true}');
    const folder = openHere();
    folder.removeOld(['results.json']);
    writeWhole(join(folder.runDir, 'results.json'), results('new'));
    const kept = join(folder.runDir, 'results.json');
    expect(folder.publish('results.json')).toBe(`${inDir('results.json')} was not written by spokecheck and is left as it is; this run's is ${kept}.`);
    folder.release();
    expect(text('results.json')).toBe('{"mine": true}');
    expect(readFileSync(kept, 'utf8')).toBe(results('new'));
  });
});

describe('The reports of earlier runs', () => {
  /** Leaves the results of a run, as if it had ended at that time. */
  const earlier = (runId: string, name = 'results.json', content = results(runId)): void => {
    mkdirSync(join(dir, 'runs', runId), { recursive: true });
    writeFileSync(join(dir, 'runs', runId, name), content);
  };
  const runIds = (): string[] => readdirSync(inDir('runs')).filter((name) => name !== 'lock').sort();
  const finish = (folder: ReportFolder): void => {
    writeWhole(join(folder.runDir, 'results.json'), results(folder.runId));
    folder.publish('results.json');
    folder.release();
  };

  test('stay, those of so many runs, this one among them', () => {
    for (const id of ['20260101T000000Z-000001', '20260102T000000Z-000002', '20260103T000000Z-000003']) earlier(id);
    const folder = openReportFolder(dir, 2);
    finish(folder);
    expect(runIds()).toEqual(['20260103T000000Z-000003', folder.runId]);
    expect(readFileSync(join(dir, 'runs', folder.runId, 'results.json'), 'utf8')).toBe(text('results.json'));
  });

  test('do not stay where none are asked for', () => {
    earlier('20260101T000000Z-000001');
    finish(openReportFolder(dir, 0));
    expect(readdirSync(dir)).toEqual(['results.json']);
  });

  test('stay where a run came to no results', () => {
    earlier('20260101T000000Z-000001');
    const folder = openReportFolder(dir, 1);
    writeWhole(join(folder.runDir, 'junit.xml'), 'a setting was wrong');
    folder.publish('junit.xml');
    folder.release();
    expect(runIds()).toEqual(['20260101T000000Z-000001']);
  });

  test('that spokecheck did not write stay whatever their number, and so do folders of other names', () => {
    earlier('20260101T000000Z-000001', 'results.json', '{}');
    earlier('20260102T000000Z-000002');
    earlier('20260102T000000Z-000002', 'notes.txt', 'mine');
    earlier('archive');
    const folder = openReportFolder(dir, 1);
    finish(folder);
    expect(runIds()).toEqual(['20260101T000000Z-000001', '20260102T000000Z-000002', folder.runId, 'archive']);
    expect(readdirSync(join(dir, 'runs', '20260102T000000Z-000002'))).toEqual(['notes.txt']);
  });
});

describe('Of two runs into one folder', () => {
  test('the second leaves its report in its own folder, and nothing of the first is touched', () => {
    const [first, second] = [openHere(), openHere()];
    expect(second.busyWith).toMatchObject({ runId: first.runId, pid: process.pid });
    writeWhole(join(first.runDir, 'junit.xml'), 'of the first');
    first.publish('junit.xml');
    writeWhole(join(second.runDir, 'junit.xml'), 'of the second');
    second.publish('junit.xml');
    expect(second.reportsAt()).toBe(second.runDir);
    first.release();
    second.release();
    expect(text('junit.xml')).toBe('of the first');
    expect(readFileSync(join(second.runDir, 'junit.xml'), 'utf8')).toBe('of the second');
    expect(openHere().busyWith).toBeUndefined();
  });

  test('one whose process was killed holds nothing', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    mkdirSync(inDir('runs'));
    const stat = readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8');
    const lock = { runId: 'x', pid: child.pid, host: hostname(), since: 'then', began: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] };
    writeFileSync(inDir('runs/lock'), JSON.stringify(lock));
    expect(openHere().busyWith).toMatchObject({ runId: 'x' });
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(openHere().busyWith).toBeUndefined();
  });

  test('one whose number a later process has been given holds nothing', () => {
    mkdirSync(inDir('runs'));
    writeFileSync(inDir('runs/lock'), JSON.stringify({ runId: 'x', pid: process.pid, host: hostname(), since: 'then', began: 'another time' }));
    expect(openHere().busyWith).toBeUndefined();
  });

  test('one that was taken over says so, and puts nothing in place', () => {
    const folder = openHere();
    writeFileSync(inDir('runs/lock'), JSON.stringify({ runId: 'y', pid: process.pid, host: hostname(), since: 'then', began: 'then' }));
    writeWhole(join(folder.runDir, 'junit.xml'), 'of this run');
    expect(folder.publish('junit.xml')).toMatch(/junit\.xml was taken over by another run; this run's is /);
    expect(existsSync(inDir('junit.xml'))).toBe(false);
  });
});

describe('The first act of a run', () => {
  const first = (...args: string[]): number | null => spawnSync(process.execPath, ['-r', join(__dirname, '..', '..', 'bin', 'first.cjs'), join(__dirname, '..', '..', 'rehearsals', 'skip-reasons.cjs'), ...args], { env: { REPORT_DIR: dir }, cwd: dir }).status;

  test('leaves no old report behind', () => {
    writeFileSync(inDir('junit.xml'), '<testsuites name="spokecheck" failures="0"/>');
    expect(first()).toBe(0);
    expect(text('junit.xml')).toContain('errors="1"');
    expect(readdirSync(dir)).toEqual(['junit.xml']);
  });

  test('touches nothing where only help is asked for, or another run is writing', () => {
    writeFileSync(inDir('junit.xml'), 'green');
    first('--help');
    expect(text('junit.xml')).toBe('green');
    openHere();
    first();
    expect(text('junit.xml')).toBe('green');
  });
});
