/** PE-07: overlapping networks cannot both be reached. Azure refuses to peer them, yet spokes of one hub can be made to overlap later. */
import type { SurveyedNetwork } from '../../estate/estate';
import type { Prefix } from '../../estate/prefix';
import { canonical, overlaps, parsePrefix } from '../../estate/prefix';
import type { VirtualNetwork } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, fail, notRead, pass } from '../judgement';
import { networkRef } from '../reading-refs';

export const pe07 = defineCheck('PE-07', 'no two virtual networks of the deployment overlap', ({ hub, spokes }) => {
  const networks = [hub, ...spokes];
  return networks.flatMap((first, index) => networks.slice(index + 1).map((second) => judgePair(first, second)));
});

const judgePair = (first: SurveyedNetwork, second: SurveyedNetwork): Judged => ({
  title: title`${{ id: first.id }} and ${{ id: second.id }} do not overlap`,
  about: [first.id, second.id],
  basis: [networkRef(first.id), networkRef(second.id)],
  ...judge(first, second),
});

function judge(first: SurveyedNetwork, second: SurveyedNetwork): Judgement {
  if (first.reading.status === 'unread') return notRead({ of: 'network', id: first.id }, first.reading.problem, networkRef(first.id));
  if (second.reading.status === 'unread') return notRead({ of: 'network', id: second.id }, second.reading.problem, networkRef(second.id));
  const [a, b] = [first.reading.value, second.reading.value];
  const unknown = [...a.addressPrefixes, ...b.addressPrefixes].find((text) => !parsePrefix(text));
  if (unknown !== undefined) return cannotTell({ kind: 'no-prefix', text: unknown, networks: [first.id, second.id] });
  const common = prefixesOf(a).flatMap((left) => prefixesOf(b).flatMap((right) => (overlaps(left, right) ? [{ left, right }] : [])));
  const [overlap] = common;
  if (!overlap) return pass();
  return fail({ kind: 'spaces-overlap', first: first.id, second: second.id, left: canonical(overlap.left), right: canonical(overlap.right), pairs: common.length });
}

const prefixesOf = ({ addressPrefixes }: VirtualNetwork): Prefix[] => addressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
