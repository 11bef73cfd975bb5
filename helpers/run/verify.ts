/** The whole run: settings, survey, suites, conclusion. It leaves a junit.xml however it ends, and never an old one. */
import { join } from 'node:path';
import { version } from '../../package.json';
import { printableJson, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { Conclusion, Counts, ExitCode, Scope } from '../report/conclusion';
import { conclude } from '../report/conclusion';
import { conclusionLines } from '../report/conclusion-text';
import type { LoginNews } from '../report/login-progress';
import type { RunProperties } from '../report/junit';
import { writeJUnit } from '../report/junit';
import { wasSelected } from '../report/outcome';
import { resultsOf } from '../report/results';
import { loadEnvironment } from '../settings/dotenv';
import { reportDirOf } from '../settings/settings';
import type { Ending } from './ending';
import { begin, judgeDeployment } from './judge-deployment';
import type { Part } from './part';
import { cutShort, inconclusive, runOutcome } from './part';
import type { ReportFolder } from './report-folder';
import { NoReportFolder, openReportFolder, writeWhole } from './report-folder';
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
  let folder: ReportFolder;
  try {
    folder = openReportFolder(reportDirOf(run.env));
  } catch (cause) {
    run.print(printableLine(cause instanceof NoReportFolder ? cause.message : `spokecheck itself broke: ${messageOf(cause)}`));
    return 2;
  }
  try {
    return await verifyInto(folder, run, { startTime, ...(unreadable && { unreadable }) });
  } finally {
    folder.release();
  }
}

interface Beginning {
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Where .env could not be read. */
  readonly unreadable?: Part;
}

async function verifyInto(folder: ReportFolder, run: Verification, { startTime, unreadable }: Beginning): Promise<ExitCode> {
  const reports = reportsInto(folder, run.print);
  const writable = await reports.junit(cutShort('the run was ended from outside before it came to a conclusion'), startTime);
  if (!writable) return 2;
  const course = begin(run, folder);
  let endedBy: string | undefined;
  const ended = run.ending.comes.then((reason): Part => {
    endedBy = reason;
    return course.soFar(reason);
  });
  const judged = unreadable ?? judgeDeployment(course).catch((cause: unknown) => cutShort(`spokecheck itself broke: ${messageOf(cause)}`));
  const part = await Promise.race([judged, ended]);
  const conclusion = conclude(part.outcomes, part.notes, part.scope, endedBy, part.notLookedAt);
  const outcomes = part.outcomes.some(wasSelected) ? part.outcomes : [runOutcome('a check is run', conclusion.sentence)];
  const properties = { ...part.properties, run: folder.runId, ...(part.scope && countProperties(conclusion.counts, part.scope)), ...(conclusion.notLookedAt.length > 0 && { 'not looked at': conclusion.notLookedAt.join('; ') }), result: conclusion.sentence };
  const results = resultsOf({ version, runId: folder.runId, startTime, endTime: Date.now(), args: run.args, outcomes: part.outcomes.filter(wasSelected), conclusion, ...(part.read && { read: part.read }), ...(part.scope?.shard && { shard: part.scope.shard }), ...(endedBy !== undefined && { endedBy }) });
  const written = [
    part.read ? reports.publish('survey.json') : true,
    course.hasBegun || folder.busyWith ? reports.write('results.json', `${printableJson(results)}\n`) : true,
    await reports.junit({ ...part, outcomes, properties }, startTime),
  ];
  for (const line of [...part.unsaid, ...conclusionLines(conclusion, part.causes, folder.reportsAt())]) run.print(line);
  return exitCodeOf(conclusion, written);
}

/** A report that could not be written is no evidence. */
const exitCodeOf = ({ code }: Conclusion, written: readonly boolean[]): ExitCode => (code === 0 && written.includes(false) ? 2 : code);

interface Reports {
  /** True if it is written, and in its place. */
  junit(part: Pick<Part, 'outcomes' | 'testResults' | 'properties'>, startTime: number): Promise<boolean>;
  write(name: string, text: string): boolean;
  publish(name: string): boolean;
}

/** Each report is made whole in the run's own folder and then put into its place; what goes wrong with that is one sentence. */
function reportsInto(folder: ReportFolder, print: (line: string) => void): Reports {
  const attempt = (name: string, make: () => string | undefined): boolean => {
    try {
      const why = make();
      if (why !== undefined) print(printableLine(why));
      return true;
    } catch (cause) {
      print(printableLine(`${join(folder.dir, name)} could not be written: ${messageOf(cause)}.`));
      return false;
    }
  };
  return {
    async junit({ outcomes, testResults, properties }, startTime) {
      const made = await writeJUnit({ file: join(folder.runDir, 'junit.xml'), outcomes, properties, startTime, ...(testResults && { testResults }) }).catch((cause: unknown) => cause ?? 'unknown');
      return attempt('junit.xml', () => {
        if (made !== undefined) throw made as Error;
        return folder.publish('junit.xml');
      });
    },
    write: (name, text) => attempt(name, () => {
      writeWhole(join(folder.runDir, name), text);
      return folder.publish(name);
    }),
    publish: (name) => attempt(name, () => folder.publish(name)),
  };
}

const countProperties = ({ due, selected, judged, proven }: Counts, { args }: Scope): RunProperties => ({
  due: String(due),
  selected: String(selected),
  judged: String(judged),
  proven: String(proven),
  ...(args.length > 0 && { arguments: args.join(' ') }),
});

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
