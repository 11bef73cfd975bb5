/** Where the reports go, and how long a run may take before it concludes. The folder must be known even when no other setting can be read, as a report is written then, too. */
import { path, seconds, wholeNumber } from './forms';
import type { Runner } from './runner';
import { expandHome, thisRunner } from './runner';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import { quote } from './quote';
import type { Environment } from './variables';
import { readVariables } from './variables';

export const reportForms = { REPORT_DIR: path, KEEP_RUNS: wholeNumber(0, 10_000), RUN_TIMEOUT: seconds(1, 604_800) };

/** Hosted pipelines end a job after an hour, and then there would be no report. */
const defaultRunTimeoutMs = 3_300_000;

export interface ReportSettings {
  /** As named, with a leading `~` expanded: it may be relative. */
  readonly reportDir: string;
  /** Of so many runs the reports are kept under REPORT_DIR/runs. */
  readonly keepRuns: number;
  /** How long the whole run may take. */
  readonly runTimeoutMs: number;
}

const defaultDir = 'reports';

const defaultKept = 30;

export function readReportSettings(env: Environment, runner: Runner): Checked<ReportSettings> {
  const { values, mistakes } = readVariables(reportForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const dir = expandHome(values.REPORT_DIR ?? defaultDir, runner);
  const find = runner.look(dir);
  if (find === 'directory' || find === 'nothing') return valid({ reportDir: dir, keepRuns: values.KEEP_RUNS ?? defaultKept, runTimeoutMs: values.RUN_TIMEOUT ?? defaultRunTimeoutMs });
  const what = find === 'unknown' ? 'which cannot be looked at' : 'which is no folder';
  return invalid([{ variable: 'REPORT_DIR', wrong: `names ${quote(dir)}, ${what}`, expected: 'a folder, or a path where one can be made' }]);
}

/** The folder that REPORT_DIR names, or the default one where it cannot be used. */
export function reportDirOf(env: Environment, runner: Runner = thisRunner): string {
  const report = readReportSettings({ REPORT_DIR: env.REPORT_DIR }, runner);
  return report.ok ? report.value.reportDir : defaultDir;
}

/** KEEP_RUNS, or the default where it cannot be used. */
export function keepRunsOf(env: Environment, runner: Runner = thisRunner): number {
  const report = readReportSettings({ KEEP_RUNS: env.KEEP_RUNS }, runner);
  return report.ok ? report.value.keepRuns : defaultKept;
}
