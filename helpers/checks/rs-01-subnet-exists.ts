/** RS-01: Azure places a Route Server only in a subnet of exactly this name (quickstart "Create and configure Azure Route Server"). */
import { routeServerSubnetName } from '../estate/route-server-seat';
import { hubOf, subnetNamed } from '../estate/spokes';
import { list } from './aligned';
import { defineCheck } from './define-check';
import { fail, notRead, pass } from './judgement';
import { networkRef } from './reading-refs';

export const rs01 = defineCheck('RS-01', 'the hub has a subnet named RouteServerSubnet', ({ survey }, label) => {
  const { id, reading } = hubOf(survey);
  const judge = () => {
    if (reading.status === 'unread') return notRead(label(id), reading.problem, networkRef(id));
    if (subnetNamed(reading.value, routeServerSubnetName)) return pass();
    const names = reading.value.subnets.map(({ name }) => name);
    return fail(`${label(id)} has no subnet named ${routeServerSubnetName}`, { evidence: [`its subnets: ${list(names) || 'none'}`] });
  };
  return [{ sentence: `${label(id)} has a subnet named ${routeServerSubnetName}`, about: [id], ...judge() }];
});
