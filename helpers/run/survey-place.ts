/** The place of a survey that is taken for others: an old one there is taken away before the new one is begun, and nothing else is. */
import { lstatSync, rmSync } from 'node:fs';
import { isOurs } from './our-files';

/** Returns a clause whose subject is the file, where something else lies there. Throws for what the system refuses. */
export function removeOldSurveyAt(file: string): string | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })) return undefined;
  if (!isOurs(file, 'survey.json')) return 'was not written by spokecheck and is left as it is';
  rmSync(file);
  return undefined;
}
