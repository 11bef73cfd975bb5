/** What a check says about a deployment, by title, in a form that reads well beside the case: its findings in words. */
import type { Deployment } from '../../estate/deployment';
import { estateOf } from '../../estate/estate';
import { titleOf, titleWords, verdictOf } from '../../words/case-words';
import type { Verdict } from '../../words/verdict';
import type { Case, SurveyCheck } from '../check';

const judge = (check: SurveyCheck, { survey, expectations }: Deployment): Case[] => check.judge(estateOf(survey), expectations);

/** Every case's verdict by its title without the id. */
export function verdictsOf(check: SurveyCheck, deployment: Deployment): Record<string, Verdict> {
  const { label } = estateOf(deployment.survey);
  return Object.fromEntries(judge(check, deployment).map((judged) => [titleWords(judged.title, label), verdictOf(judged, label)]));
}

/** What a test looks at of a case. */
export interface CaseInWords extends Pick<Case, 'unsettled'> {
  readonly title: string;
  readonly verdict: Verdict;
}

/** The one case whose title holds this text; throws where there is not exactly one. */
export function caseAbout(check: SurveyCheck, deployment: Deployment, text: string): CaseInWords {
  const { label } = estateOf(deployment.survey);
  const cases = judge(check, deployment);
  const [found, ...more] = cases.filter(({ title }) => titleWords(title, label).includes(text));
  if (!found || more.length > 0) throw new Error(`Not exactly one case of ${check.id} is about "${text}": ${cases.map(({ title }) => titleWords(title, label)).join('; ')}`);
  return { title: titleOf(found, label), verdict: verdictOf(found, label), unsettled: found.unsettled };
}

export const passed: Verdict = { verdict: 'pass', advisories: [] };

export const passedWith = (...texts: string[]): Verdict => ({ verdict: 'pass', advisories: texts.map((text) => ({ text })) });

export const skipped = (reason: string): Verdict => ({ verdict: 'skip', reason });

export const inconclusive = (reason: string, evidence: readonly string[] = []): Verdict => ({ verdict: 'cannot-tell', reason, evidence });

export const failed = (fact: string, evidence: readonly string[] = [], hint?: string): Verdict => ({ verdict: 'fail', fact, evidence, ...(hint !== undefined && { hint }) });
