/** PE-08: a direct peering between spokes, or a connected group of Azure Virtual Network Manager, takes their traffic past the hub and whatever watches it there. */
import type { Estate, SurveyedNetwork } from '../../estate/estate';
import { sameId } from '../../estate/resource-id';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { connectionIn, peeredSpokes } from '../../path/direct-way';
import { defineCheck } from '../define-check';
import { fail, notRead, pass, skip } from '../judgement';
import { networkRef, routesRef } from '../reading-refs';

export const pe08 = defineCheck('PE-08', 'no spoke is peered with another spoke directly', (estate, expectations) =>
  estate.spokes.map((spoke) => ({
    title: title`${{ id: spoke.id }} is peered with no other spoke`,
    about: [spoke.id],
    basis: [networkRef(spoke.id), ...estate.nics.filter((nic) => sameId(nic.spokeId, spoke.id)).map(({ nic }) => routesRef(nic.id))],
    ...(expectations.allowSpokePeering ? skip({ kind: 'permitted', setting: 'ALLOW_SPOKE_PEERING=true' }) : judge(estate, spoke)),
  })),
);

function judge(estate: Estate, { id, reading }: SurveyedNetwork): Judgement {
  if (reading.status === 'unread') return notRead({ of: 'network', id }, reading.problem, networkRef(id));
  const direct = reading.value.peerings.filter(({ remoteVirtualNetworkId }) => estate.survey.spokeIds.some((spoke) => sameId(spoke, remoteVirtualNetworkId)));
  if (direct.length > 0) return fail(peeredSpokes(id, direct));
  const connected = connectionIn(estate, id);
  return connected ? fail(connected) : pass();
}
