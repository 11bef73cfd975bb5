/** Every check of the run, by suite. */
import type { Results } from '../report/results';
import { momentWords } from '../report/since-sections';
import type { Naming } from './naming';
import { duration } from './naming';

export interface CaseView {
  readonly verdict: string;
  readonly symbol: string;
  readonly words: string;
  readonly check: string;
  readonly title: string;
  /** Places of the spokes that it is about, for the filter. */
  readonly spokes: string;
  readonly fact?: string;
  readonly evidence?: string;
  readonly hint?: string;
  readonly advisories: readonly string[];
  /** `new`, `red since 2026-11-20 02:10 UTC`, `observed 3 times over 12 s`, `12 of 380 pairs failed`, `login took 25 ms`. */
  readonly remarks: readonly string[];
}

export interface SuiteView {
  readonly name: string;
  /** What failed, cannot be told or is waived; the rest. */
  readonly red: readonly CaseView[];
  readonly others: readonly CaseView[];
  readonly counts: string;
  readonly isOpen: boolean;
}

const verdicts: Readonly<Record<string, readonly [symbol: string, words: string]>> = {
  'pass': ['✓', 'passed'],
  'fail': ['✗', 'failed'],
  'cannot-tell': ['?', 'cannot tell'],
  'waived': ['⊘', 'waived'],
  'skip': ['–', 'not due'],
};

/** In the order in which they matter. */
const order = ['fail', 'cannot-tell', 'waived', 'pass', 'skip'];

const wordsFor = (verdict: string): readonly [symbol: string, words: string] => verdicts[verdict] ?? ['·', verdict];

/** A verdict that is not known here comes last. */
const rankOf = (verdict: string): number => (order.includes(verdict) ? order.indexOf(verdict) : order.length);

type OneCase = Results['cases'][number];

export function suitesIn({ cases }: Results, naming: Naming): SuiteView[] {
  const suites = new Map<string, OneCase[]>();
  for (const one of cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  return [...suites].map(([name, ones]) => {
    const sorted = [...ones].sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict));
    const kinds = [...new Set(sorted.map(({ verdict }) => verdict))];
    return {
      name,
      red: sorted.filter(isMarked).map((one) => viewOf(one, naming)),
      others: sorted.filter((one) => !isMarked(one)).map((one) => viewOf(one, naming)),
      counts: kinds.map((kind) => `${ones.filter(({ verdict }) => verdict === kind).length.toLocaleString('en-US')} ${wordsFor(kind)[1]}`).join(', '),
      isOpen: ones.some(isMarked) && ones.filter(isMarked).length <= mostOpen,
    };
  });
}

const isMarked = ({ verdict }: OneCase): boolean => verdict !== 'pass' && verdict !== 'skip';

/** Of a suite with more of them, the causes tell enough. */
const mostOpen = 20;

/** The verdicts that there are, for the filter. */
export const verdictsIn = ({ cases }: Results): { readonly verdict: string; readonly words: string; readonly number: number }[] =>
  [...new Set(cases.map(({ verdict }) => verdict))].sort((a, b) => rankOf(a) - rankOf(b)).map((verdict) => ({ verdict, words: wordsFor(verdict)[1], number: cases.filter((one) => one.verdict === verdict).length }));

function viewOf({ check, title, verdict, subjects, words, reason, attempts, seconds, milliseconds, login, targets, redSince, isNew }: OneCase, naming: Naming): CaseView {
  const [symbol, verdictWords] = wordsFor(verdict);
  const spokes = new Set(subjects.flatMap((id) => naming.spokeOf(id) ?? []));
  const fact = words?.fact ?? reason;
  return {
    ...{ verdict, symbol, words: verdictWords, check },
    title: title.startsWith(`[${check}] `) ? title.slice(check.length + 3) : title,
    spokes: [...spokes].join(' '),
    ...(fact !== undefined && { fact }),
    ...(words?.evidence && { evidence: words.evidence.join('\n') }),
    ...(words?.hint !== undefined && { hint: words.hint }),
    advisories: words?.advisories ?? [],
    remarks: [
      ...(isNew ? ['new'] : isNew === false && redSince !== undefined ? [`red since ${momentWords(redSince)}`] : []),
      ...(targets ? [[[targets.passed, 'passed'], [targets.failed, 'failed'], [targets.untold, 'cannot be told'], [targets.skipped, 'not due']].filter(([number]) => number !== 0).map((part) => part.join(' ')).join(', ')] : []),
      ...(attempts !== undefined && attempts > 1 ? [`observed ${String(attempts)} times over ${duration(seconds ?? 0)}`] : []),
      ...(login && verdict === 'pass' ? [`${Math.round(milliseconds).toLocaleString('en-US')} ms`] : []),
    ],
  };
}
