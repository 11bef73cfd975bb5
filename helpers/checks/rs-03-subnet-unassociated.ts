/** RS-03: Azure supports neither user-defined routes nor network security groups on RouteServerSubnet (Route Server FAQ). */
import { nameOf } from '../estate/resource-id';
import { routeServerSubnetName } from '../estate/route-server-seat';
import { list } from './aligned';
import { defineCheck } from './define-check';
import { fail, judgeFound, pass } from './judgement';
import { routeServerSubnetOf } from './prerequisites';

export const rs03 = defineCheck('RS-03', 'no route table and no NSG is associated with RouteServerSubnet', ({ survey }, label) => {
  const name = `${routeServerSubnetName} of ${label(survey.hubId)}`;
  const judgement = judgeFound(routeServerSubnetOf(survey, label), ({ routeTableId, networkSecurityGroupId }) => {
    const associated = [
      ...(routeTableId === undefined ? [] : [`route table ${nameOf(routeTableId)}`]),
      ...(networkSecurityGroupId === undefined ? [] : [`network security group ${nameOf(networkSecurityGroupId)}`]),
    ];
    if (associated.length === 0) return pass();
    return fail(`${name} is associated with ${list(associated)}`, { hint: `dissociate ${list(associated)} from the subnet: Azure Route Server supports neither there` });
  });
  return [{ sentence: `${name} has no route table and no network security group`, about: [survey.hubId], ...judgement }];
});
