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
import { mostPairCases } from '../judge-pairs';
import { networkRef } from '../reading-refs';

export const pe07 = defineCheck('PE-07', 'no two virtual networks of the deployment overlap', (estate) => {
  const networks = [estate.hub, ...estate.spokes];
  if ((networks.length * (networks.length - 1)) / 2 > mostPairCases) return judgeEach(estate, networks);
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

/** In a large network one case for each of them. A pair is told once: where one of the two was not read, or is no prefix, by that one, else by the first of the two. */
function judgeEach(estate: Estate, networks: readonly SurveyedNetwork[]): Judged[] {
  const meets = overlapping(estate, networks);
  const isDoubtful = ({ reading }: SurveyedNetwork): boolean => reading.status === 'unread' || peeredSpace(estate, reading.value).some((text) => !parsePrefix(text));
  return networks.map((network, index): Judged => {
    const common = { title: title`${{ id: network.id }} overlaps no other network of the deployment`, about: [network.id], basis: [networkRef(network.id)] };
    const other = networks[index === 0 ? 1 : 0];
    if (isDoubtful(network) && other) return { ...common, ...judge(estate, network, other) };
    const found = (meets.get(network) ?? []).map((second) => judge(estate, network, second));
    return { ...common, ...(found.length === 0 ? pass() : fail(found.flatMap(({ findings }) => findings))) };
  });
}

/** Of each network those after it that share addresses with it, found by sorting: prefixes are nested or disjoint. */
function overlapping(estate: Estate, networks: readonly SurveyedNetwork[]): Map<SurveyedNetwork, SurveyedNetwork[]> {
  const spaces = networks.flatMap((network, place) => (network.reading.status === 'read' ? prefixesOf(peeredSpace(estate, network.reading.value)).map((prefix) => ({ network, place, prefix })) : []));
  const key = ({ network }: Prefix): string => network.toByteArray().map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const sorted = spaces.map((space) => ({ ...space, start: `${space.prefix.network.kind()} ${key(space.prefix)}` })).sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.prefix.length - b.prefix.length));
  const meets = new Map<SurveyedNetwork, SurveyedNetwork[]>();
  let around: typeof sorted = [];
  for (const space of sorted) {
    around = around.filter(({ prefix }) => overlaps(prefix, space.prefix));
    for (const outer of around) {
      if (outer.network === space.network) continue;
      const [first, second] = outer.place < space.place ? [outer.network, space.network] : [space.network, outer.network];
      const known = meets.get(first) ?? [];
      if (!known.includes(second)) meets.set(first, [...known, second]);
    }
    around.push(space);
  }
  return meets;
}

/** Of a spoke that is peered to the hub by subnets, these; else the whole address space. A hub is another one to each spoke, so it counts as a whole. */
function peeredSpace({ survey, peering }: Estate, { id, addressPrefixes }: VirtualNetwork): readonly string[] {
  if (sameId(id, survey.hubId)) return addressPrefixes;
  const sides = [peering({ owner: survey.hubId, remote: id }), peering({ owner: id, remote: survey.hubId })];
  const hubSide = sides[0];
  return hubSide && sides.some((side) => side?.peerCompleteVnets === false) ? hubSide.syncedRemotePrefixes : addressPrefixes;
}

const prefixesOf = (addressPrefixes: readonly string[]): Prefix[] => addressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
