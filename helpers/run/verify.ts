/** The whole run: settings, survey, suites, conclusion. It leaves a junit.xml however it ends, and never an old one. */
import { printableLine } from '../printable/printable';
import type { Redacts } from '../printable/redacts';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import type { LoginNews } from '../report/login-progress';
import { loadEnvironment } from '../settings/dotenv';
import { keepRunsOf, reportDirOf } from '../settings/settings';
import { concludeRun, reportsInto } from './conclude-run';
import type { Ending } from './ending';
import { begin, judgeDeployment } from './judge-deployment';
import { endUnder, redactOutput, toldFailure } from './redacting';
import type { Part } from './part';
import { cutShort, inconclusive } from './part';
import type { ReportFolder } from './report-folder';
import { NoReportFolder, openReportFolder } from './report-folder';
import type { SurveyNews } from './survey-deployment';

/** Shows how a run gets on. */
export interface Progress extends SurveyNews {
  /** The survey is over. */
  readonly end: () => void;
  /** One more login has ended. */
  readonly onLogin: (news: LoginNews) => void;
}

export interface Verification {
  /** Jest's own arguments. */
  readonly args: readonly string[];
  /** The environment; values of the .env file are added to it, as the suites read it too. */
  readonly env: NodeJS.ProcessEnv;
  /** The package root. */
  readonly rootDir: string;
  readonly print: (line: string) => void;
  readonly progress: () => Progress;
  /** What may end the run early; it concludes then with what was judged so far, and exit code 2. */
  readonly ending: Ending;
}

/** Resolves with the exit code; never rejects. */
export async function verify(run: Verification): Promise<ExitCode> {
  const startTime = Date.now();
  const unreadable = addDotenv(run.env);
  hideSecretsOf(run.env);
  const redacts = redactOutput(run.env);
  let folder: ReportFolder;
  try {
    folder = openReportFolder(reportDirOf(run.env), keepRunsOf(run.env));
  } catch (cause) {
    run.print(printableLine(cause instanceof NoReportFolder ? cause.message : `spokecheck itself broke: ${toldFailure(messageOf(cause), redacts)}`));
    return 2;
  }
  try {
    return await verifyInto(folder, run, { startTime, ...(unreadable && { unreadable }), ...(redacts && { redacts }) });
  } finally {
    folder.release();
  }
}

interface Beginning {
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Where .env could not be read. */
  readonly unreadable?: Part;
  readonly redacts?: Redacts;
}

async function verifyInto(folder: ReportFolder, run: Verification, { startTime, unreadable, redacts }: Beginning): Promise<ExitCode> {
  const reports = reportsInto(folder, run.print);
  const writable = await reports.junit(cutShort('the run was ended from outside before it came to a conclusion'), startTime);
  if (!writable) return 2;
  const course = begin(run, folder, startTime);
  let endedBy: string | undefined;
  const ended = run.ending.comes.then((reason): Part => {
    endedBy = reason.replace(/(?<=^spokecheck itself broke: ).*/s, (message) => toldFailure(message, redacts));
    return course.soFar(endedBy);
  });
  const judged = unreadable ?? judgeDeployment(course).catch((cause: unknown) => cutShort(`spokecheck itself broke: ${toldFailure(messageOf(cause), redacts)}`));
  const part = await Promise.race([judged, ended]);
  return concludeRun({ folder, reports, print: run.print, env: run.env, startTime, ...endUnder(redacts, run.args), hasResults: course.hasBegun || folder.busyWith !== undefined, baseline: course.baseline }, part, endedBy);
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The suites read the environment, too, so the values of the .env file are put into it. */
function addDotenv(env: NodeJS.ProcessEnv): Part | undefined {
  try {
    Object.assign(env, loadEnvironment(env));
    return undefined;
  } catch (cause) {
    return inconclusive('Settings', '[SETTINGS] the settings are complete', messageOf(cause));
  }
}
