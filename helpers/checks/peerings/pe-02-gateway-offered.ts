/** PE-02: the hub's side must offer its gateway or Route Server, or the spoke learns none of its routes. */
import { remoteGatewaysOf } from '../../estate/design-rules';
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { judgeSwitch } from './peering-switch';

export const pe02 = defineCheck('PE-02', "the hub's side offers its gateway or Route Server (allowGatewayTransit)", (estate, expectations) =>
  estate.survey.spokeIds.map((spoke) => {
    const { hubId: hub } = estate.survey;
    const offers = remoteGatewaysOf(expectations, spoke) === 'forbidden' ? 'does not offer' : 'offers';
    return { title: title`${{ id: hub }} ${offers} ${{ id: spoke }} its gateway or Route Server`, ...judgeSwitch(estate, expectations, { owner: hub, remote: spoke }, spoke, 'allowGatewayTransit') };
  }),
);
