/** PE-01: the hub's side of each peering. A peering carries traffic only while both sides are Connected. */
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { fail } from '../judgement';
import { networkRef } from '../reading-refs';
import { judgePeeringState } from './peering-state';

export const pe01 = defineCheck('PE-01', "the hub's peering to the spoke exists, is Connected and FullyInSync", (estate) => {
  const { survey, hub } = estate;
  if (survey.spokeIds.length === 0 && hub.reading.status === 'read') {
    const judgement = fail({ kind: 'no-spokes', hubId: hub.id });
    return [{ title: title`${{ id: hub.id }} is peered to its spokes, Connected and FullyInSync`, about: [hub.id], basis: [networkRef(hub.id)], ...judgement }];
  }
  return survey.spokeIds.map((spoke) => judgePeeringState(estate, { owner: survey.hubId, remote: spoke }));
});
