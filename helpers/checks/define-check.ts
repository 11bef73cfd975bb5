/** Makes a check of its statement and its judgement: adds the id to the titles, and a case where there would be none. */
import type { Deployment } from '../estate/deployment';
import { keyOf } from '../estate/resource-id';
import { hubOf } from '../estate/spokes';
import { labelsIn } from '../estate/survey-labels';
import type { Label } from '../estate/survey-labels';
import type { Case, Check } from './check';
import type { Judgement } from './judgement';
import { notRead, skip } from './judgement';
import { networkRef } from './reading-refs';

export interface Judged extends Judgement {
  /** The title without the id: `bluehub-vnet1 has a subnet named RouteServerSubnet`. Must not depend on the verdict. */
  readonly sentence: string;
  /** Ids of the resources that the case is about. */
  readonly about: readonly string[];
}

/** A judgement of a deployment, given the names by which to call its resources. */
export type Judge = (deployment: Deployment, label: Label) => readonly Judged[];

export function defineCheck(id: string, statement: string, judge: Judge): Check {
  const toCase = ({ sentence, about, verdict, unsettled }: Judged): Case => ({
    checkId: id,
    title: `[${id}] ${sentence}`,
    verdict,
    unsettled,
    subjects: about.map(keyOf),
  });
  return {
    id,
    statement,
    cases: (deployment) => {
      const label = labelsIn(deployment.survey);
      const judged = judge(deployment, label);
      return (judged.length > 0 ? judged : [{ ...nothingDue(deployment, label), sentence: statement, about: [deployment.survey.hubId] }]).map(toCase);
    },
  };
}

/** A check never vanishes from a report: what it would judge is not there, or nobody knows whether it is. */
function nothingDue({ survey }: Deployment, label: Label): Judgement {
  const { id, reading } = hubOf(survey);
  const spokesUnknown = survey.spokesFrom === 'hub-peerings' && survey.spokeIds.length === 0;
  if (spokesUnknown && reading.status === 'unread') return notRead(`${label(id)}, whose peerings name the spokes,`, reading.problem, networkRef(id));
  return skip('the deployment has nothing that this check speaks of');
}
