/** A survey that was taken before, and how old it may be: SURVEY_FILE, SURVEY_MAX_AGE. */
import { path, seconds } from './forms';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import { fileMistake } from './named-file';
import type { Runner } from './runner';
import { expandHome } from './runner';
import type { Environment } from './variables';
import { readVariables } from './variables';

export interface SurveySettings {
  /** Where `npm run survey` writes, and what `npm run verify` judges in place of reading Azure; absent: REPORT_DIR/survey.json is written, and nothing read. */
  readonly surveyFile?: string;
  readonly surveyMaxAgeMs: number;
}

export const surveyForms = { SURVEY_FILE: path, SURVEY_MAX_AGE: seconds(1, 604_800) };

export function readSurveySettings(env: Environment, runner: Runner): Checked<SurveySettings> {
  const { values, mistakes } = readVariables(surveyForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const surveyMaxAgeMs = values.SURVEY_MAX_AGE ?? 3_600_000;
  if (values.SURVEY_FILE === undefined) return valid({ surveyMaxAgeMs });
  const surveyFile = expandHome(values.SURVEY_FILE, runner);
  if (runner.look(surveyFile) === 'directory') return invalid([fileMistake('SURVEY_FILE', surveyFile, 'directory', 'the path of a survey')]);
  return valid({ surveyFile, surveyMaxAgeMs });
}
