/**
 * RS-04: a Route Server that routes. `provisioningState` is Succeeded already while there is no router yet, so `routingState`
 * must be Provisioned as well (seen in recordings; Azure/azure-rest-api-specs#10391).
 */
import type { Estate } from '../../estate/estate';
import { misnamedRouteServer, routeServerSubnetName, sitsInHub } from '../../estate/route-server-seat';
import type { RouteServer, Survey } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, fail, notRead, pass } from '../judgement';
import { routeServerSubnetOf } from '../prerequisites';
import { networkRef, routeServerRef } from '../reading-refs';
import { isSettling, isState } from '../settling';

export const rs04 = defineCheck('RS-04', 'a Route Server sits in RouteServerSubnet: provisioningState Succeeded and routingState Provisioned', (estate) => {
  const { hubId, routeServer } = estate.survey;
  return [
    {
      title: title`a Route Server sits in ${routeServerSubnetName} of ${{ id: hubId }}, provisioned and routing`,
      about: [hubId, ...(routeServer.status === 'read' && routeServer.value ? [routeServer.value.id] : [])],
      basis: [networkRef(hubId), routeServerRef(estate.survey)],
      ...judge(estate),
    },
  ];
});

function judge(estate: Estate): Judgement {
  const subnet = routeServerSubnetOf(estate);
  if ('instead' in subnet && subnet.instead.verdict === 'skip') return subnet.instead;
  const { survey } = estate;
  const { hubId, routeServer } = survey;
  const misnamed = misnamedRouteServer(survey);
  if (misnamed) return cannotTell({ kind: 'setting-names-nothing', ...misnamed });
  if (routeServer.status === 'unread') return notRead({ of: 'route-server', id: hubId }, routeServer.problem, routeServerRef(survey));
  if (!routeServer.value) return fail({ kind: 'route-server-missing', hubId });
  return sitsInHub(routeServer.value, hubId) ? judgeState(routeServer.value, survey) : judgeElsewhere(routeServer.value, survey);
}

function judgeElsewhere({ name, subnetIds, provisioningState }: RouteServer, survey: Survey): Judgement {
  const maySettle = subnetIds.length === 0 && isSettling(provisioningState);
  return fail({ kind: 'route-server-elsewhere', hubId: survey.hubId, name, subnetIds }, maySettle ? [routeServerRef(survey)] : []);
}

function judgeState({ name, provisioningState, routingState }: RouteServer, survey: Survey): Judgement {
  if (isState(provisioningState, 'Succeeded') && isState(routingState, 'Provisioned')) return pass();
  const isFinal = [provisioningState, routingState].some((state) => ['failed', 'canceled', 'deleting'].includes(state.toLowerCase()));
  return fail({ kind: 'route-server-not-routing', name, provisioningState, routingState }, isFinal ? [] : [routeServerRef(survey)]);
}
