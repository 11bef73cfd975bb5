/** Whether one side of a peering has a gateway setting on. */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { PeeringSwitch } from '../../findings/peering-findings';
import { switchOff } from '../../path/cross-peering';
import type { Judged } from '../check';
import type { Requirement } from '../../estate/expectations';
import { fail, judgeFound, pass, skip } from '../judgement';
import { basisOf, peeringOf } from './peering-sides';

/** @param asked REMOTE_GATEWAYS; where it is `any`, the setting may be either */
export const judgeSwitch = (estate: Estate, side: PeeringSide, setting: PeeringSwitch, asked: Requirement): Omit<Judged, 'title'> => ({
  about: [side.owner, side.remote],
  basis: basisOf(side),
  ...judgeFound(peeringOf(estate, side), (peering) => {
    if (asked === 'any') return skip({ kind: 'switched-off', setting: 'REMOTE_GATEWAYS', value: 'any' });
    return peering[setting] ? pass() : fail(switchOff(estate, side, setting, peering));
  }),
});
