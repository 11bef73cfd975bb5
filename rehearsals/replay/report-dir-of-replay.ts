/** Where the reports of a replay go: every run begins by removing the old ones, and the survey that is replayed may be among them. */
import { dirname, join, resolve } from 'node:path';
import { loadEnvironment } from '../../helpers/settings/dotenv';
import { reportDirOf } from '../../helpers/settings/settings';

/** A folder of their own where the survey lies in the report folder; undefined where the run may go on as it is. */
export function reportDirOfReplay(survey: string, env: NodeJS.ProcessEnv): string | undefined {
  const dir = reportDirOf(loadEnvironment(env));
  return dirname(resolve(survey)) === resolve(dir) ? join(dir, 'replay') : undefined;
}
