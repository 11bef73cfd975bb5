/** RS-03: Azure supports neither user-defined routes nor network security groups on RouteServerSubnet (Route Server FAQ). */
import { routeServerSubnetName } from '../../estate/route-server-seat';
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { fail, judgeFound, pass } from '../judgement';
import { routeServerSubnetOf } from '../prerequisites';
import { networkRef } from '../reading-refs';

export const rs03 = defineCheck('RS-03', 'no route table and no NSG is associated with RouteServerSubnet', (estate) => {
  const { hubId } = estate.survey;
  const judgement = judgeFound(routeServerSubnetOf(estate), ({ routeTableId, networkSecurityGroupId }) =>
    routeTableId === undefined && networkSecurityGroupId === undefined
      ? pass()
      : fail({ kind: 'subnet-associated', hubId, ...(routeTableId !== undefined && { routeTableId }), ...(networkSecurityGroupId !== undefined && { networkSecurityGroupId }) }),
  );
  return [{ title: title`${routeServerSubnetName} of ${{ id: hubId }} has no route table and no network security group`, about: [hubId], basis: [networkRef(hubId)], ...judgement }];
});
