/** PE-04: the spoke's side must use what the hub offers; without it both peerings look healthy and no learned route arrives (Route Server FAQ). */
import { defineCheck } from './define-check';
import { fail, judgeFound, pass } from './judgement';
import { peeringOf, peeringWords } from './peering-sides';

export const pe04 = defineCheck('PE-04', "the spoke's side uses the remote network's gateway or Route Server (useRemoteGateways)", ({ survey }, label) =>
  survey.spokeIds.map((spoke) => {
    const { hubId: hub } = survey;
    const judgement = judgeFound(peeringOf(survey, { owner: spoke, remote: hub }, label), (peering) =>
      peering.useRemoteGateways
        ? pass()
        : fail(`${peeringWords(peering, spoke, label)} has useRemoteGateways off: ${label(spoke)} does not use the gateway or Route Server of ${label(hub)}`, {
            hint: `set useRemoteGateways to true on ${peering.name}`,
          }),
    );
    return { sentence: `${label(spoke)} uses the gateway or Route Server of ${label(hub)}`, about: [spoke, hub], ...judgement };
  }),
);
