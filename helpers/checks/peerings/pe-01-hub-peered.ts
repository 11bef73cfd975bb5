/** PE-01: the hub's side of each peering. A peering carries traffic only while both sides are Connected. */
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import type { Judged } from '../check';
import { cannotTell, fail } from '../judgement';
import { networkRef } from '../reading-refs';
import { judgePeeringState } from './peering-state';

export const pe01 = defineCheck('PE-01', "the hub's peering to the spoke exists, is Connected and FullyInSync", (estate) => {
  const { survey, hub } = estate;
  if (survey.spokeIds.length === 0 && !survey.misnamed?.length && hub.reading.status === 'read') {
    const judgement = fail({ kind: 'no-spokes', hubId: hub.id });
    return [{ title: title`${{ id: hub.id }} is peered to its spokes, Connected and FullyInSync`, about: [hub.id], basis: [networkRef(hub.id)], ...judgement }];
  }
  return [
    ...survey.spokeIds.map((spoke) => judgePeeringState(estate, { owner: survey.hubId, remote: spoke })),
    // A spoke that does not exist is a setting's fault, told here alone.
    ...(survey.misnamed ?? [])
      .filter(({ setting }) => setting === 'SPOKE_VNET_IDS')
      .map((wrong): Judged => ({
        title: title`${{ id: survey.hubId }} is peered to ${wrong.id}, Connected and FullyInSync`,
        about: [survey.hubId, wrong.id],
        basis: [networkRef(survey.hubId)],
        ...cannotTell({ kind: 'setting-names-nothing', ...wrong }),
      })),
  ];
});
