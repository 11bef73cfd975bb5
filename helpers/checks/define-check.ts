/** Makes a check of its statement and its judgement: adds the id, and a case where there would be none. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { title } from '../findings/title';
import type { Case, Judged, Judgement, SurveyCheck } from './check';
import { notRead, skip } from './judgement';
import { networkRef } from './reading-refs';

/** Judges a deployment. Pure. */
export type Judge = (estate: Estate, expectations: Expectations) => readonly Judged[];

export function defineCheck<const Id extends string, const Sentence extends string>(id: Id, sentence: Sentence, judge: Judge): SurveyCheck<Id, Sentence> {
  return {
    kind: 'survey',
    id,
    sentence,
    judge: (estate, expectations) => {
      const judged = judge(estate, expectations);
      return (judged.length > 0 ? judged : [nothingDue(estate, sentence)]).map((one) => toCase(id, one));
    },
  };
}

export const toCase = (checkId: string, { about, ...rest }: Judged): Case => ({ checkId, subjects: about.map(keyOf), ...rest });

/** A check never vanishes from a report: what it would judge is not there, or nobody knows whether it is. */
function nothingDue({ survey, hub: { id, reading } }: Estate, sentence: string): Judged {
  const spokesUnknown = survey.spokesFrom === 'hub-peerings' && survey.spokeIds.length === 0;
  const judgement: Judgement =
    spokesUnknown && reading.status === 'unread'
      ? notRead({ of: 'network', id }, reading.problem, networkRef(id), { kind: 'names-the-spokes' })
      : skip({ kind: 'nothing-due' });
  return { title: title`${sentence}`, about: [id], basis: [networkRef(id)], ...judgement };
}
