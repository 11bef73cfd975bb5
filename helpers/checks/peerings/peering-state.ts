/**
 * PE-01 and PE-03 ask the same of the two sides: the peering exists, is Connected and FullyInSync. The first side alone is
 * Initiated with provisioningState Succeeded, so that state says nothing about a peering (seen in recordings).
 */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { Peering } from '../../estate/survey';
import { title } from '../../findings/title';
import { missingPeering, notConnected } from '../../path/cross-peering';
import type { Judged, Judgement } from '../check';
import { fail, pass } from '../judgement';
import { mayStillChange } from '../may-still-change';
import { isState } from '../settling';
import { basisOf, stateOf, withoutPeering } from './peering-sides';

/** @param wantsGateways whether a peering that is missing is to use the gateways of the other side */
export const judgePeeringState = (estate: Estate, side: PeeringSide, wantsGateways = false): Judged => ({
  title: title`${{ id: side.owner }} is peered to ${{ id: side.remote }}, Connected and FullyInSync`,
  about: [side.owner, side.remote],
  basis: basisOf(side),
  ...judge(estate, side, wantsGateways),
});

function judge(estate: Estate, side: PeeringSide, wantsGateways: boolean): Judgement {
  const state = stateOf(estate, side);
  switch (state.kind) {
    case 'unread':
      return withoutPeering(state, estate, side);
    case 'not-peered':
      return fail(missingPeering(estate, side, wantsGateways));
    case 'peered':
      return judgeState(estate, state.peering, side);
  }
}

function judgeState(estate: Estate, peering: Peering, side: PeeringSide): Judgement {
  const { peeringState, peeringSyncLevel, peerCompleteVnets } = peering;
  if (!isState(peeringState, 'Connected') || !isState(peeringSyncLevel, 'FullyInSync')) {
    const finding = notConnected(estate, side, peering);
    return fail(finding, mayStillChange(finding));
  }
  return peerCompleteVnets ? pass() : pass({ kind: 'subnet-peering', side, peering });
}
