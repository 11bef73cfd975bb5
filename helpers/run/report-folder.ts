/**
 * REPORT_DIR: where a run leaves its reports. Everything that a run works with, and its reports until they are whole, lie in
 * `runs/<id>`, a folder of its own, and stay there for the last runs (KEEP_RUNS); one run at a time may put its reports into REPORT_DIR itself. Files that
 * spokecheck did not write stay.
 */
import { randomBytes } from 'node:crypto';
import { copyFileSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOurs } from './our-files';
import type { Holder } from './report-lock';
import { takeLock } from './report-lock';

export interface ReportFolder {
  /** As REPORT_DIR names it. */
  readonly dir: string;
  /** Unique, sorted by time: `20261126T120000Z-1f2e3d`. */
  readonly runId: string;
  /** `REPORT_DIR/runs/<id>`; it exists. */
  readonly runDir: string;
  /** The run that is writing into REPORT_DIR just now; absent where this one may. */
  readonly busyWith?: Holder;
  /** Takes the reports of an earlier run away, so that they are not taken for this one's. junit.xml is not among them: it is replaced. */
  removeOld(names: readonly string[]): void;
  /**
   * Puts a whole file from the run's folder into its place in REPORT_DIR as well; where another run holds that, it is in the run's folder alone.
   * Returns a sentence where it could not be put there. Throws for what the system refuses, e.g. a disk that is full.
   */
  publish(name: string): string | undefined;
  /** Where the reports are: REPORT_DIR, or the run's own folder. */
  reportsAt(): string;
  /** Ends the run's hold, and removes what it only worked with, and reports of more runs than are kept. Never throws. */
  release(): void;
}

/** One sentence, where there can be no report. */
export class NoReportFolder extends Error {
  override readonly name = 'NoReportFolder';
}

/**
 * @param keepRuns of so many runs that came to results the reports are kept, this one's among them
 * @throws NoReportFolder where nothing can be written, or where what is there cannot be replaced
 */
export function openReportFolder(dir: string, keepRuns: number): ReportFolder {
  const runId = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;
  const [runs, runDir] = [join(dir, 'runs'), join(dir, 'runs', runId)];
  const lock = sentenceOf(dir, () => {
    makeFolder(runDir);
    return takeLock(join(runs, 'lock'), runId);
  });
  const isHolder = 'release' in lock;
  if (isHolder) {
    const obstacle = obstacleAt(join(dir, 'junit.xml'));
    if (obstacle !== undefined) {
      lock.release();
      removeEmpty(runDir, runs);
      throw new NoReportFolder(obstacle);
    }
  }
  const left = new Set<string>();
  const published = new Set<string>();
  return {
    dir,
    runId,
    runDir,
    ...(!isHolder && { busyWith: lock }),
    removeOld(names) {
      if (!isHolder) return;
      for (const name of names.filter((each) => isOurs(join(dir, each)))) rmSync(join(dir, name));
    },
    publish(name) {
      const [from, to] = [join(runDir, name), join(dir, name)];
      const stay = (why: string): string => {
        left.add(name);
        return `${to} ${why}; this run's is ${from}.`;
      };
      if (!isHolder) return undefined;
      if (!lock.isHeld()) return stay('was taken over by another run');
      if (name !== 'junit.xml' && exists(to) && !isOurs(to)) return stay('was not written by spokecheck and is left as it is');
      const beside = `${to}.part`;
      copyFileSync(from, beside);
      renameSync(beside, to);
      published.add(name);
      return undefined;
    },
    reportsAt: () => (isHolder ? dir : runDir),
    release() {
      if (!isHolder) return;
      try {
        const isKept = (name: string): boolean => left.has(name) || (keepRuns > 0 && published.has('results.json') && published.has(name));
        for (const name of readdirSync(runDir).filter((each) => !isKept(each))) rmSync(join(runDir, name), { recursive: true, force: true });
        removeOldRuns(runs, keepRuns);
        lock.release();
      } catch {
        // What cannot be removed is no part of the report.
      }
      removeEmpty(runDir, runs);
    },
  };
}

/** The folder of a run. */
export const runName = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;

/** Of the runs that came to results, those before the last ones. What spokecheck did not write stays, and its folder. */
function removeOldRuns(runs: string, keepRuns: number): void {
  const finished = readdirSync(runs).filter((name) => runName.test(name) && isOurs(join(runs, name, 'results.json')));
  for (const folder of finished.sort().slice(0, Math.max(0, finished.length - keepRuns)).map((name) => join(runs, name))) {
    for (const name of readdirSync(folder).filter((each) => isOurs(join(folder, each)))) rmSync(join(folder, name), { force: true });
    removeEmpty(folder);
  }
}

/** Makes the folder and those above it. Node's own `recursive` never ends where a system says that a folder under one that exists is not there (/proc). */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    if (code !== 'ENOENT' || exists(dirname(path)) || dirname(path) === path) throw cause;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Why junit.xml could not be put there in the end. */
function obstacleAt(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) return `${file} is a folder, so that no report can be put there. Remove it, or give REPORT_DIR another folder.`;
  if (found?.isSymbolicLink() && !statSync(file, { throwIfNoEntry: false })) return `${file} is a link that leads nowhere, so that no report is put there. Remove it, or give REPORT_DIR another folder.`;
  return undefined;
}

function sentenceOf<T>(dir: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    const old = readable(join(dir, 'junit.xml')) ? ' The junit.xml there is of an earlier run.' : '';
    throw new NoReportFolder(`No report can be written into ${dir} (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}): REPORT_DIR must be a folder that this user may write to.${old}`);
  }
}

function readable(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

function removeEmpty(...folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // Something is left in it.
    }
  }
}

/** Writes a file whole: beside it, and then renamed. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.part`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}
