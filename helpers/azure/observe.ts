/** The one place where what a reader throws becomes a reading that was not read. */
import { read, unread } from '../estate/reading';
import type { Reading } from '../estate/reading';
import { problemFrom } from './problem';

/**
 * @param request what is asked for, for the message: `GET /subscriptions/…`
 * @param ask asks it; whatever it throws is a reason
 */
export async function observe<T>(request: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await ask());
  } catch (error) {
    return unread(problemFrom(error, request));
  }
}
