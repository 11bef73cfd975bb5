/** What was looked at before a run, and whether it is in a run's way. */

export type Found =
  /** As a run needs it. */
  | { readonly is: 'well'; readonly what: string }
  /** It is in the way of a run. */
  | { readonly is: 'wrong'; readonly what: string; /** What to do about it, a line each. */ readonly remedy?: readonly string[] }
  /** It could not be looked at; what keeps it from that is told besides. */
  | { readonly is: 'unknown'; readonly what: string; readonly remedy?: readonly string[] }
  /** A run does without it. */
  | { readonly is: 'spare'; readonly what: string; readonly remedy?: readonly string[] };

export interface Section {
  readonly title: string;
  readonly found: readonly Found[];
}

const marks: Readonly<Record<Found['is'], string>> = { well: '✓', wrong: '✗', unknown: '?', spare: '–' };

/** For the console. */
export function sectionLines(sections: readonly Section[]): string[] {
  return sections.flatMap(({ title, found }) => ['', title, ...found.flatMap(linesOf)]).slice(1);
}

const linesOf = (one: Found): string[] => [`  ${marks[one.is]} ${one.what}`, ...('remedy' in one ? (one.remedy ?? []).map((line) => `      ${line}`) : [])];

/** The last line, and the exit code: 0 nothing is in the way of a run, 1 something is, 2 nothing was found to be, and not all could be looked at. */
export function verdictOf(sections: readonly Section[]): { readonly code: 0 | 1 | 2; readonly sentence: string } {
  const all = sections.flatMap(({ found }) => found);
  const count = (is: Found['is']): number => all.filter((one) => one.is === is).length;
  const [wrong, unknown] = [count('wrong'), count('unknown')];
  const notLooked = unknown === 0 ? '' : `${things(unknown)} could not be looked at`;
  if (wrong > 0) return { code: 1, sentence: `${things(wrong)} ${wrong === 1 ? 'is' : 'are'} in the way of a run${notLooked && `, and ${notLooked}`}.` };
  if (unknown > 0) return { code: 2, sentence: `Nothing was found in the way of a run, but ${notLooked}.` };
  return { code: 0, sentence: 'Nothing that was looked at is in the way of a run.' };
}

const things = (count: number): string => `${String(count)} ${count === 1 ? 'thing' : 'things'}`;
