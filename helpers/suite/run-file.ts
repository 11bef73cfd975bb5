/** What `verify` leaves for the suites: what was read and expected, and what was judged of it. Legible, and without a secret. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Case, ProbeCase } from '../checks/check';
import type { Day } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import { printableData } from '../printable/printable';
import type { Redacts } from '../printable/redacts';
import type { RecordFile } from '../report/verdict-record';

export interface RunFile {
  readonly deployment: Deployment;
  /** That the run began on, by UTC: by it waivers hold. */
  readonly day: Day;
  /** Judged once, after the last round of convergence. */
  readonly cases: readonly Case[];
  /** What the suites probe. */
  readonly probes: readonly (ProbeCase | Case)[];
  /** Where the suites record their verdicts, and for which run. */
  readonly records: RecordFile;
  /** Where all of the above is redacted: what logins are made by. */
  readonly truth?: Truth;
}

export interface Truth {
  readonly deployment: Deployment;
  /** Those of the run file, in the same order. */
  readonly probes: readonly (ProbeCase | Case)[];
  readonly redacts: Redacts;
  /** By which addresses are mapped, where a setting says. */
  readonly key?: string;
}

/** Names the run file for the suites, which run in processes and contexts of their own. */
export const runFileVariable = 'SPOKECHECK_RUN';

/** What is probed stays as it is, since names are compared there; a machine may well be named like a password. */
export const writeRunFile = (file: string, run: RunFile): void => {
  writeFileSync(file, JSON.stringify({ ...printableData({ deployment: run.deployment, cases: run.cases }), probes: run.probes, day: run.day, records: run.records, truth: run.truth }), { mode: 0o600 });
};

/** Throws where there is none: the suites judge what was read, and nothing was. */
export function readRunFile(env: NodeJS.ProcessEnv): RunFile {
  const file = env[runFileVariable];
  if (!file) throw new Error('There is no survey to judge. Start the suites with `npm run verify` or `npm run rehearse`.');
  return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
}
