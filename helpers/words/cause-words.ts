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

/** Whether nothing of the one spoke gets to the other: only then it is said to be cut off. */
export type IsCutOff = (fromSpokeId: string, toSpokeId: string) => boolean;

export function causeWords(finding: Finding, label: Label, isCutOff: IsCutOff): CauseWords {
  const words = wordsOf(finding, label);
  const { fact, fix } = words;
  const misrouted = 'misrouted' in finding ? finding.misrouted : undefined;
  const isWhole = misrouted !== undefined && words.causeIfCutOff !== undefined && isCutOff(misrouted.from.spokeId, misrouted.to.spokeId);
  const cause = isWhole ? (words.causeIfCutOff ?? fact) : (words.cause ?? fact);
  return { sentence: cause, ...(fix !== undefined && { fix }) };
}

/** `RT-02, ER-02, SSH-01 (2)`. */
function explainedChecks(explains: readonly { readonly checkId: string }[]): string {
  const counts = new Map<string, number>();
  for (const { checkId } of explains) counts.set(checkId, (counts.get(checkId) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count > 1 ? `${id} (${String(count)})` : id)).join(', ');
}

/** One sentence, then what it explains, then how to fix it. */
export function causeLines({ finding, explains }: Cause, label: Label, isCutOff: IsCutOff): string[] {
  const { sentence, fix } = causeWords(finding, label, isCutOff);
  return [`${sentence}.`, `Explains ${explainedChecks(explains)}.`, ...(fix === undefined ? [] : [`Fix: ${fix}`])];
}
