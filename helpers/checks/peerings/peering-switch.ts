/** Whether one side of a peering has a gateway setting on. */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { PeeringSwitch } from '../../findings/peering-findings';
import { switchOff } from '../../path/cross-peering';
import type { Judged } from '../check';
import { remoteGatewaysOf } from '../../estate/design-rules';
import type { Expectations } from '../../estate/expectations';
import { fail, judgeFound, pass, skip } from '../judgement';
import { basisOf, peeringOf } from './peering-sides';

/** Of the side that concerns this spoke. Where nothing is asked, the setting may be either. */
export const judgeSwitch = (estate: Estate, expectations: Expectations, side: PeeringSide, spokeId: string, setting: PeeringSwitch): Omit<Judged, 'title'> => ({
  about: [side.owner, side.remote],
  basis: basisOf(side),
  ...judgeFound(peeringOf(estate, side), (peering) => {
    const asked = remoteGatewaysOf(expectations, spokeId);
    if (asked === 'any') return skip(expectations.remoteGateways === 'any' ? { kind: 'switched-off', setting: 'REMOTE_GATEWAYS', value: 'any' } : { kind: 'left-open', id: spokeId });
    if (asked === 'forbidden') return peering[setting] ? fail({ kind: 'peering-switch-on', side, setting, peering }) : pass();
    return peering[setting] ? pass() : fail(switchOff(estate, side, setting, peering));
  }),
});
