/** Causes in words. */
import type { Cause } from './cause';

/** `RT-02, ER-02, SSH-01 (2)`. */
export function explainedChecks({ explains }: Cause): string {
  const counts = new Map<string, number>();
  for (const title of explains) {
    const [, id = title] = /^\[([^\]]+)\]/.exec(title) ?? [];
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => (count > 1 ? `${id} (${String(count)})` : id)).join(', ');
}

/** One sentence, then what it explains, then how to mend it. */
export const causeLines = (cause: Cause): string[] => [`${cause.sentence}.`, `Explains ${explainedChecks(cause)}.`, ...(cause.mend === undefined ? [] : [`Mend: ${cause.mend}`])];
