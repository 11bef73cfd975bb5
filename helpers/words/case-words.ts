/** Cases in words: their titles, and what their verdicts say. */
import type { Case } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Finding } from '../findings/finding';
import type { Title, TitlePart } from '../findings/title';
import { printableLine } from '../printable/printable';
import { list } from './aligned';
import { wordsOf } from './finding-words';
import { machineName } from './names';
import { transitWords } from './transit-words';
import type { RedVerdict, Verdict } from './verdict';
import { waiverWords } from './waiver-words';

export const titleWords = (title: Title, label: Label): string => title.map((part) => partWords(part, label)).join('');

function partWords(part: TitlePart, label: Label): string {
  if (typeof part !== 'object') return String(part);
  if ('id' in part) return label(part.id);
  return 'machine' in part ? machineName(part.machine, label) : transitWords(part.transit);
}

/** `[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server`: unique in a run, stable from run to run. It is a test's name, and so printable. */
export const titleOf = ({ checkId, title }: Pick<Case, 'checkId' | 'title'>, label: Label): string => printableLine(`[${checkId}] ${titleWords(title, label)}`);

export function verdictOf({ verdict, findings, advisories, waived }: Pick<Case, 'verdict' | 'findings' | 'advisories' | 'waived'>, label: Label): Verdict {
  switch (verdict) {
    case 'pass':
      return { verdict, advisories: advisories.map((advisory) => ({ text: wordsOf(advisory, label).fact })) };
    case 'fail':
    case 'cannot-tell':
      return redVerdict(verdict, findings, label);
    case 'waived':
      // One that does not say by what it is waived is none.
      return waived ? { verdict, waiver: waiverWords(waived.waiver), was: redVerdict(waived.was, findings, label) } : redVerdict('cannot-tell', findings, label);
    case 'skip':
      return { verdict, reason: findings.map((finding) => wordsOf(finding, label).fact).join('; ') };
  }
}

function redVerdict(verdict: RedVerdict['verdict'], findings: readonly Finding[], label: Label): RedVerdict {
  const words = findings.map((finding) => wordsOf(finding, label));
  const facts = words.map(({ fact }) => fact);
  const evidence = words.flatMap((each) => each.evidence ?? []);
  const hint = words.find((each) => each.hint !== undefined)?.hint;
  return verdict === 'fail' ? { verdict, fact: list(facts), evidence, ...(hint !== undefined && { hint }) } : { verdict, reason: facts.join('; '), evidence };
}
