/** RS-06: with branch-to-branch off, a Route Server keeps the routes of appliances and of gateways from each other (Route Server FAQ). Not every design wants them exchanged. */
import { gatewaySubnetName, subnetNamed } from '../../estate/network-parts';
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { fail, judgeFound, pass, skip } from '../judgement';
import { routeServerOf } from '../prerequisites';
import { routeServerRef } from '../reading-refs';

export const rs06 = defineCheck('RS-06', 'branch-to-branch is on, or as BRANCH_TO_BRANCH asks', (estate, { branchToBranch: asked }) => {
  const { survey, hub } = estate;
  const gatewaySubnet = hub.reading.status === 'read' ? subnetNamed(hub.reading.value, gatewaySubnetName) : undefined;
  const hasGateway = (gatewaySubnet?.ipConfigurationIds.length ?? 0) > 0;
  const isAskedOn = asked !== 'off';
  const judgement = judgeFound(routeServerOf(estate), ({ id, name, allowBranchToBranchTraffic: isOn, bgpConnections }) => {
    if (asked === 'any') return skip({ kind: 'switched-off', setting: 'BRANCH_TO_BRANCH', value: 'any' });
    if (isOn === isAskedOn) return pass();
    if (isOn) return fail({ kind: 'branch-to-branch-on', routeServerId: id, name });
    const hasPeers = bgpConnections.status === 'unread' || bgpConnections.value.length > 0;
    return fail({ kind: 'branch-to-branch-off', routeServerId: id, name, exchanges: hasPeers && hasGateway });
  });
  return [{ title: title`branch-to-branch is ${isAskedOn ? 'on' : 'off'} at the Route Server of ${{ id: survey.hubId }}`, about: [survey.hubId], basis: [routeServerRef(survey)], ...judgement }];
});
