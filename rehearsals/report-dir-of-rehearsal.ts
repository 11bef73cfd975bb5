/**
 * Where the reports of a rehearsal go: every run begins by removing the old ones, and those of a real run must not be among them, nor the
 * survey that is replayed.
 */
import { dirname, join, resolve } from 'node:path';
import { loadEnvironment } from '../helpers/settings/dotenv';
import { reportDirOf } from '../helpers/settings/settings';
import { isSet } from '../helpers/settings/variables';

/**
 * Where the shell names REPORT_DIR, that one; else a folder of their own below the one that real runs report into, which `.env` may name.
 * @param survey the file that is replayed; a replay of a survey in one of these folders reports beside it
 */
export function reportDirOfRehearsal(shell: NodeJS.ProcessEnv, survey?: string): string {
  const realRuns = reportDirOf(environmentOf(shell));
  const rehearsals = isSet(shell, 'REPORT_DIR') ? realRuns : join(realRuns, 'rehearsal');
  const beside = [realRuns, rehearsals].find((dir) => survey !== undefined && dirname(resolve(survey)) === resolve(dir));
  return beside === undefined ? rehearsals : join(beside, 'replay');
}

/** A `.env` that cannot be read is for the run to report. */
function environmentOf(shell: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  try {
    return loadEnvironment(shell);
  } catch {
    return shell;
  }
}
