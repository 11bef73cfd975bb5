import { describe, expect, test } from '@jest/globals';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Problem } from '../estate/reading';
import type { Misnamed } from '../estate/survey';
import { deployment } from '../estate/testing/reference-deployment';
import { hubId, routeServerId, spoke2 } from '../estate/testing/reference-network';
import { titleWords, verdictOf } from '../words/case-words';
import { dueProbes, judgeSurvey } from '../checks/judge-all';
import { isJudged, isRed } from '../checks/check';
import { causesOf } from './causes';
import { causeWords } from '../words/cause-words';

const notFound = (id: string): Problem => ({ kind: 'not-found', request: `GET ${id}`, status: 404, code: 'ResourceNotFound', message: 'The Resource was not found.' });

/** What is red, and why, where a setting names what is not there. */
function redWith(wrong: Misnamed, { survey, expectations }: Deployment) {
  const judged = { survey: { ...survey, misnamed: [wrong] }, expectations };
  const { label } = estateOf(judged.survey);
  const cases = [...judgeSurvey(judged), ...dueProbes(judged).filter(isJudged)];
  const red = cases.filter(isRed).map((one) => ({ title: `[${one.checkId}] ${titleWords(one.title, label)}`, ...verdictOf(one, label) }));
  return { red, causes: causesOf(cases).map((cause) => causeWords(cause, label, () => true)), skipped: new Set(cases.filter(({ verdict }) => verdict === 'skip').map((one) => verdictOf(one, label))) };
}

const other = `${hubId}-other`;

describe('A setting that names what is not there', () => {
  test('of the hub is one cannot tell, and all else hangs on it', () => {
    const { red, causes, skipped } = redWith({ setting: 'HUB_VNET_ID', id: hubId, instead: [other] }, deployment((draft) => draft.unread.push({ of: 'virtualNetworks', id: hubId, problem: notFound(hubId) })));
    const fact = `HUB_VNET_ID names ${hubId}, which does not exist, or this identity may not see it: there are bluehub-vnet1-other`;
    expect(red).toEqual([{ title: '[RS-01] the hub has a subnet named RouteServerSubnet', verdict: 'cannot-tell', reason: fact, evidence: [] }]);
    expect(causes.map(({ sentence }) => sentence)).toEqual([fact]);
    expect([...skipped].map((verdict) => JSON.stringify(verdict)).filter((text, index, all) => all.indexOf(text) === index)).toEqual([JSON.stringify({ verdict: 'skip', reason: 'it hangs on HUB_VNET_ID (see RS-01)' })]);
  });

  test('of a spoke is one cannot tell, and the spokes that are there are judged', () => {
    const absent = `${spoke2.network}-absent`;
    const { red, causes } = redWith({ setting: 'SPOKE_VNET_IDS', id: absent, instead: [] }, deployment());
    expect(red).toEqual([
      {
        title: `[PE-01] bluehub-vnet1 is peered to ${absent}, Connected and FullyInSync`,
        ...{ verdict: 'cannot-tell', reason: `SPOKE_VNET_IDS names ${absent}, which does not exist, or this identity may not see it: no virtual networks are to be seen there`, evidence: [] },
      },
    ]);
    expect(causes).toHaveLength(1);
  });

  test('of the Route Server is one cannot tell, and what needs one hangs on it', () => {
    const made = deployment((draft) => draft.unread.push({ of: 'routeServer', id: '', problem: notFound(routeServerId) }));
    const { red, causes } = redWith({ setting: 'ROUTE_SERVER_ID', id: routeServerId, instead: [] }, { ...made, survey: { ...made.survey, routeServer: { status: 'unread', problem: notFound(routeServerId) }, routeServerId } });
    expect(new Set(red.map(({ title }) => title.slice(0, 9)))).toEqual(new Set(['[RS-04] a', '[PATH-01]']));
    expect(causes.map(({ sentence, fixes }) => ({ sentence, fixes }))).toEqual([{ sentence: `ROUTE_SERVER_ID names ${routeServerId}, which does not exist, or this identity may not see it: no Route Servers are to be seen there`, fixes: [] }]);
  });
});
