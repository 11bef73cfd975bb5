/** What changed since another run, in sections: verdicts first, then the causes, then the network. Of each kind all there is. */
import type { SinceRun } from './since';

export interface SinceSection {
  readonly title: string;
  /** Of verdicts: what became of them. */
  readonly tone?: 'bad' | 'good';
  readonly lines: readonly string[];
}

type CaseChange = SinceRun['cases'][number];

type Of<Kind extends CaseChange['kind']> = Extract<CaseChange, { kind: Kind }>;

const verdictWords: Readonly<Record<'pass' | 'fail' | 'cannot-tell' | 'waived' | 'skip' | 'absent', string>> = {
  'pass': 'passed',
  'fail': 'failed',
  'cannot-tell': 'could not be told',
  'waived': 'was waived',
  'skip': 'was not due',
  'absent': 'was no check',
};

const nowWords: Readonly<Record<'pass' | 'waived' | 'skip', string>> = { pass: 'passes', waived: 'is waived', skip: 'is not due' };

/** `2026-11-25 23:47 UTC`. */
export const momentWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Those that have something in them. */
export function sinceSections(since: SinceRun): SinceSection[] {
  const of = <Kind extends CaseChange['kind']>(kind: Kind): Of<Kind>[] => since.cases.filter((change): change is Of<Kind> => change.kind === kind);
  const stillRed = of('still-red').sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  const went = of('went').sort((a, b) => Number(isGreen(a)) - Number(isGreen(b)));
  const sections: readonly SinceSection[] = [
    { title: 'New red', tone: 'bad', lines: of('new-red').map(newRedWords) },
    { title: 'Still red', lines: stillRed.map(stillRedWords) },
    { title: 'Red, and not known whether it was', lines: of('red-not-compared').map(({ title }) => title) },
    { title: 'No longer red', tone: 'good', lines: of('no-longer-red').map(({ title, verdict, since: from }) => `${title} (${nowWords[verdict]}; was red since ${momentWords(from)})`) },
    { title: 'Checks that are new', lines: of('came').map(({ title }) => title) },
    { title: 'Checks that are gone', lines: went.map((one) => `${one.title}${isGreen(one) ? '' : ` (${verdictWords[one.was]})`}`) },
    { title: 'New causes', lines: since.causes.new.map(({ text }) => text) },
    { title: 'Causes that are gone', lines: since.causes.gone.map(({ text }) => text) },
    { title: 'Settings that are different', lines: since.settings },
    { title: 'What changed in the network', lines: (since.network ?? []).map(({ text }) => text) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** What stands in place of sections where there is none. */
export const nothingDiffers = 'Nothing that was compared is different.';

const isGreen = ({ was }: Of<'went'>): boolean => was !== 'fail' && was !== 'cannot-tell';

/** That it passed and fails goes without saying. */
const newRedWords = ({ title, was, verdict }: Of<'new-red'>): string =>
  was === 'pass' && verdict === 'fail' ? title : `${title} (${verdictWords[was]}${verdict === 'cannot-tell' ? ', cannot be told now' : ''})`;

function stillRedWords({ title, since, was, verdict, pairs }: Of<'still-red'>): string {
  const otherwise = was === verdict ? '' : verdict === 'fail' ? '; it could not be told before, and fails now' : '; it failed before, and cannot be told now';
  const many = pairs ? `; ${pairs.now.toLocaleString('en-US')} of its pairs, ${pairs.before.toLocaleString('en-US')} before` : '';
  return `${title}, since ${momentWords(since)}${otherwise}${many}`;
}
