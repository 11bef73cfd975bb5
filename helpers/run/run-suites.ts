/** Runs the suites on what was judged. What they work with, and what they record, lies in a folder of this run's own, which goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerdictRecord } from '../report/verdict-record';
import { readRecords } from '../report/verdict-record';
import type { RunFile } from '../suite/run-file';
import { runFileVariable, writeRunFile } from '../suite/run-file';
import type { JestResults, JestRun } from './run-jest';
import { runJest } from './run-jest';

export interface SuiteRun extends Omit<JestRun, 'records'> {
  /** Where the suites look for the name of the folder. */
  readonly env: NodeJS.ProcessEnv;
}

export interface SuiteResults {
  readonly files: JestResults;
  /** By title. */
  readonly verdicts: ReadonlyMap<string, VerdictRecord>;
}

export async function runSuites({ args, env, rootDir }: SuiteRun, run: Omit<RunFile, 'records'>): Promise<SuiteResults> {
  const folder = mkdtempSync(join(tmpdir(), 'spokecheck-run-'));
  try {
    const [runFile, records] = [join(folder, 'run.json'), join(folder, 'verdicts.jsonl')];
    writeRunFile(runFile, { ...run, records });
    env[runFileVariable] = runFile;
    const files = await runJest({ args, rootDir, records });
    return { files, verdicts: readRecords(records) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
