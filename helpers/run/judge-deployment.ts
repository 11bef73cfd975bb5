/** From settings to outcomes: the survey is taken, the suites run, and what is red is explained. */
import { join } from 'node:path';
import { dueOn, holdingOn } from '../checks/judge-all';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
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
import { formatMistakes } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { readSettings } from '../settings/settings';
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
  if (refused.length > 0) return inconclusive('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'the arguments were refused, and nothing was contacted', refused.map(refusalLine));
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return inconclusive('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', formatMistakes(mistakes).split('\n'));
  const { runTimeoutMs, surveyFile } = result.settings;
  const given = surveyFile === undefined ? undefined : givenSurvey(surveyFile, result.settings, startTime);
  if (given?.kind === 'unfit') return inconclusive('Settings', '[SURVEY] the survey that SURVEY_FILE names can be judged', 'the survey was refused, and nothing was contacted', given.lines);
  course.baseline = baselineFor(result.settings, folder);
  if (course.baseline.kind === 'refused') return baselineRefused(course.baseline.line);
  course.hasBegun = true;
  folder.removeOld(['report.html', 'results.json', 'summary.md', 'survey.json'].filter((name) => surveyFile === undefined || !isSameFile(surveyFile, join(folder.dir, name))));
  run.ending.endAfter(runTimeoutMs, `it took longer than RUN_TIMEOUT allows (${String(runTimeoutMs / 1000)} s)`);
  const progress = run.progress();
  const surveyed = given ?? await surveyDeployment(result.settings, dayOf(startTime), progress).finally(() => { progress.end(); });
  if (surveyed.kind === 'refused') return inconclusive('Azure', '[AZURE] spokecheck can log in to Azure', surveyed.problem.message);
  return judgeSurvey(course, result.settings, surveyed, progress);
}

async function judgeSurvey(course: Course, { expectations }: Settings, { survey, cases, requests, file, readBy }: Surveyed & { readonly file?: SurveyFile }, { onLogin }: Progress): Promise<Part> {
  const { run, folder, startTime } = course;
  const day = dayOf(startTime);
  const estate = estateOf(survey);
  const { label } = estate;
  const deployment = { survey, expectations };
  const { text, checksum } = file ?? surveyFileOf(deployment, requests);
  writeWhole(join(folder.runDir, 'survey.json'), text);
  const probes = dueOn(deployment, day);
  const { shard, rest: args } = shardIn(run.args);
  const shardOf = shard && shardsOf(estate, shard.count);
  const isMine = (one: Case | ProbeCase): boolean => !shardOf || shardOf(one) === shard?.index;
  const mine = { cases: cases.filter(isMine), probes: probes.filter(isMine) };
  const dueHere = dueOf(estate, [...mine.cases, ...mine.probes]);
  const conclude = concluding({ deployment, day, requests, checksum, cases, probes, args, ...(readBy && { readBy }), ...(shard && { shard: { ...shard, isMine } }) });
  const records = recordsOf(folder.runDir, folder.runId);
  const nothing = nothingBetweenSpokes(estate, expectations);

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
  const { files, verdicts } = await runSuites({ ...run, args, runDir: folder.runDir, records, followed: { logins, hasOthers, news: onLogin }, spokeOf: ({ record }) => record && labelOfSpoke(record.judged.subjects) }, { deployment: holdingOn(deployment, day), day, ...mine });
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
