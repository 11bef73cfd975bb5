/** From settings to outcomes: the survey is taken, the suites run, and what is red is explained. */
import { join } from 'node:path';
import { dueProbes } from '../checks/judge-all';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Estate } from '../estate/estate';
import { estateOf } from '../estate/estate';
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
import { concluding, dueOf } from './concluding';
import { missingOutcomes } from './due';
import { givenSurvey, isSameFile } from './given-survey';
import { refusalLine, refusedArguments } from './jest-arguments';
import { keyMistakes } from './key-mistakes';
import type { Part } from './part';
import { cutShort, inconclusive, runOutcome } from './part';
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
  /** Whether anything was to be contacted; a run that never began leaves the other reports of the run before alone. */
  hasBegun: boolean;
  /** What the run would come to if it ended now, for this reason. */
  soFar: (reason: string) => Part;
}

export const begin = (run: Verification, folder: ReportFolder): Course => ({ run, folder, hasBegun: false, soFar: cutShort });

/** Resolves for whatever Azure, the network or the suites do; rejects where spokecheck itself breaks. */
export async function judgeDeployment(course: Course): Promise<Part> {
  const { run, folder } = course;
  const { busyWith } = folder;
  if (busyWith) return inconclusive('spokecheck', '[RUN] no other run writes into REPORT_DIR', `process ${String(busyWith.pid)} has been running into ${folder.dir} since ${busyWith.since}, and nothing was contacted; give one of the two another REPORT_DIR`);
  const refused = refusedArguments(run.args);
  if (refused.length > 0) return inconclusive('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'the arguments were refused, and nothing was contacted', refused.map(refusalLine));
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return inconclusive('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', formatMistakes(mistakes).split('\n'));
  const { runTimeoutMs, surveyFile } = result.settings;
  const given = surveyFile === undefined ? undefined : givenSurvey(surveyFile, result.settings);
  if (given?.kind === 'unfit') return inconclusive('Settings', '[SURVEY] the survey that SURVEY_FILE names can be judged', 'the survey was refused, and nothing was contacted', given.lines);
  course.hasBegun = true;
  folder.removeOld(['report.html', 'results.json', 'summary.md', 'survey.json'].filter((name) => surveyFile === undefined || !isSameFile(surveyFile, join(folder.dir, name))));
  run.ending.endAfter(runTimeoutMs, `it took longer than RUN_TIMEOUT allows (${String(runTimeoutMs / 1000)} s)`);
  const progress = run.progress();
  const surveyed = given ?? await surveyDeployment(result.settings, progress).finally(() => { progress.end(); });
  if (surveyed.kind === 'refused') return inconclusive('Azure', '[AZURE] spokecheck can log in to Azure', surveyed.problem.message);
  return judgeSurvey(course, result.settings, surveyed, progress);
}

async function judgeSurvey(course: Course, { expectations }: Settings, { survey, cases, requests, file }: Surveyed & { readonly file?: SurveyFile }, { onLogin }: Progress): Promise<Part> {
  const { run, folder } = course;
  const estate = estateOf(survey);
  const { label } = estate;
  const deployment = { survey, expectations };
  const { text, checksum } = file ?? surveyFileOf(deployment, requests);
  writeWhole(join(folder.runDir, 'survey.json'), text);
  const probes = dueProbes(deployment);
  const { shard, rest: args } = shardIn(run.args);
  const shardOf = shard && shardsOf(estate, shard.count);
  const isMine = (one: Case | ProbeCase): boolean => !shardOf || shardOf(one) === shard?.index;
  const mine = { cases: cases.filter(isMine), probes: probes.filter(isMine) };
  const dueHere = dueOf(estate, [...mine.cases, ...mine.probes]);
  const conclude = concluding({ deployment, requests, checksum, cases, probes, args, ...(shard && { shard: { ...shard, isMine } }) });
  const records = recordsOf(folder.runDir, folder.runId);
  const nothing = nothingBetweenSpokes(estate, expectations);

  course.soFar = (reason) => {
    const judged = [...readRecords(records).values()].map(outcomeSoFar);
    const missing = [...missingOutcomes(dueHere, judged, false, `the run was ended before it: ${reason}`), ...nothing];
    return { ...conclude([...judged, ...missing]), unsaid: [] };
  };
  const logins = mine.probes.filter((probe) => !isJudged(probe)).map((probe) => titleOf(probe, label));
  const { files, verdicts } = await runSuites({ ...run, args, runDir: folder.runDir, records, followed: { logins, news: onLogin } }, { deployment, ...mine });
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
