/** A run that is refused before anything is contacted leaves a junit.xml with an error, in place of one of an earlier run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeJUnit } from '../report/junit';
import { loadEnvironment } from '../settings/dotenv';
import { reportDirOf } from '../settings/settings';

export interface RefusedRun {
  /** Where REPORT_DIR may be set. */
  readonly env: NodeJS.ProcessEnv;
  /** What the run cannot do, in lines for people. */
  readonly lines: readonly string[];
}

/** Resolves with the path of the report. Rejects where it cannot be written, or `.env` cannot be read. */
export async function refuseRun({ env, lines }: RefusedRun): Promise<string> {
  const reportDir = reportDirOf(loadEnvironment(env));
  mkdirSync(reportDir, { recursive: true });
  const file = join(reportDir, 'junit.xml');
  await writeJUnit({
    file,
    outcomes: [
      {
        suite: 'Command line',
        title: '[ARGUMENTS] the run can be carried out with these arguments',
        verdict: { verdict: 'cannot-tell', reason: 'the arguments were refused, and nothing was contacted', evidence: lines },
        durationMs: 0,
      },
    ],
    properties: {},
    startTime: Date.now(),
  });
  return file;
}
