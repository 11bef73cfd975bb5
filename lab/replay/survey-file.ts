/** Reads a survey file, as `verify` leaves it in its report folder. */
import { describeIssue, issueLine, readJson } from '../topology/json-file';
import type { RecordedSurvey } from './survey';
import { surveySchema } from './survey-schema';

/** All mistakes of a survey file at once, one line each, beginning with its place. */
export class SurveyError extends Error {
  override readonly name = 'SurveyError';

  constructor(readonly mistakes: readonly string[], options?: ErrorOptions) {
    super(mistakes.join('\n'), options);
  }
}

/** Throws SurveyError, also where the file cannot be read or is no JSON. */
export function loadSurvey(path: string): RecordedSurvey {
  const file = readJson(path);
  if ('mistake' in file) throw new SurveyError([file.mistake], { cause: file.cause });
  return parseSurvey(file.json);
}

/** The survey in the parsed JSON of a file. Throws SurveyError. */
export function parseSurvey(json: unknown): RecordedSurvey {
  const parsed = surveySchema.safeParse(json, { error: describeIssue });
  if (!parsed.success) throw new SurveyError(parsed.error.issues.map(issueLine));
  return parsed.data;
}
