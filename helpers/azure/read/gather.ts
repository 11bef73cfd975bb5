/** Collects the readings of one part of the survey by key; each is started once, as soon as its id is known. */
import type { Reading } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
import type { Key } from '../../estate/survey';
import { firstObserved } from './effort';

export interface SurveyProgress {
  /** What is being read, in the plural: `virtual networks`. */
  readonly what: string;
  readonly done: number;
  /** The number known so far; it grows while the deployment is being discovered. */
  readonly total: number;
}

export type Report = (progress: SurveyProgress) => void;

export interface Gathering<T> {
  /** Starts the reading unless it was started before, and resolves with it. */
  start(id: string): Promise<Reading<T>>;
  /** All that were started. */
  collect(): Promise<Record<Key, Reading<T>>>;
}

export function gather<T>(what: string, readOne: (id: string) => Promise<Reading<T>>, report: Report): Gathering<T> {
  const started = new Map<Key, Promise<Reading<T>>>();
  let done = 0;
  const observeOne = async (id: string): Promise<Reading<T>> => {
    const reading = firstObserved(await readOne(id));
    done += 1;
    report({ what, done, total: started.size });
    return reading;
  };
  return {
    start(id) {
      const known = started.get(keyOf(id));
      if (known) return known;
      const reading = observeOne(id);
      started.set(keyOf(id), reading);
      report({ what, done, total: started.size });
      return reading;
    },
    async collect() {
      // Sorted, because the order of arrival differs from run to run.
      const sorted = [...started].sort(([a], [b]) => (a < b ? -1 : 1));
      const entries = sorted.map(async ([key, reading]) => [key, await reading] as const);
      return Object.fromEntries(await Promise.all(entries));
    },
  };
}
