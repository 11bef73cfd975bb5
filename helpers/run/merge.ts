/** `npm run merge`: one result of what all shards of one survey came to. Nothing is contacted; causes and the conclusion are drawn anew over all of it. */
import { join } from 'node:path';
import { dueOn, judgeOn } from '../checks/judge-all';
import type { Case, ProbeCase } from '../checks/check';
import type { Day } from '../checks/waivers';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { suiteLines } from '../report/console-reporter';
import type { Outcome } from '../report/outcome';
import { readBaselineSettings } from '../settings/baseline-settings';
import { loadEnvironment } from '../settings/dotenv';
import type { Redacts } from '../printable/redacts';
import { redactionOf } from '../redaction/redaction';
import { readRedactSettings } from '../settings/redact-settings';
import { expandHome, thisRunner } from '../settings/runner';
import type { RedactSettings } from '../settings/redact-settings';
import { keepRunsOf, redactsOf, reportDirOf } from '../settings/settings';
import type { Baseline } from './baseline';
import { baselineFor } from './baseline';
import { concludeRun, reportsInto } from './conclude-run';
import { concluding } from './concluding';
import { isSameFile } from './given-survey';
import type { Part } from './part';
import { baselineRefused, cutShort, inconclusive, outcomeOf } from './part';
import { endUnder, mistakeLines, noBaseline, redactOutput, toldFailure } from './redacting';
import { redactOutcomes } from './redact-outcomes';
import { notAsTrue, redactRun } from './redact-run';
import type { ReportFolder } from './report-folder';
import { NoReportFolder, openReportFolder, writeWhole } from './report-folder';
import { lastDayOf, notRun, outcomesOfShards } from './shard-outcomes';
import type { ShardProblem, ShardReading, Sorted } from './shard-results';
import { most, readShard, sortShards } from './shard-results';
import type { SurveyFile } from './survey-file';
import { readSurveyFile, surveyFileOf } from './survey-file';
import type { Verification } from './verify';

export type MergeRun = Pick<Verification, 'args' | 'env' | 'print'>;

/** Resolves with the exit code: that of one run of it all, and 2 where the parts are not one whole. Never rejects. */
export async function merge(run: MergeRun): Promise<ExitCode> {
  const startTime = Date.now();
  let folder: ReportFolder;
  let redacts: Redacts | undefined;
  try {
    Object.assign(run.env, loadEnvironment(run.env));
    hideSecretsOf(run.env);
    redacts = redactOutput(run.env);
    const dir = reportDirOf(run.env);
    if (run.args.some((path) => isSameFile(path, dir) || isSameFile(path, join(dir, 'results.json')))) throw new NoReportFolder(`${dir} is one of the shards, and the merged reports would take the place of its own: give REPORT_DIR another folder.`);
    folder = openReportFolder(dir, keepRunsOf(run.env));
  } catch (cause) {
    run.print(printableLine(cause instanceof NoReportFolder ? cause.message : `spokecheck itself broke: ${toldFailure(messageOf(cause), redacts)}`));
    return 2;
  }
  try {
    const reports = reportsInto(folder, run.print);
    const writable = await reports.junit(cutShort('the merge was ended from outside before it came to a conclusion'), startTime);
    if (!writable) return 2;
    const { part, merged, baseline = { kind: 'none' } } = joined(run, folder);
    return await concludeRun({ folder, reports, print: run.print, env: run.env, startTime, ...endUnder(redacts, run.args), hasResults: part.read !== undefined, ...(merged && { merged }), baseline }, part);
  } catch (cause) {
    run.print(printableLine(`spokecheck itself broke: ${toldFailure(messageOf(cause), redacts)}`));
    return 2;
  } finally {
    folder.release();
  }
}

interface Joined {
  readonly part: Part;
  /** The ids of the runs. */
  readonly merged?: readonly string[];
  readonly baseline?: Baseline;
}

function joined({ args, env }: MergeRun, folder: ReportFolder): Joined {
  const { busyWith } = folder;
  if (busyWith) return { part: inconclusive('spokecheck', '[RUN] no other run writes into REPORT_DIR', `process ${String(busyWith.pid)} has been running into ${folder.dir} since ${busyWith.since}; give one of the two another REPORT_DIR`) };
  if (args.length === 0 || args.some((path) => path.startsWith('-'))) return { part: inconclusive('Command line', '[ARGUMENTS] the run can be carried out with these arguments', 'a merge takes the folders that the shards reported into, or their results.json, and nothing else') };
  const redact = readRedactSettings(env);
  if (!redact.ok) return { part: inconclusive('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', mistakeLines(redact.mistakes, redactsOf(env))) };
  const read = args.map(readShard);
  const survey = surveyFor(read, env);
  const sorted = toldPaths(sortShards(read, survey.checksum), args, redact.value);
  if (!survey.file) return { part: notOne([...sorted.problems, toldProblem(survey.problem, args, redact.value)]) };
  const { file } = survey;
  const named = readBaselineSettings(env);
  if (redact.value.redacts && !(named.ok && !named.value.baseline)) return { part: inconclusive('Settings', '[SETTINGS] the run can be told under REDACT', noBaseline) };
  const baseline: Baseline = named.ok ? baselineFor(named.value, folder) : { kind: 'refused', line: named.mistakes.map(({ variable, wrong, expected }) => `${variable} ${wrong}; expected ${expected}.`).join(' ') };
  if (baseline.kind === 'refused') return { part: baselineRefused(baseline.line) };
  folder.removeOld(['report.html', 'results.json', 'summary.md', 'survey.json'].filter((name) => survey.path === undefined || !isSameFile(survey.path, join(folder.dir, name))));
  const { part, text } = partOf(file, sorted, redact.value, env);
  writeWhole(join(folder.runDir, 'survey.json'), text);
  return { part, merged: sorted.shards.map(({ results }) => results.run), baseline };
}

type SurveyFor = { readonly checksum: string } & ({ readonly file: SurveyFile; readonly path: string } | { readonly file?: undefined; readonly path?: undefined; readonly problem: ShardProblem });

/** The survey that SURVEY_FILE names, or else the one that most shards judged, from the folder of one that has it. */
function surveyFor(read: readonly ShardReading[], env: NodeJS.ProcessEnv): SurveyFor {
  const named = (env.SURVEY_FILE ?? '').trim();
  const shards = read.flatMap((one) => (one.ok ? [one.shard] : []));
  const checksum = most(shards.map(({ results }) => results.deployment.survey)) ?? '';
  if (named !== '') {
    const path = expandHome(named, thisRunner);
    const reading = readSurveyFile(path);
    return reading.ok ? { checksum: reading.file.checksum, file: reading.file, path } : { checksum, problem: { what: path, why: reading.why } };
  }
  for (const { dir, results } of shards.filter((shard) => shard.results.deployment.survey === checksum)) {
    const path = join(dir, 'survey.json');
    const reading = readSurveyFile(path);
    if (reading.ok && reading.file.checksum === results.deployment.survey) return { checksum, file: reading.file, path };
  }
  return { checksum, problem: { what: 'the survey', why: 'is in none of the folders; SURVEY_FILE can name it' } };
}

/** Folders may be called after what is in them: they are told by their number. */
const toldPaths = ({ shards, problems }: Sorted, args: readonly string[], redact: RedactSettings): Sorted => ({ shards, problems: problems.map((problem) => toldProblem(problem, args, redact)) });

function toldProblem(problem: ShardProblem, args: readonly string[], { redacts }: RedactSettings): ShardProblem {
  if (!redacts?.ids) return problem;
  const longest = args.map((path, place) => ({ path, name: `folder ${String(place + 1)}` })).sort((a, b) => b.path.length - a.path.length);
  const told = (text: string): string => longest.reduce((made, { path, name }) => made.replaceAll(path, name), text);
  return { ...problem, what: told(problem.what), why: told(problem.why) };
}

const clauses = (problems: readonly ShardProblem[]): string => problems.map(({ what, why }) => `${what} ${why}`).join('; ');

const problemOutcomes = (problems: readonly ShardProblem[]): Outcome[] => problems.map(({ what, why }) => outcomeOf('Shards', `[MERGE] ${what} is one part of the run`, `${what} ${why}`));

function notOne(problems: readonly ShardProblem[]): Part {
  const outcomes = problemOutcomes(problems);
  return { outcomes, causes: [], notes: [], properties: {}, unsaid: suiteLines(outcomes) };
}

/** @returns it, and the survey that goes with it */
function partOf({ deployment, requests, checksum, text }: SurveyFile, { shards, problems }: Sorted, { redacts, redactKey }: RedactSettings, env: MergeRun['env']): { readonly part: Part; readonly text: string } {
  const day = lastDayOf(shards);
  const [cases, probes] = [judgeOn(deployment, day), dueOn(deployment, day)];
  // Shards may have begun before and after midnight: each is held against what held on its own day.
  const due = new Map<Day, readonly (Case | ProbeCase)[]>([[day, [...cases, ...probes]]]);
  const dueOnDay = (each: Day): readonly (Case | ProbeCase)[] => {
    const known = due.get(each) ?? [...judgeOn(deployment, each), ...dueOn(deployment, each)];
    due.set(each, known);
    return known;
  };
  const lacking = (index: number): string => clauses(problems.filter((problem) => problem.index === index)) || 'the check was due, and its shard tells nothing of it';
  const all = { reads: total(requests.reads, shards.map(({ results }) => results.deployment.requests.reads)), writes: total(requests.writes, shards.map(({ results }) => results.deployment.requests.writes)) };
  const outcomes = outcomesOfShards(shards, dueOnDay, deployment, lacking);
  const incomplete = problems.length > 0 ? { incomplete: clauses(problems) } : {};
  if (redacts) {
    const redaction = redactionOf(deployment, redacts, redactKey);
    redactOutput(env, redaction);
    const run = redactRun({ deployment, cases, probes }, day, redaction);
    const written = surveyFileOf(run.deployment, requests, redacts);
    const concludeTold = concluding({ deployment: run.deployment, day, requests: all, checksum: written.checksum, cases: run.cases, probes: run.probes, args: [], ...incomplete });
    return { part: mergedPart(concludeTold([...redactOutcomes({ outcomes, due: [...cases, ...probes], day }, run, redaction), ...problemOutcomes(problems), ...notAsTrue(run.differing)]), shards.length, problems), text: written.text };
  }
  const conclude = concluding({ deployment, day, requests: all, checksum, cases, probes, args: [], ...incomplete });
  return { part: mergedPart(conclude([...outcomes, ...problemOutcomes(problems)]), shards.length, problems), text };
}

function mergedPart(told: Omit<Part, 'unsaid'>, shards: number, problems: readonly ShardProblem[]): Part {
  const red = told.outcomes.filter(({ verdict, suite }) => verdict.verdict !== 'pass' && verdict.verdict !== 'skip' && (suite !== notRun || problems.length === 0));
  return { ...told, properties: { ...told.properties, shards: String(shards) }, unsaid: suiteLines(red) };
}

const total = (first: number, others: readonly number[]): number => others.reduce((sum, one) => sum + one, first);
