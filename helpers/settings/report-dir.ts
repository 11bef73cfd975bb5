/** Where the reports go. It must be known even when no other setting can be read, as a report is written then, too. */
import { path } from './forms';
import type { Runner } from './runner';
import { expandHome, thisRunner } from './runner';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import { quote } from './quote';
import type { Environment } from './variables';
import { readVariables } from './variables';

export const reportForms = { REPORT_DIR: path };

const defaultDir = 'reports';

export function readReportDir(env: Environment, runner: Runner): Checked<string> {
  const { values, mistakes } = readVariables(reportForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const dir = expandHome(values.REPORT_DIR ?? defaultDir, runner);
  const find = runner.look(dir);
  if (find === 'directory' || find === 'nothing') return valid(dir);
  const what = find === 'unknown' ? 'which cannot be looked at' : 'which is no folder';
  return invalid([{ variable: 'REPORT_DIR', wrong: `names ${quote(dir)}, ${what}`, expected: 'a folder, or a path where one can be made' }]);
}

/** The folder that REPORT_DIR names, or the default one where it cannot be used. */
export function reportDirOf(env: Environment, runner: Runner = thisRunner): string {
  const dir = readReportDir(env, runner);
  return dir.ok ? dir.value : defaultDir;
}
