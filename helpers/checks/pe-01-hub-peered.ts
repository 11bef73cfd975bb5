/** PE-01: the hub's side of each peering. A peering carries traffic only while both sides are Connected. */
import { hubOf } from '../estate/spokes';
import { defineCheck } from './define-check';
import { fail } from './judgement';
import { judgePeeringState } from './peering-state';

export const pe01 = defineCheck('PE-01', "the hub's peering to the spoke exists, is Connected and FullyInSync", ({ survey }, label) => {
  const hub = hubOf(survey);
  if (survey.spokeIds.length === 0 && hub.reading.status === 'read') {
    const judgement = fail(`${label(hub.id)} is peered to no network, and SPOKE_VNET_IDS names no spoke`);
    return [{ sentence: `${label(hub.id)} is peered to its spokes, Connected and FullyInSync`, about: [hub.id], ...judgement }];
  }
  return survey.spokeIds.map((spoke) => judgePeeringState(survey, { owner: survey.hubId, remote: spoke }, label));
});
