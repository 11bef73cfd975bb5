/** What many pairs from one source come to, in words: how many, which ones, and the first of them in full. */
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import type { SourceFinding } from '../findings/source-findings';
import { list } from './aligned';
import { machineName } from './names';
import type { Words } from './words';

/** @param wordsOf the words of any finding */
export function targetsAreRed({ failed, untold, shown, first }: SourceFinding, label: Label, wordsOf: (finding: Finding, label: Label) => Words): Words {
  const counted = [...(failed > 0 ? [`${grouped(failed)} ${failed === 1 ? 'machine fails' : 'machines fail'}`] : []), ...(untold > 0 ? [`${grouped(untold)} could not be told`] : [])];
  const names = shown.map(({ to, unreadId }) => (to ? machineName(to, label) : `those of ${label(unreadId ?? '')}`));
  const more = failed + untold - shown.length;
  const said = first.map((finding) => wordsOf(finding, label));
  const facts = said.map(({ fact }) => fact).join('; ');
  return {
    fact: failed + untold === 1 ? `${list(counted)}: ${facts}` : `${list(counted)}; the first: ${facts}`,
    evidence: [...(failed + untold === 1 ? [] : [...inRows(names), ...(more > 0 ? [`… and ${grouped(more)} more`] : [])]), ...said.flatMap(({ evidence = [] }) => evidence)],
  };
}

/** Five to a line. */
const inRows = (names: readonly string[]): string[] => names.flatMap((_, index) => (index % 5 === 0 ? names.slice(index, index + 5).join(', ') : []));

const grouped = (number: number): string => number.toLocaleString('en-US');
