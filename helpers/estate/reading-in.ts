/** Looks up a reading in a map of the survey; what is not there was not read, which is a reading too. */
import type { Reading } from './reading';
import { unread } from './reading';
import { keyOf } from './resource-id';

export function readingIn<T>(map: Readonly<Record<string, Reading<T>>>, id: string): Reading<T> {
  return map[keyOf(id)] ?? unread({ kind: 'malformed', request: `GET ${id}`, message: 'the survey holds no reading of it' });
}
