/** Cases in words: their titles, and what their verdicts say. */
import type { Case, Judgement } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Title, TitlePart } from '../findings/title';
import { printableLine } from '../printable/printable';
import { list } from './aligned';
import { wordsOf } from './finding-words';
import { machineName } from './names';
import { transitWords } from './transit-words';
import type { Verdict } from './verdict';

export const titleWords = (title: Title, label: Label): string => title.map((part) => partWords(part, label)).join('');

function partWords(part: TitlePart, label: Label): string {
  if (typeof part !== 'object') return String(part);
  if ('id' in part) return label(part.id);
  return 'machine' in part ? machineName(part.machine, label) : transitWords(part.transit);
}

/** `[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server`: unique in a run, stable from run to run. It is a test's name, and so printable. */
export const titleOf = ({ checkId, title }: Pick<Case, 'checkId' | 'title'>, label: Label): string => printableLine(`[${checkId}] ${titleWords(title, label)}`);

export function verdictOf({ verdict, findings, advisories }: Judgement, label: Label): Verdict {
  const words = findings.map((finding) => wordsOf(finding, label));
  const facts = words.map(({ fact }) => fact);
  const evidence = words.flatMap((each) => each.evidence ?? []);
  const hint = words.find((each) => each.hint !== undefined)?.hint;
  switch (verdict) {
    case 'pass':
      return { verdict, advisories: advisories.map((advisory) => ({ text: wordsOf(advisory, label).fact })) };
    case 'fail':
      return { verdict, fact: list(facts), evidence, ...(hint !== undefined && { hint }) };
    case 'cannot-tell':
      return { verdict, reason: facts.join('; '), evidence };
    case 'skip':
      return { verdict, reason: facts.join('; ') };
  }
}
