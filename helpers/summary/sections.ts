/** How many checks of each section came to what. */
import type { Results } from '../report/results';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly untold: number;
  readonly waived: number;
  readonly skipped: number;
}

type OneCase = Results['cases'][number];

const none: Counts = { passed: 0, failed: 0, untold: 0, waived: 0, skipped: 0 };

const plus = (a: Counts, b: Counts): Counts => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, untold: a.untold + b.untold, waived: a.waived + b.waived, skipped: a.skipped + b.skipped });

/** A case that stands for many pairs counts for each of them, as in the conclusion. */
function countsOf({ verdict, targets }: OneCase): Counts {
  const name = countedAs[verdict];
  const isWaived = name === 'waived';
  if (!targets) return { ...none, [name]: 1 };
  const { passed, failed, untold, skipped } = targets;
  return isWaived ? { ...none, passed, waived: failed + untold, skipped } : { ...none, passed, failed, untold, skipped };
}

const countedAs: Readonly<Record<OneCase['verdict'], keyof Counts>> = { 'pass': 'passed', 'fail': 'failed', 'cannot-tell': 'untold', 'waived': 'waived', 'skip': 'skipped' };

export function sectionsOf({ cases }: Pick<Results, 'cases'>): { readonly name: string; readonly counts: Counts }[] {
  const sections = new Map<string, Counts>();
  for (const one of cases) sections.set(one.suite, plus(sections.get(one.suite) ?? none, countsOf(one)));
  return [...sections].map(([name, counts]) => ({ name, counts }));
}

export const totalOf = (sections: readonly { readonly counts: Counts }[]): Counts => sections.reduce((sum, { counts }) => plus(sum, counts), none);
