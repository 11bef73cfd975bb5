/** Causes in words. */
import type { Cause } from '../causes/causes';
import { keyOf } from '../estate/resource-id';
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import { wordsOf } from './finding-words';
import { severalWords } from './several-words';

export interface CauseWords {
  readonly sentence: string;
  /** The commands of the Azure CLI that would fix it together, in this order. Printed, never run. */
  readonly fixes: readonly string[];
  /** Whether they leave a part of it: what they would not do safely. */
  readonly isPart: boolean;
}

/** Whether nothing of the one spoke gets to the other: only then it is said to be cut off. */
export type IsCutOff = (fromSpokeId: string, toSpokeId: string) => boolean;

export function causeWords(cause: Pick<Cause, 'finding' | 'speakers' | 'behind' | 'isPassed' | 'isCut' | 'findings'>, label: Label, isCutOff: IsCutOff): CauseWords {
  const sentence = severalWords(cause, label) ?? sentenceOf(cause, label, isCutOff);
  if (cause.isPassed) return { sentence: `${sentence}; what this run sent gets past it, so that no command is proposed`, fixes: [], isPart: false };
  const { fixes, isPart } = fixesOf(cause.findings, label);
  return { sentence, fixes, isPart: isPart || (cause.isCut === true && fixes.length > 0) };
}

function sentenceOf({ finding, findings }: Pick<Cause, 'finding' | 'findings'>, label: Label, isCutOff: IsCutOff): string {
  const words = wordsOf(finding, label);
  const { fact } = words;
  const misrouted = 'misrouted' in finding ? finding.misrouted : undefined;
  if (!misrouted || words.causeIfCutOff === undefined || !isCutOff(misrouted.from.spokeId, misrouted.to.spokeId)) return words.cause ?? fact;
  const { from, to } = misrouted;
  const more = othersCutOff(findings, from.spokeId, isCutOff).filter((id) => id !== to.spokeId).length;
  const pair = `${label(from.spokeId)} cannot reach ${label(to.spokeId)}`;
  return more > 0 ? words.causeIfCutOff.replace(pair, () => `${pair} and ${more.toLocaleString('en-US')} more ${more === 1 ? 'spoke' : 'spokes'}`) : words.causeIfCutOff;
}

/** The spokes that a cause cuts a spoke off from. */
const othersCutOff = (findings: readonly Finding[], fromSpokeId: string, isCutOff: IsCutOff): string[] =>
  [...new Set(findings.flatMap((finding) => ('misrouted' in finding && finding.misrouted?.from.spokeId === fromSpokeId ? [finding.misrouted.to.spokeId] : [])))].filter((id) => isCutOff(fromSpokeId, id));

/** What one cause is to many pairs may need a command for each: a table that lacks several routes. */
function fixesOf(findings: readonly Finding[], label: Label): Pick<CauseWords, 'fixes' | 'isPart'> {
  // A peering is made once, as the finding of it that speaks says.
  const sides = new Map(findings.flatMap((finding) => (finding.kind === 'peering-missing' ? [[keyOf(`${finding.side.owner} ${finding.side.remote}`), finding] as const] : [])).reverse());
  const kept = findings.filter((finding) => finding.kind !== 'peering-missing' || [...sides.values()].includes(finding));
  const fixes = [...new Set(kept.flatMap((finding) => wordsOf(finding, label).fix ?? []))].sort();
  // Routes that come before one with a stale next hop leave that one as it is.
  const staysStale = findings.some(({ kind }) => kind === 'stale-instance-route') && !findings.some((finding) => finding.kind === 'route-elsewhere' && finding.remedy?.update);
  return { fixes, isPart: fixes.length > 0 && (staysStale || findings.some((finding) => 'misrouted' in finding && !isFixed(finding, findings))) };
}

/** By its own command, or by that of another finding which mends the same route, or makes one for the same machine. */
function isFixed(finding: Finding, findings: readonly Finding[]): boolean {
  if (!('tableId' in finding && 'misrouted' in finding && finding.misrouted)) return false;
  const { tableId, misrouted: { to } } = finding;
  const route = 'route' in finding ? finding.route?.name : undefined;
  return findings.some((one) => 'remedy' in one && one.remedy && one.tableId === tableId && ((one.remedy.update && one.remedy.name === route) || one.misrouted.to.nicId === to.nicId));
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
