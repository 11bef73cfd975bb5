/**
 * PE-01 and PE-03 ask the same of the two sides: the peering exists, is Connected and FullyInSync. The first side alone is
 * Initiated with provisioningState Succeeded, so that state says nothing about a peering (seen in recordings).
 */
import { labelsFor } from '../estate/labels';
import { nameOf } from '../estate/resource-id';
import type { Peering, Survey, VirtualNetwork } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { aligned, atMost } from './aligned';
import type { Judged } from './define-check';
import type { Judgement } from './judgement';
import { fail, pass } from './judgement';
import type { Direction } from './peering-sides';
import { peeringWords, sideOf, withoutPeering } from './peering-sides';
import { networkRef } from './reading-refs';
import { isSettling, isState } from './settling';

export function judgePeeringState(survey: Survey, direction: Direction, label: Label): Judged {
  const { owner, remote } = direction;
  return { sentence: `${label(owner)} is peered to ${label(remote)}, Connected and FullyInSync`, about: [owner, remote], ...judge(survey, direction, label) };
}

function judge(survey: Survey, direction: Direction, label: Label): Judgement {
  const side = sideOf(survey, direction);
  switch (side.kind) {
    case 'unread':
      return withoutPeering(side, survey, direction, label);
    case 'not-peered':
      return judgeMissing(side.network, direction, label);
    case 'peered':
      return judgeState(side.peering, direction, label);
  }
}

function judgeMissing({ peerings }: VirtualNetwork, { owner, remote }: Direction, label: Label): Judgement {
  const namesake = peerings.find(({ remoteVirtualNetworkId }) => nameOf(remoteVirtualNetworkId).toLowerCase() === nameOf(remote).toLowerCase());
  const evidence = atMost(aligned(peerings.map(({ name, remoteVirtualNetworkId }) => [name, '→', nameOf(remoteVirtualNetworkId)])));
  if (!namesake) return fail(`${label(owner)} has no peering to ${label(remote)}`, { evidence: evidence.length > 0 ? evidence : ['it has no peering at all'] });
  const exact = labelsFor([remote, namesake.remoteVirtualNetworkId]);
  const leadsTo = exact(namesake.remoteVirtualNetworkId);
  return fail(`${label(owner)} has no peering to ${exact(remote)}: ${namesake.name} leads to ${leadsTo}, another network of the same name`);
}

function judgeState(peering: Peering, { owner, remote }: Direction, label: Label): Judgement {
  const { name, peeringState, peeringSyncLevel, provisioningState, peerCompleteVnets } = peering;
  if (!isState(peeringState, 'Connected') || !isState(peeringSyncLevel, 'FullyInSync')) {
    const mayPass = isState(peeringState, 'Connected') || isSettling(peeringState) || isSettling(provisioningState);
    return fail(`${peeringWords(peering, owner, label)} to ${label(remote)} is ${peeringState} and ${peeringSyncLevel}, not Connected and FullyInSync`, {
      unsettled: mayPass ? [networkRef(owner)] : [],
    });
  }
  return peerCompleteVnets ? pass() : pass(`${name} of ${label(owner)} is a subnet peering: only some subnets of ${label(owner)} and ${label(remote)} are peered`);
}
