/** Runs the suites on what was judged. What they work with, and what they record, lies in the run's own folder. */
import { join } from 'node:path';
import type { RecordFile, VerdictRecord } from '../report/verdict-record';
import { readRecords } from '../report/verdict-record';
import type { RunFile } from '../suite/run-file';
import { runFileVariable, writeRunFile } from '../suite/run-file';
import type { JestResults, JestRun } from './run-jest';
import { runJest } from './run-jest';

export interface SuiteRun extends JestRun {
  /** Where the suites look for the name of the file that they work with. */
  readonly env: NodeJS.ProcessEnv;
  /** The run's own folder. */
  readonly runDir: string;
}

export interface SuiteResults {
  readonly files: JestResults;
  /** By title. */
  readonly verdicts: ReadonlyMap<string, VerdictRecord>;
}

/** Where the suites of a run record their verdicts. */
export const recordsOf = (runDir: string, runId: string): RecordFile => ({ file: join(runDir, 'verdicts.jsonl'), runId });

export async function runSuites({ args, env, rootDir, runDir, records, followed, spokeOf }: SuiteRun, run: Omit<RunFile, 'records'>): Promise<SuiteResults> {
  const runFile = join(runDir, 'run.json');
  writeRunFile(runFile, { ...run, records });
  env[runFileVariable] = runFile;
  const files = await runJest({ args, rootDir, records, followed, spokeOf });
  return { files, verdicts: readRecords(records) };
}
