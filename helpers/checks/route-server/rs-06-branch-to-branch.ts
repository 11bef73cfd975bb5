/** RS-06: with branch-to-branch off, a Route Server keeps the routes of appliances and of gateways from each other (Route Server FAQ). Not every design wants them exchanged. */
import { title } from '../../findings/title';
import { defineCheck } from '../define-check';
import { fail, judgeFound, pass, skip } from '../judgement';
import { routeServerOf } from '../prerequisites';
import { routeServerRef } from '../reading-refs';

export const rs06 = defineCheck('RS-06', 'branch-to-branch is on, or as BRANCH_TO_BRANCH asks', (estate, { branchToBranch: asked }) => {
  const { survey } = estate;
  const isAskedOn = asked !== 'off';
  const judgement = judgeFound(routeServerOf(estate), ({ id, name, allowBranchToBranchTraffic: isOn }) => {
    if (asked === 'any') return skip({ kind: 'switched-off', setting: 'BRANCH_TO_BRANCH', value: 'any' });
    if (isOn === isAskedOn) return pass();
    return fail({ kind: isOn ? 'branch-to-branch-on' : 'branch-to-branch-off', routeServerId: id, name });
  });
  return [{ title: title`branch-to-branch is ${isAskedOn ? 'on' : 'off'} at the Route Server of ${{ id: survey.hubId }}`, about: [survey.hubId], basis: [routeServerRef(survey)], ...judgement }];
});
