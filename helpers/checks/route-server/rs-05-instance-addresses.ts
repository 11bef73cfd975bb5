/** RS-05: a Route Server runs as two instances, each with an address in RouteServerSubnet; user routes name these addresses. */
import { isWithin } from '../../estate/prefix';
import { routeServerSubnetName } from '../../estate/route-server-seat';
import type { RouteServer, Subnet, Survey } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, judgeFound, pass } from '../judgement';
import { routeServerOf, routeServerSubnetOf } from '../prerequisites';
import { networkRef, routeServerRef } from '../reading-refs';

export const rs05 = defineCheck('RS-05', 'the Route Server has two instance addresses, both inside RouteServerSubnet', (estate) => {
  const { survey } = estate;
  const judgement = judgeFound(routeServerOf(estate), (routeServer) => judgeFound(routeServerSubnetOf(estate), (subnet) => judgeAddresses(routeServer, subnet, survey)));
  return [
    {
      title: title`the Route Server of ${{ id: survey.hubId }} has two instance addresses in ${routeServerSubnetName}`,
      about: [survey.hubId],
      basis: [routeServerRef(survey), networkRef(survey.hubId)],
      ...judgement,
    },
  ];
});

function judgeAddresses({ name, virtualRouterIps: addresses, provisioningState, routingState }: RouteServer, { addressPrefixes: prefixes }: Subnet, survey: Survey): Judgement {
  const outside = addresses.filter((address) => !isWithin(address, prefixes));
  if (outside.length > 0) return fail({ kind: 'instance-addresses-outside', name, outside, prefixes });
  if (addresses.length === 2) return pass();
  const hasFailed = [provisioningState, routingState].some((state) => state.toLowerCase() === 'failed');
  return fail({ kind: 'instance-addresses-not-two', name, addresses }, hasFailed ? [] : [routeServerRef(survey)]);
}
