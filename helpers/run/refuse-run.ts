/** A run that is refused before anything is contacted leaves a junit.xml with an error, and a report.html and a summary.md with the reason, in place of those of an earlier run. */
import { join } from 'node:path';
import { version } from '../../package.json';
import { hideSecretsOf } from '../printable/secret-variables';
import { conclude } from '../report/conclusion';
import { writeJUnit } from '../report/junit';
import { resultsOf } from '../report/results-of';
import { loadEnvironment } from '../settings/dotenv';
import { keepRunsOf, reportDirOf } from '../settings/settings';
import { reportsInto } from './conclude-run';
import { outcomeOf } from './part';
import { redactOutput } from './redacting';
import { openReportFolder } from './report-folder';

export interface RefusedRun {
  /** Where REPORT_DIR may be set. */
  readonly env: NodeJS.ProcessEnv;
  /** What the run cannot do, in lines for people. */
  readonly lines: readonly string[];
}

/** Resolves with the path of the report. Rejects where it cannot be written, or `.env` cannot be read. */
export async function refuseRun({ env, lines }: RefusedRun): Promise<string> {
  const loaded = loadEnvironment(env);
  hideSecretsOf(loaded);
  redactOutput(loaded);
  const folder = openReportFolder(reportDirOf(loaded), keepRunsOf(loaded));
  try {
    const startTime = Date.now();
    const outcome = outcomeOf('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'the arguments were refused, and nothing was contacted', lines);
    await writeJUnit({ file: join(folder.runDir, 'junit.xml'), outcomes: [outcome], properties: { run: folder.runId }, startTime });
    folder.publish('junit.xml');
    const results = resultsOf({ version, runId: folder.runId, startTime, endTime: Date.now(), args: [], outcomes: [outcome], conclusion: conclude([outcome], []) });
    const reports = reportsInto(folder, () => undefined);
    await reports.page(results);
    await reports.summary(results);
    return join(folder.reportsAt(), 'junit.xml');
  } finally {
    folder.release();
  }
}
