/** PE-08: a direct peering between spokes, or a connected group of Azure Virtual Network Manager, takes their traffic past the hub and whatever watches it there. */
import { spokePeeringOf } from '../../estate/design-rules';
import type { Estate, SurveyedNetwork } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { sameId } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { isRed } from '../check';
import { connectionIn, peeredSpokes, unseenConnections } from '../../path/direct-way';
import { defineCheck } from '../define-check';
import { routesReadable } from '../effective-routes/er-01-routes-readable';
import { cannotTell, fail, notRead, pass, skip } from '../judgement';
import { networkRef, routesRef } from '../reading-refs';

export const pe08 = defineCheck('PE-08', 'no spoke is peered, or in a connected group, with another spoke', (estate, expectations) =>
  estate.spokes.map((spoke) => ({
    title: title`${{ id: spoke.id }} is peered, or in a connected group, with no ${isSaidOf(expectations, spoke.id) ? 'spoke that it is not to be peered with' : 'other spoke'}`,
    about: [spoke.id],
    basis: [networkRef(spoke.id), ...estate.nics.filter((nic) => sameId(nic.spokeId, spoke.id)).map(({ nic }) => routesRef(nic.id))],
    ...(expectations.allowSpokePeering && !isSaidOf(expectations, spoke.id) ? skip({ kind: 'permitted', setting: 'ALLOW_SPOKE_PEERING=true' }) : judge(estate, expectations, spoke)),
  })),
);

/** Whether EXPECTATIONS_FILE speaks of its peerings with other spokes. */
const isSaidOf = ({ spokePeerings }: Expectations, spokeId: string): boolean => spokePeerings.some(({ between }) => between.some((id) => sameId(id, spokeId)));

function judge(estate: Estate, expectations: Expectations, { id, reading }: SurveyedNetwork): Judgement {
  if (reading.status === 'unread') return notRead({ of: 'network', id }, reading.problem, networkRef(id));
  const isForbidden = (other: string): boolean => spokePeeringOf(expectations, id, other) === 'forbidden';
  const ofSpokes = reading.value.peerings.filter(({ remoteVirtualNetworkId }) => estate.survey.spokeIds.some((spoke) => sameId(spoke, remoteVirtualNetworkId)));
  const direct = ofSpokes.filter(({ remoteVirtualNetworkId }) => isForbidden(remoteVirtualNetworkId));
  const lacking = estate.survey.spokeIds.filter((other) => !sameId(other, id) && spokePeeringOf(expectations, id, other) === 'required' && !ofSpokes.some(({ remoteVirtualNetworkId }) => sameId(remoteVirtualNetworkId, other)));
  const wrong: Finding[] = [...(direct.length > 0 ? [peeredSpokes(id, direct)] : []), ...(lacking.length > 0 ? [{ kind: 'spokes-not-peered', spokeId: id, to: lacking } as const] : [])];
  if (wrong.length > 0) return fail(wrong);
  const connected = connectionIn(estate, id, isForbidden);
  if (connected) return fail(connected);
  const unseen = unseenConnections(estate, id).filter(isForbidden);
  return unseen.length === 0 ? pass() : notSeen(estate, id, unseen);
}

/** Why no effective routes were read is ER-01's to say; those of either side would do. */
function notSeen(estate: Estate, spokeId: string, to: readonly string[]): Judgement {
  const own = routesReadable(estate, spokeId);
  const red = [...(own.some(({ verdict }) => verdict === 'pass') ? [] : own), ...to.flatMap((other) => routesReadable(estate, other))].filter(isRed);
  const because = red.flatMap(({ findings }) => findings);
  return cannotTell({ kind: 'connection-not-seen', spokeId, to, because }, red.flatMap(({ unsettled }) => unsettled));
}
