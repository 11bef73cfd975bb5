/** Counts how often a reading was taken, and over how many seconds. */
import type { Reading } from '../../estate/reading';

export const firstObserved = <T>(reading: Reading<T>): Reading<T> => ({
  ...reading,
  attempts: 1,
  seconds: 0,
  firstObservedAt: new Date().toISOString(),
});

/** @param earlier the same reading as it was before; absent where there was none */
export function observedAgain<T>(reading: Reading<T>, earlier: Reading<T> | undefined): Reading<T> {
  if (!earlier) return firstObserved(reading);
  const now = new Date();
  const firstObservedAt = earlier.firstObservedAt ?? now.toISOString();
  return {
    ...reading,
    attempts: (earlier.attempts ?? 1) + 1,
    seconds: (now.getTime() - Date.parse(firstObservedAt)) / 1000,
    firstObservedAt,
  };
}
