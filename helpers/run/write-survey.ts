/** `npm run survey`: reads Azure once, as `verify` does until it has settled, and leaves the survey in a file for the shards of one run. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRed } from '../checks/check';
import { dayOf } from '../checks/waivers';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { loadEnvironment } from '../settings/dotenv';
import { formatMistakes } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { readSettings } from '../settings/settings';
import { keyMistakes } from './key-mistakes';
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
  const work = take(run).catch((cause: unknown): Ended => ({ code: 2, lines: [`spokecheck itself broke: ${messageOf(cause)}.`] }));
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
  if (run.args.length > 0) return none([`${run.args.join(' ')}: a survey takes no arguments, for nothing is left out of it. Nothing was contacted.`]);
  const result = readSettings(run.env);
  const mistakes = result.ok ? keyMistakes(result.settings, run.env) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return none(formatMistakes(mistakes).split('\n'));
  const { settings } = result;
  const file = settings.surveyFile ?? join(settings.reportDir, 'survey.json');
  const obstacle = removeOldSurveyAt(file);
  if (obstacle !== undefined) return none([`${file} ${obstacle}; nothing was contacted.`]);
  run.ending.endAfter(settings.runTimeoutMs, `it took longer than RUN_TIMEOUT allows (${String(settings.runTimeoutMs / 1000)} s)`);
  const progress = run.progress();
  const surveyed = await surveyDeployment(settings, dayOf(Date.now()), progress).finally(() => { progress.end(); });
  return surveyed.kind === 'refused' ? none([`Cannot tell: ${surveyed.problem.message}`]) : leave(file, settings, surveyed);
}

function leave(file: string, { expectations }: Settings, { survey, cases, requests }: Extract<SurveyResult, { kind: 'surveyed' }>): Ended {
  const { text, checksum } = surveyFileOf({ survey, expectations }, requests);
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
