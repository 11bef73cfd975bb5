/** RS-06: with branch-to-branch off, a Route Server keeps the routes of appliances and of gateways from each other (Route Server FAQ). */
import { defineCheck } from './define-check';
import { fail, judgeFound, pass } from './judgement';
import { routeServerOf } from './prerequisites';

export const rs06 = defineCheck('RS-06', 'branch-to-branch is on', ({ survey }, label) => {
  const judgement = judgeFound(routeServerOf(survey, label), ({ name, allowBranchToBranchTraffic }) =>
    allowBranchToBranchTraffic ? pass() : fail(`branch-to-branch is off at Route Server ${name}`, { hint: `set allowBranchToBranchTraffic to true at ${name}` }),
  );
  return [{ sentence: `branch-to-branch is on at the Route Server of ${label(survey.hubId)}`, about: [survey.hubId], ...judgement }];
});
