/** From settings to outcomes: the survey is taken, the suites run, and what is red is explained. */
import { join } from 'node:path';
import { dueOn, holdingOn } from '../checks/judge-all';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Day } from '../checks/waivers';
import { dayOf } from '../checks/waivers';
import type { Estate } from '../estate/estate';
import { estateOf } from '../estate/estate';
import { spokeOf } from '../estate/spoke-of';
import type { Expectations } from '../estate/expectations';
import type { Outcome } from '../report/outcome';
import { outcomesOf } from '../report/outcome';
import { suiteLines } from '../report/console-reporter';
import type { VerdictRecord } from '../report/verdict-record';
import { readRecords } from '../report/verdict-record';
import { redactionOf } from '../redaction/redaction';
import type { Settings } from '../settings/settings';
import { readSettings, redactsOf } from '../settings/settings';
import type { Truth } from '../suite/run-file';
import { titleOf } from '../words/case-words';
import type { Baseline } from './baseline';
import { baselineFor } from './baseline';
import { concluding, dueOf } from './concluding';
import { missingOutcomes } from './due';
import { givenSurvey, isSameFile } from './given-survey';
import { verifyHelp } from './help';
import { refusalLine, refusedArguments } from './jest-arguments';
import { keyMistakes } from './key-mistakes';
import type { Part } from './part';
import { baselineRefused, cutShort, inconclusive, runOutcome } from './part';
import { mistakeLines, noBaseline, redactOutput, toldArguments, toldProblem, toldRefusal } from './redacting';
import { notAsTrue, redactRun } from './redact-run';
import type { JudgedRun } from './redact-run';
import type { ReportFolder } from './report-folder';
import { writeWhole } from './report-folder';
import { recordsOf, runSuites } from './run-suites';
import type { SurveyResult } from './survey-deployment';
import { surveyDeployment } from './survey-deployment';
import type { SurveyFile } from './survey-file';
import { surveyFileOf } from './survey-file';
import { shardIn, shardsOf } from './shard';
import type { Progress, Verification } from './verify';

type Surveyed = Extract<SurveyResult, { kind: 'surveyed' }>;

/** A run while it goes on: whatever ends it early is told what was judged so far. */
export interface Course {
  readonly run: Verification;
  readonly folder: ReportFolder;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** Whether anything was to be contacted; a run that never began leaves the other reports of the run before alone. */
  hasBegun: boolean;
  /** Known from when the settings are. */
  baseline: Baseline;
  /** What the run would come to if it ended now, for this reason. */
  soFar: (reason: string) => Part;
}

export const begin = (run: Verification, folder: ReportFolder, startTime: number): Course => ({ run, folder, startTime, hasBegun: false, baseline: { kind: 'none' }, soFar: cutShort });

/** Resolves for whatever Azure, the network or the suites do; rejects where spokecheck itself breaks. */
export async function judgeDeployment(course: Course): Promise<Part> {
  const { run, folder, startTime } = course;
  const { busyWith } = folder;
  if (busyWith) return inconclusive('spokecheck', '[RUN] no other run writes into REPORT_DIR', `process ${String(busyWith.pid)} has been running into ${folder.dir} since ${busyWith.since}, and nothing was contacted; give one of the two another REPORT_DIR`);
  const refused = refusedArguments(run.args, verifyHelp.own);
  if (refused.length > 0) return inconclusive('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'the arguments were refused, and nothing was contacted', refused.map((one) => refusalLine(toldRefusal(one, redactsOf(run.env)))));
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return inconclusive('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', mistakeLines(mistakes, redactsOf(run.env)));
  const { runTimeoutMs, surveyFile, redacts } = result.settings;
  const obstacle = redacts && obstacleTo(result.settings, run.args, folder);
  if (obstacle !== undefined) return inconclusive('Settings', '[SETTINGS] the run can be told under REDACT', obstacle);
  const given = surveyFile === undefined ? undefined : givenSurvey(surveyFile, result.settings, startTime);
  if (given?.kind === 'unfit') return inconclusive('Settings', '[SURVEY] the survey that SURVEY_FILE names can be judged', 'the survey was refused, and nothing was contacted', given.lines);
  course.baseline = baselineFor(result.settings, folder);
  if (course.baseline.kind === 'refused') return baselineRefused(course.baseline.line);
  course.hasBegun = true;
  folder.removeOld(['report.html', 'results.json', 'summary.md', 'survey.json'].filter((name) => surveyFile === undefined || !isSameFile(surveyFile, join(folder.dir, name))));
  run.ending.endAfter(runTimeoutMs, `it took longer than RUN_TIMEOUT allows (${String(runTimeoutMs / 1000)} s)`);
  const progress = run.progress();
  const surveyed = given ?? await surveyDeployment(result.settings, dayOf(startTime), progress).finally(() => { progress.end(); });
  if (surveyed.kind === 'refused') return inconclusive('Azure', '[AZURE] spokecheck can log in to Azure', toldProblem(surveyed.problem, redacts));
  return judgeSurvey(course, result.settings, surveyed, progress);
}

/** Why a run cannot be told by pseudonyms alone, a clause. */
function obstacleTo({ surveyFile, baseline }: Settings, args: readonly string[], { dir }: ReportFolder): string | undefined {
  if (baseline) return noBaseline;
  if (shardIn(args).shard) return 'the results of shards are joined by true names, so REDACT is for npm run merge, and not for the shards; nothing was contacted';
  if (surveyFile !== undefined && isSameFile(surveyFile, join(dir, 'survey.json'))) return 'SURVEY_FILE is where the redacted survey would be put; give REPORT_DIR another folder. Nothing was contacted';
  return undefined;
}

/** A run as it is judged and told, and by what its logins are made where that is another thing. */
interface ToldRun extends JudgedRun {
  readonly truth?: Truth;
  readonly differing: readonly string[];
  readonly readBy?: Surveyed['readBy'];
}

function toldRun(run: JudgedRun, { redacts, redactKey }: Settings, { env }: Verification, day: Day, readBy: Surveyed['readBy']): ToldRun {
  if (!redacts) return { ...run, differing: [], ...(readBy && { readBy }) };
  const redaction = redactionOf(run.deployment, redacts, redactKey);
  redactOutput(env, redaction);
  return {
    ...redactRun(run, day, redaction),
    truth: { deployment: holdingOn(run.deployment, day), probes: run.probes, redacts, ...(redactKey !== undefined && { key: redactKey }) },
    ...(readBy && { readBy: { objectId: redaction.guid(readBy.objectId) } }),
  };
}

async function judgeSurvey(course: Course, settings: Settings, { survey, cases: asRead, requests, file, readBy: reader }: Surveyed & { readonly file?: SurveyFile }, { onLogin }: Progress): Promise<Part> {
  const { run, folder, startTime } = course;
  const day = dayOf(startTime);
  const read = { survey, expectations: settings.expectations };
  const { deployment, cases, probes, truth, differing, readBy } = toldRun({ deployment: read, cases: asRead, probes: dueOn(read, day) }, settings, run, day, reader);
  const { expectations } = deployment;
  const estate = estateOf(deployment.survey);
  const { label } = estate;
  const { text, checksum } = truth ? surveyFileOf(deployment, requests, truth.redacts) : file ?? surveyFileOf(deployment, requests);
  writeWhole(join(folder.runDir, 'survey.json'), text);
  const { shard, rest: args } = shardIn(run.args);
  const shardOf = shard && shardsOf(estate, shard.count);
  const isMine = (one: Case | ProbeCase): boolean => !shardOf || shardOf(one) === shard?.index;
  const mine = { cases: cases.filter(isMine), probes: probes.filter(isMine) };
  const dueHere = dueOf(estate, [...mine.cases, ...mine.probes]);
  const conclude = concluding({ deployment, day, requests, checksum, cases, probes, args: settings.redacts?.ids ? toldArguments(args) : args, ...(readBy && { readBy }), ...(shard && { shard: { ...shard, isMine } }) });
  const records = recordsOf(folder.runDir, folder.runId);
  const nothing = [...nothingBetweenSpokes(estate, expectations), ...notAsTrue(differing)];

  course.soFar = (reason) => {
    const judged = [...readRecords(records).values()].map(outcomeSoFar);
    const missing = [...missingOutcomes(dueHere, judged, false, `the run was ended before it: ${reason}`), ...nothing];
    return { ...conclude([...judged, ...missing]), unsaid: [] };
  };
  const ownerOf = spokeOf(estate);
  const labelOfSpoke = (subjects: readonly string[]): string | undefined => subjects.map(ownerOf).flatMap((spoke) => (spoke === undefined ? [] : [label(spoke)]))[0];
  const waiting = mine.probes.flatMap((probe) => (isJudged(probe) ? [] : [probe]));
  const logins = waiting.map((probe) => titleOf(probe, label));
  const hasOthers = waiting.some(({ probe }) => probe !== 'login');
  const followed = { logins, hasOthers, news: onLogin };
  const { files, verdicts } = await runSuites({ ...run, args, runDir: folder.runDir, records, followed, spokeOf: ({ record }) => record && labelOfSpoke(record.judged.subjects) }, { deployment: holdingOn(deployment, day), day, ...mine, ...(truth && { truth }) });
  const outcomes = files.testResults.flatMap((file) => outcomesOf(file, verdicts, files.isSelected));
  const missing = [...missingOutcomes(dueHere, outcomes, files.choseFiles), ...nothing];
  return { ...conclude([...outcomes, ...missing]), testResults: files.testResults, unsaid: suiteLines(missing) };
}

const outcomeSoFar = (record: VerdictRecord): Outcome => ({ suite: record.suite, title: record.title, verdict: record.verdict, durationMs: 0, record });

/** Where nothing goes from spoke to spoke, nothing is said of what the tool is there for. That no machine can log in is told by the logins, if they are on. */
function nothingBetweenSpokes({ survey: { spokeIds, spokesFrom, misnamed = [] }, pairSources, label }: Estate, { sshChecks }: Expectations): Outcome[] {
  // Told already, and why.
  if (misnamed.length > 0) return [];
  if (pairSources.some(({ pairs }) => pairs().length > 0) || (spokeIds.length > 1 && sshChecks)) return [];
  const title = 'something is due from spoke to spoke';
  if (spokeIds.length > 1) return [runOutcome(title, 'no two spokes have a virtual machine, so that nothing was due from spoke to spoke and nothing is proven')];
  const [only] = spokeIds;
  const found = spokesFrom === 'settings' ? 'SPOKE_VNET_IDS names' : 'the hub is peered to';
  const spokes = only === undefined ? `${found} no spoke` : `${found} one spoke only, ${label(only)}`;
  const ask = spokesFrom === 'settings' ? '' : '; SPOKE_VNET_IDS names the spokes that there should be';
  return [runOutcome(title, `${spokes}, so that nothing was due from spoke to spoke and nothing is proven${ask}`)];
}
