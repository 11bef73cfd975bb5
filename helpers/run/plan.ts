/** `npm run verify -- --plan`: what a run would judge, ask and log in to, and about how long that takes, as far as the settings and an earlier survey tell. Nothing is contacted. */
import { join } from 'node:path';
import { checksAskedFor } from '../checks/all-checks';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged, judgementsIn } from '../checks/check';
import { dueProbes, judgeSurvey } from '../checks/judge-all';
import { choosePairs } from '../checks/logins/login-pairs';
import type { Deployment } from '../estate/deployment';
import type { Expectations } from '../estate/expectations';
import { partNames, partWords } from '../estate/survey-parts';
import type { Survey } from '../estate/survey';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { loadEnvironment } from '../settings/dotenv';
import { formatMistakes } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { readSettings } from '../settings/settings';
import { givenSurvey } from './given-survey';
import { keyMistakes } from './key-mistakes';
import { refusalUnder } from './redacting';
import type { SurveyFile } from './survey-file';
import { readSurveyFile } from './survey-file';
import { misfitsOf } from './survey-fits';
import type { Verification } from './verify';

/** The slowest rate of docs/performance.md, a second: over a jump host 20 ms away, on two cores, SSH_PARALLEL as it is by default. */
const loginRate = 173;

/** What reading takes at least, by latency alone: an operation for effective routes has been seen to take so long (docs/performance.md). */
const readingSeconds = 17;

/** @returns 0 with a plan, 2 where a run would be refused. Leaves no report. */
export function printPlan({ args, env, print }: Pick<Verification, 'args' | 'env' | 'print'>, now = Date.now()): ExitCode {
  const { code, lines } = planFor(args, env, now);
  for (const line of lines) print(printableLine(line));
  return code;
}

interface Planned {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

const refused = (lines: readonly string[]): Planned => ({ code: 2, lines });

function planFor(args: readonly string[], env: Verification['env'], now: number): Planned {
  const refusal = refusalUnder(env, 'verify --plan');
  if (refusal !== undefined) return refused([refusal]);
  const others = args.filter((argument) => argument !== '--plan');
  if (others.length > 0) return refused([`${others.join(' ')}: a plan is of a whole run, and --plan takes no other arguments.`]);
  try {
    Object.assign(env, loadEnvironment(env));
  } catch (cause) {
    return refused([messageOf(cause)]);
  }
  hideSecretsOf(env);
  const result = readSettings(env);
  const mistakes = result.ok ? keyMistakes(result.settings, env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return refused(formatMistakes(mistakes).split('\n'));
  const { settings } = result;
  const { surveyFile } = settings;
  const given = surveyFile === undefined ? undefined : givenSurvey(surveyFile, settings, now);
  if (given?.kind === 'unfit') return refused(given.lines);
  const known = given && surveyFile !== undefined ? { path: surveyFile, file: given.file } : earlierSurvey(settings, now);
  return { code: 0, lines: ['What a run would do, as far as it is known. Nothing was contacted.', ...('file' in known ? planBy(known, settings) : ['', known.why, ...planWithout(settings)])] };
}

interface Known {
  readonly path: string;
  readonly file: SurveyFile;
}

/** Of the last run; it may be old, since nothing is judged by it. */
function earlierSurvey(settings: Settings, now: number): Known | { readonly why: string } {
  const path = join(settings.reportDir, 'survey.json');
  const reading = readSurveyFile(path);
  const misfits = reading.ok ? misfitsOf(reading.file, { ...settings, surveyMaxAgeMs: Infinity }, now) : [reading.why];
  return reading.ok && misfits.length === 0 ? { path, file: reading.file } : { why: `No earlier survey says more than the settings do: ${misfits.map((why) => `${path} ${why}`).join('; ')}.` };
}

function planBy({ path, file: { deployment, requests } }: Known, settings: Settings): string[] {
  const { survey } = deployment;
  const judged: Deployment = { survey, expectations: settings.expectations };
  const probes = dueProbes(judged);
  const logins = probes.filter((probe) => !isJudged(probe)).length;
  const isGiven = settings.surveyFile !== undefined;
  const tookSeconds = Math.round((Date.parse(survey.finishedAt) - Date.parse(survey.startedAt)) / 1000);
  return [
    `It is counted by ${path}, of ${survey.finishedAt}${isGiven ? ', which is judged as it is' : '; what has changed since is not in it'}.`,
    '',
    ...checkLines(judged.expectations, [...judgeSurvey(judged), ...probes]),
    '',
    isGiven ? 'Requests to Azure: none.' : `Requests to Azure: ${String(requests.reads)} reads and ${String(requests.writes)} writes, as that survey took; it has ${readingsIn(survey)}.`,
    ...loginLines(settings, survey.spokeIds.length, logins),
    '',
    ...timeLines(settings, isGiven ? 'Nothing is read.' : `Reading took ${String(tookSeconds)} s that time, with what was waited for.`, logins),
  ];
}

function checkLines(expectations: Expectations, ones: readonly (Case | ProbeCase)[]): string[] {
  const counts = checksAskedFor(expectations).map(({ id, sentence }) => ({ id, sentence, count: ones.reduce((sum, one) => sum + (one.checkId === id ? (isJudged(one) ? judgementsIn(one) : 1) : 0), 0) }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const width = String(Math.max(...counts.map(({ count }) => count))).length;
  return [`Checks: ${String(total)}.`, ...counts.map(({ id, sentence, count }) => `  ${String(count).padStart(width)}  ${id.padEnd(7)}  ${sentence}`)];
}

/** As the progress of a survey has them. */
const readingsIn = (survey: Survey): string =>
  partNames.map((part) => ({ plural: partWords[part].plural, count: part === 'routeServer' ? 1 : Object.keys(survey[part]).length })).flatMap(({ plural, count }) => (count === 0 ? [] : [`${plural} ${String(count)}`])).join(', ');

function planWithout(settings: Settings): string[] {
  const checks = checksAskedFor(settings.expectations);
  const { spokeIds } = settings.deployment;
  const logins = spokeIds && settings.ssh ? choosePairs(spokeIds.map((spokeId) => ({ spokeId, isAble: true })), settings.expectations.sshPairs).length : undefined;
  const asked = spokeIds ? `the hub, ${String(spokeIds.length)} spokes and the Route Server` : 'the hub, the Route Server and each network that the hub is peered to';
  return [
    '',
    `Checks: how many is not known; it depends on NICs, machines and peerings. There are ${String(checks.length)} kinds:`,
    ...checks.map(({ id, sentence }) => `  ${id.padEnd(7)}  ${sentence}`),
    '',
    `Requests to Azure: how many is not known. Read are ${asked}; of each spoke its NICs, machines and route tables, for each NIC of a running machine an operation and its polls, and one write for its admin rules.`,
    ...loginLines(settings, spokeIds?.length, logins),
    '',
    ...timeLines(settings, `Reading takes ${String(readingSeconds)} s or so, as Azure was seen to answer, and longer from some 200 machines in one subscription on: 1 s for each 10 more.`, logins),
  ];
}

/** @param logins absent where it is not known how many. */
function loginLines({ ssh, expectations: { sshPairs } }: Settings, spokes: number | undefined, logins: number | undefined): string[] {
  if (!ssh) return ['Logins: none (SSH_CHECKS).'];
  const setting = `SSH_PAIRS=${sshPairs.kind === 'sample' ? `sample:${String(sshPairs.size)}` : sshPairs.kind}`;
  if (spokes === undefined || logins === undefined) return [`Logins: how many is not known without SPOKE_VNET_IDS; ${setting} chooses among the pairs of spokes.`];
  return [`Logins: ${String(logins)}, by ${setting} of ${String(spokes * (spokes - 1))} ordered pairs of ${String(spokes)} spokes; fewer where a spoke has no machine to log in to.`];
}

function timeLines({ convergenceTimeoutMs, runTimeoutMs }: Settings, reading: string, logins: number | undefined): string[] {
  const seconds = logins === undefined ? undefined : Math.ceil(logins / loginRate);
  return [
    `Time: ${reading}`,
    ...(seconds === undefined || logins === 0 ? [] : [`  Logins take ${String(seconds)} s or so at ${String(loginRate)} a second (docs/performance.md), and longer where round trips are long, a machine is silent, or SSH_PARALLEL is low.`]),
    `  What is not as expected is waited for, ${String(convergenceTimeoutMs / 1000)} s at most (CONVERGENCE_TIMEOUT), and again for logins; the run ends after ${String(runTimeoutMs / 1000)} s in any case (RUN_TIMEOUT).`,
  ];
}
