/** PE-04: the spoke's side must use what the hub offers; without it both peerings look healthy and no learned route arrives (Route Server FAQ). */
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { judgeSwitch } from './peering-switch';

export const pe04 = defineCheck('PE-04', "the spoke's side uses the remote network's gateway or Route Server (useRemoteGateways)", (estate, { remoteGateways }) =>
  estate.survey.spokeIds.map((spoke) => {
    const { hubId: hub } = estate.survey;
    return { title: title`${{ id: spoke }} uses the gateway or Route Server of ${{ id: hub }}`, ...judgeSwitch(estate, { owner: spoke, remote: hub }, 'useRemoteGateways', remoteGateways) };
  }),
);
