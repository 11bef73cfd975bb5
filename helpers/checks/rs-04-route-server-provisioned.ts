/**
 * RS-04: a Route Server that routes. `provisioningState` is Succeeded already while there is no router yet, so `routingState`
 * must be Provisioned as well (seen in recordings; Azure/azure-rest-api-specs#10391).
 */
import { labelsFor } from '../estate/labels';
import { routeServerSubnetId, routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import type { RouteServer, Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { list } from './aligned';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, notRead, pass } from './judgement';
import { routeServerSubnetOf } from './prerequisites';
import { routeServerRef } from './reading-refs';
import { isSettling, isState } from './settling';

export const rs04 = defineCheck('RS-04', 'a Route Server sits in RouteServerSubnet: provisioningState Succeeded and routingState Provisioned', ({ survey }, label) => [
  {
    sentence: `a Route Server sits in ${routeServerSubnetName} of ${label(survey.hubId)}, provisioned and routing`,
    about: [survey.hubId, ...(survey.routeServer.status === 'read' && survey.routeServer.value ? [survey.routeServer.value.id] : [])],
    ...judgeSurvey(survey, label),
  },
]);

function judgeSurvey(survey: Survey, label: Label): Judgement {
  const subnet = routeServerSubnetOf(survey, label);
  if ('instead' in subnet && subnet.instead.verdict.verdict === 'skip') return subnet.instead;
  const { routeServer } = survey;
  const where = `${routeServerSubnetName} of ${label(survey.hubId)}`;
  if (routeServer.status === 'unread') return notRead(`the Route Server of ${label(survey.hubId)}`, routeServer.problem, routeServerRef(survey));
  if (!routeServer.value) return fail(`no Route Server sits in ${where}`);
  if (!sitsInHub(routeServer.value, survey.hubId)) return judgeElsewhere(routeServer.value, survey, where);
  return judgeState(routeServer.value, survey);
}

function judgeElsewhere({ name, subnetIds, provisioningState }: RouteServer, survey: Survey, where: string): Judgement {
  if (subnetIds.length === 0) {
    return fail(`Route Server ${name} sits in no subnet, so not in ${where}`, { unsettled: isSettling(provisioningState) ? [routeServerRef(survey)] : [] });
  }
  const label = labelsFor([...subnetIds, routeServerSubnetId(survey.hubId)]);
  return fail(`Route Server ${name} sits in ${list(subnetIds.map(label))}, not in ${where}`, { hint: 'ROUTE_SERVER_ID names the Route Server of another network' });
}

function judgeState({ name, provisioningState, routingState }: RouteServer, survey: Survey): Judgement {
  if (isState(provisioningState, 'Succeeded') && isState(routingState, 'Provisioned')) return pass();
  const isFinal = [provisioningState, routingState].some((state) => ['failed', 'canceled', 'deleting'].includes(state.toLowerCase()));
  return fail(`Route Server ${name} has provisioningState ${provisioningState} and routingState ${routingState}, not Succeeded and Provisioned`, {
    unsettled: isFinal ? [] : [routeServerRef(survey)],
  });
}
