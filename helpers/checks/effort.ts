/** How often and how long what a case rests on was observed. */
import type { Effort } from '../estate/reading';
import type { Survey } from '../estate/survey';
import { readingAt } from '../estate/survey-parts';
import type { Case } from './check';

/** The longest effort among the readings of the case's basis, where one was observed more than once. */
export function effortOf(survey: Survey, { basis }: Pick<Case, 'basis'>): Effort | undefined {
  const efforts = basis.flatMap((ref) => {
    const reading = readingAt(survey, ref);
    return reading?.attempts !== undefined && reading.attempts > 1 ? [{ attempts: reading.attempts, seconds: reading.seconds ?? 0 }] : [];
  });
  return efforts.sort((a, b) => b.attempts - a.attempts)[0];
}
