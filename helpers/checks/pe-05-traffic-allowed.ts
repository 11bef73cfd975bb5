/**
 * PE-05: what the peerings let in. Traffic between spokes does not originate in the hub, so the spoke's side must accept forwarded traffic,
 * unless a gateway forwards it ("Create, change, or delete a virtual network peering"). Microsoft's texts disagree on which side
 * decides, so the hub's side is an advisory.
 */
import type { Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { list } from './aligned';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, pass } from './judgement';
import type { Direction } from './peering-sides';
import { peeringWords, sideOf, withoutPeering } from './peering-sides';

export const pe05 = defineCheck('PE-05', "both sides allow access; the spoke's side accepts forwarded traffic", ({ survey, expectations }, label) =>
  survey.spokeIds.map((spoke) => {
    const isForwarded = expectations.transit.kind !== 'gateway';
    const sentence = `${label(survey.hubId)} and ${label(spoke)} let each other's traffic in${isForwarded ? ', forwarded traffic too' : ''}`;
    return { sentence, about: [survey.hubId, spoke], ...judge(survey, spoke, isForwarded, label) };
  }),
);

/** What a readable side has off is wrong whatever the other side is. */
function judge(survey: Survey, spoke: string, isForwarded: boolean, label: Label): Judgement {
  const hub = survey.hubId;
  const directions: readonly Direction[] = [
    { owner: hub, remote: spoke },
    { owner: spoke, remote: hub },
  ];
  const sides = directions.map((direction) => ({ ...direction, side: sideOf(survey, direction) }));
  const off = sides.flatMap(({ owner, side }) => {
    if (side.kind !== 'peered') return [];
    const { allowVirtualNetworkAccess, allowForwardedTraffic } = side.peering;
    const needsForwarded = isForwarded && owner === spoke;
    const settings = [
      ...(allowVirtualNetworkAccess ? [] : ['allowVirtualNetworkAccess']),
      ...(allowForwardedTraffic || !needsForwarded ? [] : ['allowForwardedTraffic']),
    ];
    return settings.map((setting) => `${peeringWords(side.peering, owner, label)} has ${setting} off`);
  });
  if (off.length > 0) return fail(list(off));
  for (const { side, ...direction } of sides) {
    if (side.kind !== 'peered') return withoutPeering(side, survey, direction, label);
  }
  const [hubSide] = sides;
  if (hubSide?.side.kind !== 'peered' || hubSide.side.peering.allowForwardedTraffic || !isForwarded) return pass();
  const refusal = `${peeringWords(hubSide.side.peering, hub, label)} has allowForwardedTraffic off`;
  return pass(`${refusal}: traffic that ${label(spoke)} forwards for others may not get into ${label(hub)}`);
}
