/** From red cases to causes: each case is put down to what is nearest the root, and what has one cause is told once. */
import type { Deployment } from '../estate/deployment';
import { labelsIn } from '../estate/survey-labels';
import { caseDrafts } from './case-cause';
import type { Cause, Draft, Login, RedCase } from './cause';
import { loginDrafts } from './login-cause';

const isRed = ({ verdict }: { readonly verdict: RedCase['verdict'] }): boolean => verdict.verdict === 'fail' || verdict.verdict === 'cannot-tell';

interface Found {
  readonly title: string;
  readonly draft: Draft;
}

/**
 * @param cases of all checks, green ones too; a case of SSH-01 that was never tried (no machine to log in to) is one of them
 * @param logins that were tried
 * @returns the causes, those nearest the root first; every red case is explained by at least one
 */
export function explain(deployment: Deployment, cases: readonly RedCase[], logins: readonly Login[]): Cause[] {
  const label = labelsIn(deployment.survey);
  const found: Found[] = [
    ...cases.filter(isRed).flatMap((red) => caseDrafts(deployment, red, label).map((draft) => ({ title: red.title, draft }))),
    ...logins.filter(isRed).flatMap((login) => loginDrafts(deployment, login, label).map((draft) => ({ title: login.title, draft }))),
  ];
  const byKey = new Map<string, Found[]>();
  for (const one of found) byKey.set(one.draft.key, [...(byKey.get(one.draft.key) ?? []), one]);
  return [...byKey.entries()]
    .map(([key, all]) => ({ key, all, rank: Math.min(...all.map(({ draft }) => draft.rank)) }))
    .map(({ key, all, rank }) => ({ rank, cause: causeOf(key, all) }))
    .sort((a, b) => a.rank - b.rank || b.cause.explains.length - a.cause.explains.length)
    .map(({ cause }) => cause);
}

/** The first draft speaks: the checks come in the order of the layers, so it is the one nearest the root. */
function causeOf(key: string, all: readonly Found[]): Cause {
  const mend = all.find(({ draft }) => draft.mend !== undefined)?.draft.mend;
  return { key, sentence: all[0]?.draft.sentence ?? key, explains: [...new Set(all.map(({ title }) => title))], ...(mend !== undefined && { mend }) };
}
