/** Whether one side of a peering has a setting on. */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { PeeringSwitch } from '../../findings/peering-findings';
import type { Judged } from '../check';
import { fail, judgeFound, pass } from '../judgement';
import { basisOf, peeringOf } from './peering-sides';

export const judgeSwitch = (estate: Estate, side: PeeringSide, setting: PeeringSwitch): Omit<Judged, 'title'> => ({
  about: [side.owner, side.remote],
  basis: basisOf(side),
  ...judgeFound(peeringOf(estate, side), (peering) => (peering[setting] ? pass() : fail({ kind: 'peering-switch-off', side, setting, peering }))),
});
