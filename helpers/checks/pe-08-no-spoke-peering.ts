/** PE-08: a direct peering between spokes takes their traffic past the hub and whatever watches it there. */
import { sameId } from '../estate/resource-id';
import { spokesOf } from '../estate/spokes';
import { aligned, list } from './aligned';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, notRead, pass, skip } from './judgement';
import { networkRef } from './reading-refs';

export const pe08 = defineCheck('PE-08', 'no spoke is peered with another spoke directly', ({ survey, expectations }, label) =>
  spokesOf(survey).map(({ id, reading }) => {
    const judge = (): Judgement => {
      if (expectations.allowSpokePeering) return skip('ALLOW_SPOKE_PEERING=true permits it');
      if (reading.status === 'unread') return notRead(label(id), reading.problem, networkRef(id));
      const direct = reading.value.peerings.filter(({ remoteVirtualNetworkId }) => survey.spokeIds.some((spoke) => sameId(spoke, remoteVirtualNetworkId)));
      if (direct.length === 0) return pass();
      return fail(`${label(id)} is peered with ${list(direct.map(({ remoteVirtualNetworkId }) => label(remoteVirtualNetworkId)))} directly`, {
        evidence: aligned(direct.map(({ name, peeringState, remoteVirtualNetworkId }) => [name, '→', label(remoteVirtualNetworkId), peeringState])),
      });
    };
    return { sentence: `${label(id)} is peered with no other spoke`, about: [id], ...judge() };
  }),
);
