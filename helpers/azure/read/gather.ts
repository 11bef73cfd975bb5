/** Collects the readings of one part of the survey by key; each is started once, as soon as its id is known. */
import type { Reading } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
import type { Key } from '../../estate/survey';
import { observedAgain } from './effort';

export interface SurveyProgress {
  /** What is being read, in the plural: `virtual networks`. */
  readonly what: string;
  readonly done: number;
  /** The number known so far; it grows while the deployment is being discovered. */
  readonly total: number;
}

export type Report = (progress: SurveyProgress) => void;

export interface Gathering<T> {
  /** Starts the reading unless it was started, or is known from before, and resolves with it. */
  start(id: string): Promise<Reading<T>>;
  /** The reading, where it was started or is known from before. */
  known(id: string): Promise<Reading<T>> | undefined;
  /** All that were started or are known from before. */
  collect(): Promise<Record<Key, Reading<T>>>;
}

/** What is known from before, and what of it is to be read again. */
export interface Before<T> {
  readonly readings: Readonly<Record<Key, Reading<T>>>;
  readonly again: ReadonlySet<Key>;
}

const nothing: Before<never> = { readings: {}, again: new Set() };

export function gather<T>(what: string, readOne: (id: string) => Promise<Reading<T>>, report: Report, { readings, again }: Before<T> = nothing): Gathering<T> {
  const started = new Map<Key, Promise<Reading<T>>>();
  const kept = new Map(Object.entries(readings).flatMap(([key, reading]) => (again.has(key) ? [] : [[key, Promise.resolve(reading)] as const])));
  let done = 0;
  const observeOne = async (id: string): Promise<Reading<T>> => {
    const reading = observedAgain(await readOne(id), readings[keyOf(id)]);
    done += 1;
    report({ what, done, total: started.size });
    return reading;
  };
  const known = (id: string): Promise<Reading<T>> | undefined => kept.get(keyOf(id)) ?? started.get(keyOf(id));
  return {
    known,
    start(id) {
      const before = known(id);
      if (before) return before;
      const reading = observeOne(id);
      started.set(keyOf(id), reading);
      report({ what, done, total: started.size });
      return reading;
    },
    async collect() {
      // Sorted, because the order of arrival differs from run to run.
      const sorted = [...kept, ...started].sort(([a], [b]) => (a < b ? -1 : 1));
      const entries = sorted.map(async ([key, reading]) => [key, await reading] as const);
      return Object.fromEntries(await Promise.all(entries));
    },
  };
}
