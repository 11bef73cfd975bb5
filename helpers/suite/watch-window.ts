/** Contacts a target again and again for a whole window, to see that it stays out of reach; ends with the first contact that arrives. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Contact, Watch } from '../checks/check';
import { hasArrived } from '../checks/flows/arrived';

const fewest = 3;

const longestGapMs = 5_000;

/** When the contacts begin, in milliseconds: from the beginning of the window to its end. */
export function momentsIn(windowMs: number): number[] {
  const gaps = Math.max(fewest - 1, Math.ceil(windowMs / longestGapMs));
  return Array.from({ length: gaps + 1 }, (_, index) => Math.round((index * windowMs) / gaps));
}

export interface WindowClock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Resolves after that time, or as soon as it is given up. */
  readonly sleep: (ms: number, givenUp: AbortSignal) => Promise<void>;
}

const systemClock: WindowClock = { now: Date.now, sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined) };

/**
 * Silence takes as long as it is waited for, often longer than the window: so contacts go on beside each other, and the last one begins at the window's end.
 * @param contact with its control at the same moment; never rejects
 */
export async function watchWindow(contact: () => Promise<Omit<Contact, 'seconds'>>, windowMs: number, { now, sleep }: WindowClock = systemClock): Promise<Watch['contacts']> {
  const over = new AbortController();
  const start = now();
  const begin = async (): Promise<Contact> => {
    const seconds = (now() - start) / 1000;
    const made = await contact();
    if (hasArrived(made.outcome)) over.abort();
    return { seconds, ...made };
  };
  const first = begin();
  const further: Promise<Contact>[] = [];
  for (const moment of momentsIn(windowMs).slice(1)) {
    await sleep(Math.max(0, start + moment - now()), over.signal);
    if (over.signal.aborted) break;
    further.push(begin());
  }
  return [await first, ...(await Promise.all(further))];
}
