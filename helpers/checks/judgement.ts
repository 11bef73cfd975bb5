/** How checks come to a verdict, together with what is worth observing again. */
import type { Problem, ProblemKind } from '../estate/reading';
import type { ReadingRef } from '../estate/reading-ref';
import type { FactOf, Finding } from '../findings/finding';
import type { Subject } from '../findings/reading-findings';
import type { Judgement } from './check';

export const pass = (...advisories: readonly Finding[]): Judgement => ({ verdict: 'pass', findings: [], advisories, unsettled: [] });

/** @param found at least one finding. @param unsettled readings that may still become what they should be. */
export const fail = (found: Finding | readonly Finding[], unsettled: readonly ReadingRef[] = []): Judgement => ({ verdict: 'fail', findings: [found].flat(), advisories: [], unsettled });

export const cannotTell = (found: Finding | readonly Finding[], unsettled: readonly ReadingRef[] = []): Judgement => ({ verdict: 'cannot-tell', findings: [found].flat(), advisories: [], unsettled });

/** What the check speaks of is known to be absent, or the settings leave it out. */
export const skip = (found: Finding): Judgement => ({ verdict: 'skip', findings: [found], advisories: [], unsettled: [] });

/** What may be read the next time; a refusal, a wrong answer or an absent resource stays what it is. */
const passing: readonly ProblemKind[] = ['throttled', 'server-error', 'conflict', 'connection', 'timeout', 'nic-not-running'];

/** @param ref by which it is read again */
export const notRead = (what: Subject, problem: Problem, ref: ReadingRef, matters?: FactOf<'not-read'>['matters']): Judgement =>
  cannotTell({ kind: 'not-read', what, problem, ...(matters && { matters }) }, passing.includes(problem.kind) ? [ref] : []);

/** Something a check needs before it can judge, or the judgement that stands in its place. */
export type Found<T> = { readonly found: T } | { readonly instead: Judgement };

export const judgeFound = <T>(prerequisite: Found<T>, judge: (found: T) => Judgement): Judgement =>
  'found' in prerequisite ? judge(prerequisite.found) : prerequisite.instead;
