/**
 * PE-07: overlapping networks cannot both be reached. Azure refuses to peer them, yet spokes of one hub can be made to overlap later. A subnet peering leaves subnets out,
 * and what no peering carries never meets: of a network that is peered so, what the others have synced of it counts.
 */
import { sameId } from '../../estate/resource-id';
import type { Estate, SurveyedNetwork } from '../../estate/estate';
import type { Prefix } from '../../estate/prefix';
import { canonical, overlaps, parsePrefix } from '../../estate/prefix';
import type { VirtualNetwork } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, fail, notRead, pass } from '../judgement';
import { networkRef } from '../reading-refs';

export const pe07 = defineCheck('PE-07', 'no two virtual networks of the deployment overlap', (estate) => {
  const networks = [estate.hub, ...estate.spokes];
  return networks.flatMap((first, index) => networks.slice(index + 1).map((second) => judgePair(estate, first, second)));
});

const judgePair = (estate: Estate, first: SurveyedNetwork, second: SurveyedNetwork): Judged => ({
  title: title`${{ id: first.id }} and ${{ id: second.id }} do not overlap`,
  about: [first.id, second.id],
  basis: [networkRef(first.id), networkRef(second.id)],
  ...judge(estate, first, second),
});

function judge(estate: Estate, first: SurveyedNetwork, second: SurveyedNetwork): Judgement {
  if (first.reading.status === 'unread') return notRead({ of: 'network', id: first.id }, first.reading.problem, networkRef(first.id));
  if (second.reading.status === 'unread') return notRead({ of: 'network', id: second.id }, second.reading.problem, networkRef(second.id));
  const [a, b] = [first.reading.value, second.reading.value];
  const [spaceOfA, spaceOfB] = [peeredSpace(estate, a), peeredSpace(estate, b)];
  const unknown = [...spaceOfA, ...spaceOfB].find((text) => !parsePrefix(text));
  if (unknown !== undefined) return cannotTell({ kind: 'no-prefix', text: unknown, networks: [first.id, second.id] });
  const common = prefixesOf(spaceOfA).flatMap((left) => prefixesOf(spaceOfB).flatMap((right) => (overlaps(left, right) ? [{ left, right }] : [])));
  const [overlap] = common;
  if (!overlap) return pass();
  return fail({ kind: 'spaces-overlap', first: first.id, second: second.id, left: canonical(overlap.left), right: canonical(overlap.right), pairs: common.length });
}

/** Of a spoke that is peered to the hub by subnets, these; else the whole address space. A hub is another one to each spoke, so it counts as a whole. */
function peeredSpace({ survey, peering }: Estate, { id, addressPrefixes }: VirtualNetwork): readonly string[] {
  if (sameId(id, survey.hubId)) return addressPrefixes;
  const sides = [peering({ owner: survey.hubId, remote: id }), peering({ owner: id, remote: survey.hubId })];
  const hubSide = sides[0];
  return hubSide && sides.some((side) => side?.peerCompleteVnets === false) ? hubSide.syncedRemotePrefixes : addressPrefixes;
}

const prefixesOf = (addressPrefixes: readonly string[]): Prefix[] => addressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
