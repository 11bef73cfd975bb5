/** What `verify` leaves for the suites: the survey that was read, and what is expected of it. Holds no secret. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Deployment } from '../estate/deployment';

export interface RunFile {
  readonly deployment: Deployment;
  /** Where the suites record their verdicts. */
  readonly records: string;
}

/** Names the run file for the suites, which run in processes and contexts of their own. */
export const runFileVariable = 'SPOKECHECK_RUN';

export const writeRunFile = (file: string, run: RunFile): void => {
  writeFileSync(file, JSON.stringify(run));
};

/** Throws where there is none: the suites judge what was read, and nothing was. */
export function readRunFile(env: NodeJS.ProcessEnv): RunFile {
  const file = env[runFileVariable];
  if (!file) throw new Error('There is no survey to judge. Start the suites with `npm run verify` or `npm run rehearse`.');
  return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
}
