/** Causes in words. */
import type { Cause } from '../causes/causes';
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import { wordsOf } from './finding-words';

export interface CauseWords {
  readonly sentence: string;
  /** A command of the Azure CLI that would fix it. Printed, never run. */
  readonly fix?: string;
}

export function causeWords(finding: Finding, label: Label): CauseWords {
  const { fact, cause = fact, fix } = wordsOf(finding, label);
  return { sentence: cause, ...(fix !== undefined && { fix }) };
}

/** `RT-02, ER-02, SSH-01 (2)`. */
function explainedChecks(explains: readonly { readonly checkId: string }[]): string {
  const counts = new Map<string, number>();
  for (const { checkId } of explains) counts.set(checkId, (counts.get(checkId) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count > 1 ? `${id} (${String(count)})` : id)).join(', ');
}

/** One sentence, then what it explains, then how to fix it. */
export function causeLines({ finding, explains }: Cause, label: Label): string[] {
  const { sentence, fix } = causeWords(finding, label);
  return [`${sentence}.`, `Explains ${explainedChecks(explains)}.`, ...(fix === undefined ? [] : [`Fix: ${fix}`])];
}
