/** What a check says about a deployment, by title, in a form that reads well beside the case. */
import type { Deployment } from '../../estate/deployment';
import type { Case, Check } from '../check';
import type { Verdict } from '../verdict';

/** Every case's verdict by its title without the id. */
export function verdictsOf(check: Check, deployment: Deployment): Record<string, Verdict> {
  return Object.fromEntries(check.cases(deployment).map(({ title, verdict }) => [title.replace(`[${check.id}] `, ''), verdict]));
}

/** The one case whose title holds this text; throws where there is not exactly one. */
export function caseAbout(check: Check, deployment: Deployment, text: string): Case {
  const cases = check.cases(deployment);
  const [found, ...more] = cases.filter(({ title }) => title.includes(text));
  if (!found || more.length > 0) throw new Error(`Not exactly one case of ${check.id} is about "${text}": ${cases.map(({ title }) => title).join('; ')}`);
  return found;
}

export const passed: Verdict = { verdict: 'pass', advisories: [] };

export const passedWith = (...texts: string[]): Verdict => ({ verdict: 'pass', advisories: texts.map((text) => ({ text })) });

export const skipped = (reason: string): Verdict => ({ verdict: 'skip', reason });

export const untold = (reason: string, evidence: readonly string[] = []): Verdict => ({ verdict: 'cannot-tell', reason, evidence });

export const failed = (fact: string, evidence: readonly string[] = [], hint?: string): Verdict => ({ verdict: 'fail', fact, evidence, ...(hint !== undefined && { hint }) });
