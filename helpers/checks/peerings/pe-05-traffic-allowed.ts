/**
 * PE-05: what the peerings let in. Traffic between spokes does not originate in the hub, so the spoke's side must accept forwarded traffic,
 * unless a gateway forwards it or FORWARDED_TRAFFIC is any ("Create, change, or delete a virtual network peering"). Microsoft's texts disagree on which side
 * decides, so the hub's side is an advisory.
 */
import type { Estate, PeeringSide } from '../../estate/estate';
import { forwardedTrafficOf } from '../../estate/design-rules';
import type { Requirement } from '../../estate/expectations';
import { sameId } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import { switchOff } from '../../path/cross-peering';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, pass } from '../judgement';
import { basisOf, stateOf, withoutPeering } from './peering-sides';

export const pe05 = defineCheck('PE-05', "both sides allow access; the spoke's side accepts forwarded traffic", (estate, expectations) =>
  estate.survey.spokeIds.map((spoke) => {
    const { hubId: hub } = estate.survey;
    const forwarded = expectations.transit.kind === 'gateway' ? 'any' : forwardedTrafficOf(expectations, spoke);
    return {
      title: title`${{ id: hub }} and ${{ id: spoke }} let each other's traffic in${alsoForwarded[forwarded]}`,
      about: [hub, spoke],
      basis: basisOf({ owner: hub, remote: spoke }),
      ...judge(estate, spoke, forwarded),
    };
  }),
);

const alsoForwarded: Readonly<Record<Requirement, string>> = { required: ', forwarded traffic too', any: '', forbidden: ', and the spoke no forwarded traffic' };

/** Traffic that a spoke forwards into the hub is there only where something in the spoke forwards. */
const holdsAppliance = (estate: Estate, spoke: string): boolean => estate.nics.some(({ nic, spokeId }) => sameId(spokeId, spoke) && nic.enableIPForwarding);

/** What a readable side has off is wrong whatever the other side is. */
function judge(estate: Estate, spoke: string, forwarded: Requirement): Judgement {
  const { hubId: hub } = estate.survey;
  const sides: readonly PeeringSide[] = [{ owner: hub, remote: spoke }, { owner: spoke, remote: hub }];
  const states = sides.map((side) => ({ side, state: stateOf(estate, side) }));
  const off = states.flatMap(({ side, state }): Finding[] => {
    if (state.kind !== 'peered') return [];
    const { peering } = state;
    const isSpokes = side.owner === spoke;
    const needed = ['allowVirtualNetworkAccess', ...(forwarded === 'required' && isSpokes ? ['allowForwardedTraffic' as const] : [])] as const;
    const on: Finding[] = forwarded === 'forbidden' && isSpokes && peering.allowForwardedTraffic ? [{ kind: 'peering-switch-on', side, setting: 'allowForwardedTraffic', peering }] : [];
    return [...needed.filter((setting) => !peering[setting]).map((setting) => switchOff(estate, side, setting, peering)), ...on];
  });
  if (off.length > 0) return fail(off);
  for (const { side, state } of states) {
    if (state.kind !== 'peered') return withoutPeering(state, estate, side);
  }
  const [hubSide] = states;
  if (hubSide?.state.kind !== 'peered' || hubSide.state.peering.allowForwardedTraffic || forwarded !== 'required' || !holdsAppliance(estate, spoke)) return pass();
  return pass({ kind: 'hub-refuses-forwarded', side: hubSide.side, peering: hubSide.state.peering });
}
