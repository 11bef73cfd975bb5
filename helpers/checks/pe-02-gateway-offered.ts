/** PE-02: the hub's side must offer its gateway or Route Server, or the spoke learns none of its routes. */
import { defineCheck } from './define-check';
import { fail, judgeFound, pass } from './judgement';
import { peeringOf, peeringWords } from './peering-sides';

export const pe02 = defineCheck('PE-02', "the hub's side offers its gateway or Route Server (allowGatewayTransit)", ({ survey }, label) =>
  survey.spokeIds.map((spoke) => {
    const { hubId: hub } = survey;
    const judgement = judgeFound(peeringOf(survey, { owner: hub, remote: spoke }, label), (peering) =>
      peering.allowGatewayTransit
        ? pass()
        : fail(`${peeringWords(peering, hub, label)} has allowGatewayTransit off: ${label(spoke)} is not offered its gateway or Route Server`, {
            hint: `set allowGatewayTransit to true on ${peering.name}`,
          }),
    );
    return { sentence: `${label(hub)} offers ${label(spoke)} its gateway or Route Server`, about: [hub, spoke], ...judgement };
  }),
);
