/** The one place where an exception becomes an unread reading, and where what ARM says is made legible. */
import { legibleData } from '../../printable/printable';
import { read, unread } from '../../estate/reading';
import type { Reading } from '../../estate/reading';
import { problemFrom } from './problem';

/**
 * @param request the request, for the message: `GET /subscriptions/…`
 * @param ask sends it; whatever it throws becomes the reading's problem
 */
export async function observe<T>(request: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(legibleData(await ask()));
  } catch (error) {
    return unread(legibleData(problemFrom(error, request)));
  }
}
