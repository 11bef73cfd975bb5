/** RS-06: with branch-to-branch off, a Route Server keeps the routes of appliances and of gateways from each other (Route Server FAQ). */
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { fail, judgeFound, pass } from '../judgement';
import { routeServerOf } from '../prerequisites';
import { routeServerRef } from '../reading-refs';

export const rs06 = defineCheck('RS-06', 'branch-to-branch is on', (estate) => {
  const { survey } = estate;
  const judgement = judgeFound(routeServerOf(estate), ({ id, name, allowBranchToBranchTraffic }) =>
    allowBranchToBranchTraffic ? pass() : fail({ kind: 'branch-to-branch-off', routeServerId: id, name }),
  );
  return [{ title: title`branch-to-branch is on at the Route Server of ${{ id: survey.hubId }}`, about: [survey.hubId], basis: [routeServerRef(survey)], ...judgement }];
});
