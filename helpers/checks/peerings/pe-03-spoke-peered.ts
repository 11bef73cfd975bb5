/** PE-03: the spoke's side of each peering. */
import { defineCheck } from '../define-check';
import { judgePeeringState } from './peering-state';

export const pe03 = defineCheck('PE-03', "the spoke's peering to the hub exists, is Connected and FullyInSync", (estate, { remoteGateways }) =>
  estate.survey.spokeIds.map((spoke) => judgePeeringState(estate, { owner: spoke, remote: estate.survey.hubId }, remoteGateways === 'required')),
);
