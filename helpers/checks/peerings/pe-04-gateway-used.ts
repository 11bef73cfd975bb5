/** PE-04: the spoke's side must use what the hub offers; without it both peerings look healthy and no learned route arrives (Route Server FAQ). */
import { remoteGatewaysOf } from '../../estate/design-rules';
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { judgeSwitch } from './peering-switch';

export const pe04 = defineCheck('PE-04', "the spoke's side uses the remote network's gateway or Route Server (useRemoteGateways)", (estate, expectations) =>
  estate.survey.spokeIds.map((spoke) => {
    const { hubId: hub } = estate.survey;
    const uses = remoteGatewaysOf(expectations, spoke) === 'forbidden' ? 'does not use' : 'uses';
    return { title: title`${{ id: spoke }} ${uses} the gateway or Route Server of ${{ id: hub }}`, ...judgeSwitch(estate, expectations, { owner: spoke, remote: hub }, spoke, 'useRemoteGateways') };
  }),
);
