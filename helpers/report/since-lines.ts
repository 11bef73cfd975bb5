/** What changed since another run, for the console: verdicts first, then the causes, then the network, each as far as it fits. */
import { printableLine } from '../printable/printable';
import { colours } from './colours';
import type { SinceRun } from './since';

/** So many lines are told of each kind; of the rest, how many they are. */
export const mostLines = 20;

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

/** A section of the console, with a blank line behind it. */
export function sinceLines(since: SinceRun): string[] {
  const of = <Kind extends CaseChange['kind']>(kind: Kind): Of<Kind>[] => since.cases.filter((change): change is Of<Kind> => change.kind === kind);
  const stillRed = of('still-red').sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  const went = of('went');
  const sections = [
    section(colours.red('New red'), of('new-red').map(newRedWords)),
    section('Still red', stillRed.map(stillRedWords)),
    section('Red, and not known whether it was', of('red-not-compared').map(({ title }) => title)),
    section(colours.green('No longer red'), of('no-longer-red').map(({ title, verdict, since: from }) => `${title} (${nowWords[verdict]}; was red since ${momentWords(from)})`)),
    section('Checks that are new', of('came').map(({ title }) => title)),
    section('Checks that are gone', [...went].sort((a, b) => Number(isGreen(a)) - Number(isGreen(b))).map((one) => `${one.title}${isGreen(one) ? '' : ` (${verdictWords[one.was]})`}`)),
    section('New causes', since.causes.new.map(({ text }) => text)),
    section('Causes that are gone', since.causes.gone.map(({ text }) => text)),
    section('Settings that are different', since.settings),
    section('What changed in the network', (since.network ?? []).map(({ text }) => text)),
  ].flat();
  const nothing = sections.length === 0 ? ['  Nothing that was compared is different.'] : [];
  return [colours.bold(`Since ${momentWords(since.finishedAt)} (${printableLine(since.run)})`), ...sections, ...nothing, ...since.notes.map((note) => `  ${colours.cyan('!')} ${printableLine(note)}`), ''];
}

const isGreen = ({ was }: Of<'went'>): boolean => was !== 'fail' && was !== 'cannot-tell';

/** That it passed and fails goes without saying. */
const newRedWords = ({ title, was, verdict }: Of<'new-red'>): string =>
  was === 'pass' && verdict === 'fail' ? title : `${title} (${verdictWords[was]}${verdict === 'cannot-tell' ? ', cannot be told now' : ''})`;

function stillRedWords({ title, since, was, verdict, pairs }: Of<'still-red'>): string {
  const otherwise = was === verdict ? '' : verdict === 'fail' ? '; it could not be told before, and fails now' : '; it failed before, and cannot be told now';
  const many = pairs ? `; ${pairs.now.toLocaleString('en-US')} of its pairs, ${pairs.before.toLocaleString('en-US')} before` : '';
  return `${title}, since ${momentWords(since)}${otherwise}${many}`;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - mostLines;
  const told = rest > 1 ? lines.slice(0, mostLines) : lines;
  return [`  ${title}: ${lines.length.toLocaleString('en-US')}`, ...told.map((line) => `    ${printableLine(line)}`), ...(rest > 1 ? [`    … and ${rest.toLocaleString('en-US')} more`] : [])];
}
