/** RS-01: Azure places a Route Server only in a subnet of exactly this name (quickstart "Create and configure Azure Route Server"). */
import type { Estate } from '../../estate/estate';
import { routeServerSubnetName } from '../../estate/route-server-seat';
import { subnetNamed } from '../../estate/network-parts';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, notRead, pass } from '../judgement';
import { networkRef } from '../reading-refs';

export const rs01 = defineCheck('RS-01', 'the hub has a subnet named RouteServerSubnet', (estate) => {
  const { id } = estate.hub;
  return [{ title: title`${{ id }} has a subnet named ${routeServerSubnetName}`, about: [id], basis: [networkRef(id)], ...judge(estate) }];
});

function judge({ hub: { id, reading } }: Estate): Judgement {
  if (reading.status === 'unread') return notRead({ of: 'network', id }, reading.problem, networkRef(id));
  if (subnetNamed(reading.value, routeServerSubnetName)) return pass();
  return fail({ kind: 'subnet-missing', hubId: id, subnetNames: reading.value.subnets.map(({ name }) => name) });
}
