/** The words in which checks come to a verdict, together with what is worth observing again. */
import { couldNotRead } from '../estate/problem-words';
import type { Problem, ProblemKind } from '../estate/reading';
import type { ReadingRef } from '../estate/reading-ref';
import type { Verdict } from './verdict';

export interface Judgement {
  readonly verdict: Verdict;
  /** As in a case: empty where waiting cannot help. */
  readonly unsettled: readonly ReadingRef[];
}

interface Grounds {
  readonly evidence?: readonly string[];
  readonly hint?: string | undefined;
  readonly unsettled?: readonly ReadingRef[];
}

/** @param advisories one sentence each. */
export const pass = (...advisories: readonly string[]): Judgement => ({ verdict: { verdict: 'pass', advisories: advisories.map((text) => ({ text })) }, unsettled: [] });

export const fail = (fact: string, { evidence = [], hint, unsettled = [] }: Grounds = {}): Judgement => ({
  verdict: { verdict: 'fail', fact, evidence, ...(hint !== undefined && { hint }) },
  unsettled,
});

export const cannotTell = (reason: string, { evidence = [], unsettled = [] }: Omit<Grounds, 'hint'> = {}): Judgement => ({
  verdict: { verdict: 'cannot-tell', reason, evidence },
  unsettled,
});

/** What the check speaks of is known to be absent; `(see RS-04)` in the reason names the check that reports it. */
export const skip = (reason: string, unsettled: readonly ReadingRef[] = []): Judgement => ({ verdict: { verdict: 'skip', reason }, unsettled });

/** What may be read the next time; a refusal, a wrong answer or an absent resource stays what it is. */
const passing: readonly ProblemKind[] = ['throttled', 'server-error', 'conflict', 'connection', 'timeout', 'nic-not-running'];

export const notRead = (what: string, problem: Problem, ref: ReadingRef): Judgement =>
  cannotTell(couldNotRead(what, problem), { unsettled: passing.includes(problem.kind) ? [ref] : [] });

/** Something a check needs before it can judge, or the judgement that stands in its place. */
export type Found<T> = { readonly found: T } | { readonly instead: Judgement };

export const judgeFound = <T>(prerequisite: Found<T>, judge: (found: T) => Judgement): Judgement =>
  'found' in prerequisite ? judge(prerequisite.found) : prerequisite.instead;
