/** RS-05: a Route Server runs as two instances, each with an address in RouteServerSubnet; user routes name these addresses. */
import { isWithin } from '../estate/prefix';
import { routeServerSubnetName } from '../estate/route-server-seat';
import type { RouteServer, Subnet, Survey } from '../estate/survey';
import { list } from './aligned';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, judgeFound, pass } from './judgement';
import { routeServerOf, routeServerSubnetOf } from './prerequisites';
import { routeServerRef } from './reading-refs';

export const rs05 = defineCheck('RS-05', 'the Route Server has two instance addresses, both inside RouteServerSubnet', ({ survey }, label) => {
  const judgement = judgeFound(routeServerOf(survey, label), (routeServer) =>
    judgeFound(routeServerSubnetOf(survey, label), (subnet) => judgeAddresses(routeServer, subnet, survey)),
  );
  return [{ sentence: `the Route Server of ${label(survey.hubId)} has two instance addresses in ${routeServerSubnetName}`, about: [survey.hubId], ...judgement }];
});

function judgeAddresses({ name, virtualRouterIps, provisioningState, routingState }: RouteServer, { addressPrefixes }: Subnet, survey: Survey): Judgement {
  const outside = virtualRouterIps.filter((address) => !isWithin(address, addressPrefixes));
  if (outside.length > 0) return fail(`Route Server ${name} has ${list(outside)} outside ${routeServerSubnetName} (${list(addressPrefixes)})`);
  if (virtualRouterIps.length === 2) return pass();
  const hasFailed = [provisioningState, routingState].some((state) => state.toLowerCase() === 'failed');
  const has = virtualRouterIps.length === 0 ? 'no instance address' : list(virtualRouterIps);
  return fail(`Route Server ${name} has ${has}, not two instance addresses`, { unsettled: hasFailed ? [] : [routeServerRef(survey)] });
}
