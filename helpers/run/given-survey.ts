/** A survey that was taken before, for a run that reads no Azure: SURVEY_FILE. */
import { realpathSync } from 'node:fs';
import { judgeOn } from '../checks/judge-all';
import { dayOf } from '../checks/waivers';
import type { Settings } from '../settings/settings';
import type { SurveyResult } from './survey-deployment';
import type { SurveyFile } from './survey-file';
import { readSurveyFile } from './survey-file';
import { misfitsOf } from './survey-fits';

export type GivenSurvey = (Extract<SurveyResult, { kind: 'surveyed' }> & { readonly file: SurveyFile }) | { readonly kind: 'unfit'; /** Sentences. */ readonly lines: readonly string[] };

/** Nothing but the file is looked at. The run itself asks nothing of ARM. @param now when the run began, milliseconds since the epoch */
export function givenSurvey(path: string, settings: Settings, now: number): GivenSurvey {
  const reading = readSurveyFile(path);
  const misfits = reading.ok ? misfitsOf(reading.file, settings, now) : [reading.why];
  if (!reading.ok || misfits.length > 0) return { kind: 'unfit', lines: misfits.map((why) => `${path} ${why}.`) };
  const { deployment } = reading.file;
  return { kind: 'surveyed', survey: deployment.survey, cases: judgeOn(deployment, dayOf(now)), requests: { reads: 0, writes: 0 }, file: reading.file };
}

export function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
