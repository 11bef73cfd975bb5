/** The whole run: settings, survey, suites, conclusion. It leaves a junit.xml however it ends, and never an old one. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestResult } from '@jest/test-result';
import { version } from '../../package.json';
import type { Deployment } from '../estate/deployment';
import { deploymentAdvisories } from '../checks/deployment-advisories';
import { pathAdvisories } from '../checks/path-advisories';
import { dueProbes } from '../checks/judge-all';
import { estateOf } from '../estate/estate';
import { titleOf } from '../words/case-words';
import { wordsOf } from '../words/finding-words';
import { causeLines } from '../words/cause-words';
import type { ExitCode } from '../report/conclusion';
import type { Counts, Scope } from '../report/conclusion';
import { conclude } from '../report/conclusion';
import { conclusionLines } from '../report/conclusion-text';
import { suiteLines } from '../report/console-reporter';
import type { RunProperties } from '../report/junit';
import { writeJUnit } from '../report/junit';
import type { DeploymentResults } from '../report/results';
import { resultsOf } from '../report/results';
import type { Outcome } from '../report/outcome';
import { outcomesOf, wasSelected } from '../report/outcome';
import { loadEnvironment } from '../settings/dotenv';
import { formatMistakes } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { readSettings, reportDirOf } from '../settings/settings';
import { explainOutcomes } from './causes';
import { missingOutcomes } from './due';
import { refusalLine, refusedArguments } from './jest-arguments';
import { keyMistakes } from './key-mistakes';
import { runSuites } from './run-suites';
import type { SurveyNews, SurveyResult } from './survey-deployment';
import { surveyDeployment } from './survey-deployment';
import { surveyFileText } from './survey-file';

export interface Verification {
  /** Jest's own arguments. */
  readonly args: readonly string[];
  /** The environment; values of the .env file are added to it, as the suites read it too. */
  readonly env: NodeJS.ProcessEnv;
  /** The package root. */
  readonly rootDir: string;
  readonly print: (line: string) => void;
  /** Shows how the survey gets on. */
  readonly progress: () => SurveyNews & { readonly end: () => void };
}

type Surveyed = Extract<SurveyResult, { kind: 'surveyed' }>;

/** What one part of the run came to. */
interface Part {
  readonly outcomes: readonly Outcome[];
  /** In words, a list of lines for each. */
  readonly causes: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** The same as data, with all that was read. */
  readonly read?: DeploymentResults;
  readonly properties: RunProperties;
  /** Jest's own, where it ran. */
  readonly testResults?: readonly TestResult[];
  /** Absent where nothing was due yet. */
  readonly scope?: Scope;
  /** What the console has not said yet. */
  readonly unsaid: readonly string[];
}

/** A run that ended before there was anything to judge. @param lines what the console says; the outcome itself where not given. */
function inconclusive(suite: string, title: string, reason: string, lines?: readonly string[]): Part {
  const outcomes: Outcome[] = [{ suite, title, verdict: { verdict: 'cannot-tell', reason, evidence: lines ?? [] }, durationMs: 0 }];
  return { outcomes, causes: [], notes: [], properties: {}, unsaid: lines ?? suiteLines(outcomes) };
}

const cutShort = (reason: string): Part => inconclusive('spokecheck', '[RUN] the run comes to its end', reason);

/** Resolves with the exit code; rejects only where not even a report can be written. */
export async function verify(run: Verification): Promise<ExitCode> {
  const startTime = Date.now();
  const unreadable = addDotenv(run.env);
  const reportDir = reportDirOf(run.env);
  const junit = (part: Part): Promise<void> => writeJUnit({ file: join(reportDir, 'junit.xml'), outcomes: part.outcomes, ...(part.testResults && { testResults: part.testResults }), properties: part.properties, startTime });
  mkdirSync(reportDir, { recursive: true });
  for (const name of ['junit.xml', 'survey.json', 'results.json']) rmSync(join(reportDir, name), { force: true });
  await junit(cutShort('the run was ended from outside before it came to a conclusion'));

  const part = unreadable ?? (await judgeDeployment(run, reportDir).catch((cause: unknown) => cutShort(`spokecheck itself broke: ${messageOf(cause)}`)));
  const conclusion = conclude(part.outcomes, part.notes, part.scope);
  const ranNothing: Outcome = { suite: 'spokecheck', title: '[RUN] a check is run', verdict: { verdict: 'cannot-tell', reason: conclusion.sentence, evidence: [] }, durationMs: 0 };
  const reported = part.outcomes.some(wasSelected) ? part.outcomes : [ranNothing];
  await junit({ ...part, outcomes: reported, properties: { ...part.properties, ...(part.scope && countProperties(conclusion.counts, part.scope)), result: conclusion.sentence } });
  const { outcomes } = part;
  const results = resultsOf({ version, startTime, endTime: Date.now(), args: run.args, outcomes: outcomes.filter(wasSelected), conclusion, ...(part.read && { read: part.read }) });
  writeFileSync(join(reportDir, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  for (const line of [...part.unsaid, ...conclusionLines(conclusion, part.causes, reportDir)]) run.print(line);
  return conclusion.code;
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

async function judgeDeployment(run: Verification, reportDir: string): Promise<Part> {
  const refused = refusedArguments(run.args);
  if (refused.length > 0) return inconclusive('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'the arguments were refused, and nothing was contacted', refused.map(refusalLine));
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return inconclusive('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', formatMistakes(mistakes).split('\n'));
  const progress = run.progress();
  const surveyed = await surveyDeployment(result.settings, progress).finally(() => { progress.end(); });
  if (surveyed.kind === 'refused') return inconclusive('Azure', '[AZURE] spokecheck can log in to Azure', surveyed.problem.message);
  return judgeSurvey(run, reportDir, result.settings, surveyed);
}

async function judgeSurvey(run: Verification, reportDir: string, settings: Settings, { survey, cases, requests }: Surveyed): Promise<Part> {
  const { expectations } = settings;
  const estate = estateOf(survey);
  const { label } = estate;
  const deployment = { survey, expectations };
  writeFileSync(join(reportDir, 'survey.json'), surveyFileText(deployment));
  const probes = dueProbes(deployment);
  const { files, verdicts } = await runSuites(run, { deployment, cases, probes });
  const outcomes = files.testResults.flatMap((file) => outcomesOf(file, verdicts, files.isSelected));
  const due = [...cases, ...probes].map((one) => ({ checkId: one.checkId, title: titleOf(one, label) }));
  const missing = missingOutcomes(due, outcomes, files.choseFiles);
  const scope = { due: due.map(({ title }) => title), args: run.args };
  const notes = [...deploymentAdvisories(estate, expectations), ...pathAdvisories(estate, expectations)];
  const explained = explainOutcomes([...outcomes, ...missing], label);
  return {
    outcomes: explained.outcomes,
    causes: explained.causes.map((cause) => causeLines(cause, label)),
    notes: notes.map((finding) => wordsOf(finding, label).fact),
    read: { deployment, requests, label, notes, causes: explained.causes.map(({ key, finding, explains }) => ({ key, finding, titles: explains.map(({ outcome }) => outcome.title) })) },
    properties: runProperties(deployment, requests),
    scope,
    testResults: files.testResults,
    unsaid: suiteLines(missing),
  };
}

function runProperties({ survey, expectations: { transit } }: Deployment, requests: Surveyed['requests']): RunProperties {
  return {
    hub: survey.hubId,
    spokes: survey.spokeIds.join(' '),
    transit: transit.kind === 'addresses' ? transit.addresses.join(' ') : transit.kind,
    'survey started': survey.startedAt,
    'survey finished': survey.finishedAt,
    'ARM requests': `${String(requests.reads)} reads, ${String(requests.writes)} writes`,
  };
}
