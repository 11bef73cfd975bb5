/** `npm run survey`: reads Azure once, as `verify` does until it has settled, and leaves the survey in a file for the shards of one run. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Case } from '../checks/check';
import { isRed } from '../checks/check';
import { dueOn } from '../checks/judge-all';
import { dayOf } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { loadEnvironment } from '../settings/dotenv';
import type { Settings } from '../settings/settings';
import { readSettings, redactsOf } from '../settings/settings';
import { redactionOf } from '../redaction/redaction';
import { keyMistakes } from './key-mistakes';
import { mistakeLines, redactOutput, toldArguments, toldFailure, toldProblem } from './redacting';
import type { RedactedRun } from './redact-run';
import { redactRun } from './redact-run';
import { writeWhole } from './report-folder';
import { removeOldSurveyAt } from './survey-place';
import type { SurveyResult } from './survey-deployment';
import { surveyDeployment } from './survey-deployment';
import { surveyFileOf } from './survey-file';
import type { Verification } from './verify';

export type SurveyRun = Omit<Verification, 'rootDir'>;

/** Resolves with 0 once there is a survey, whatever it shows, and else with 2; never rejects. */
export async function writeSurvey(run: SurveyRun): Promise<ExitCode> {
  const say = (lines: readonly string[]): void => { for (const line of lines) run.print(printableLine(line)); };
  const work = take(run).catch((cause: unknown): Ended => ({ code: 2, lines: [`spokecheck itself broke: ${toldFailure(messageOf(cause), redactsOf(run.env))}.`] }));
  const early = run.ending.comes.then((reason): Ended => ({ code: 2, lines: [`The survey was ended before it was through, and there is none: ${reason}.`] }));
  const { code, lines } = await Promise.race([work, early]);
  say(lines);
  return code;
}

interface Ended {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

const none = (lines: readonly string[]): Ended => ({ code: 2, lines });

async function take(run: SurveyRun): Promise<Ended> {
  try {
    Object.assign(run.env, loadEnvironment(run.env));
  } catch (cause) {
    return none([messageOf(cause)]);
  }
  hideSecretsOf(run.env);
  const redacts = redactOutput(run.env);
  if (run.args.length > 0) return none([`${(redacts?.ids ? toldArguments(run.args) : run.args).join(' ')}: a survey takes no arguments, for nothing is left out of it. Nothing was contacted.`]);
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return none(mistakeLines(mistakes, redacts));
  const { settings } = result;
  const file = settings.surveyFile ?? join(settings.reportDir, 'survey.json');
  const obstacle = removeOldSurveyAt(file);
  if (obstacle !== undefined) return none([`${file} ${obstacle}; nothing was contacted.`]);
  run.ending.endAfter(settings.runTimeoutMs, `it took longer than RUN_TIMEOUT allows (${String(settings.runTimeoutMs / 1000)} s)`);
  const progress = run.progress();
  const surveyed = await surveyDeployment(settings, dayOf(Date.now()), progress).finally(() => { progress.end(); });
  return surveyed.kind === 'refused' ? none([`Cannot tell: ${toldProblem(surveyed.problem, redacts)}`]) : leave(file, settings, surveyed, run.env);
}

function leave(file: string, settings: Settings, { survey, cases, requests }: Extract<SurveyResult, { kind: 'surveyed' }>, env: SurveyRun['env']): Ended {
  const told = toldDeployment({ survey, expectations: settings.expectations }, cases, settings, env);
  if (told.differing.length > 0) return none([`By the redacted survey other verdicts would come about than by the true one (${told.differing.join(', ')}), and it was not written.`]);
  const { text, checksum } = surveyFileOf(told.deployment, requests, settings.redacts);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (cause) {
    return none([`${file} could not be written: ${messageOf(cause)}.`]);
  }
  const red = cases.filter(isRed).length;
  const asRead = `${String(cases.length)} cases are judged by it, ${red === 0 ? 'none of them red' : `${String(red)} of them red`}; nothing is proven by it.`;
  return { code: 0, lines: [`The survey is in ${file} (${checksum}): ${String(requests.reads)} reads, ${String(requests.writes)} writes. ${asRead}`] };
}

function toldDeployment(deployment: Deployment, cases: readonly Case[], { redacts, redactKey }: Settings, env: SurveyRun['env']): Pick<RedactedRun, 'deployment' | 'differing'> {
  if (!redacts) return { deployment, differing: [] };
  const day = dayOf(Date.now());
  const redaction = redactionOf(deployment, redacts, redactKey);
  redactOutput(env, redaction);
  return redactRun({ deployment, cases, probes: dueOn(deployment, day) }, day, redaction);
}
