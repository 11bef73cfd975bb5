/** Causes in words. */
import type { Cause } from '../causes/causes';
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import { wordsOf } from './finding-words';

export interface CauseWords {
  readonly sentence: string;
  /** The commands of the Azure CLI that would fix it together, in this order. Printed, never run. */
  readonly fixes: readonly string[];
  /** Whether they leave a part of it: what they would not do safely. */
  readonly isPart: boolean;
}

/** Whether nothing of the one spoke gets to the other: only then it is said to be cut off. */
export type IsCutOff = (fromSpokeId: string, toSpokeId: string) => boolean;

export function causeWords({ finding, findings }: Pick<Cause, 'finding' | 'findings'>, label: Label, isCutOff: IsCutOff): CauseWords {
  const words = wordsOf(finding, label);
  const { fact } = words;
  const misrouted = 'misrouted' in finding ? finding.misrouted : undefined;
  const isWhole = misrouted !== undefined && words.causeIfCutOff !== undefined && isCutOff(misrouted.from.spokeId, misrouted.to.spokeId);
  const cause = isWhole ? (words.causeIfCutOff ?? fact) : (words.cause ?? fact);
  return { sentence: cause, ...fixesOf(findings, label) };
}

/** What one cause is to many pairs may need a command for each: a table that lacks several routes. */
function fixesOf(findings: readonly Finding[], label: Label): Pick<CauseWords, 'fixes' | 'isPart'> {
  // One peering is made once, as the finding that speaks says.
  const missing = findings.find(({ kind }) => kind === 'peering-missing');
  const fixed = findings.filter((finding) => finding.kind !== 'peering-missing' || finding === missing).map((finding) => ({ finding, fix: wordsOf(finding, label).fix }));
  const fixes = [...new Set(fixed.flatMap(({ fix }) => fix ?? []))].sort();
  // Routes that come before one with a stale next hop leave that one as it is.
  const staysStale = findings.some(({ kind }) => kind === 'stale-instance-route') && !findings.some((finding) => finding.kind === 'route-elsewhere' && finding.remedy?.update);
  return { fixes, isPart: fixes.length > 0 && (staysStale || fixed.some(({ finding, fix }) => 'misrouted' in finding && fix === undefined)) };
}

/** `RT-02, ER-02, SSH-01 (2)`. */
export function explainedChecks(explains: readonly { readonly checkId: string }[]): string {
  const counts = new Map<string, number>();
  for (const { checkId } of explains) counts.set(checkId, (counts.get(checkId) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count > 1 ? `${id} (${String(count)})` : id)).join(', ');
}

/** One sentence, then what it explains, then how to fix it. */
export function causeLines(cause: Cause, label: Label, isCutOff: IsCutOff): string[] {
  const { sentence, fixes, isPart } = causeWords(cause, label, isCutOff);
  return [`${sentence}.`, `Explains ${explainedChecks(cause.explains)}.`, ...fixes.map((fix) => `${isPart ? 'Fix, in part' : 'Fix'}: ${fix}`)];
}
