/** PE-07: overlapping networks cannot both be reached. Azure refuses to peer them, yet spokes of one hub can be made to overlap later. */
import type { Prefix } from '../estate/prefix';
import { canonical, overlaps, parsePrefix } from '../estate/prefix';
import type { SurveyedNetwork } from '../estate/spokes';
import { networksOf } from '../estate/spokes';
import type { VirtualNetwork } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { cannotTell, fail, notRead, pass } from './judgement';
import { networkRef } from './reading-refs';

export const pe07 = defineCheck('PE-07', 'no two virtual networks of the deployment overlap', ({ survey }, label) => {
  const networks = networksOf(survey);
  return networks.flatMap((first, index) => networks.slice(index + 1).map((second) => judgePair(first, second, label)));
});

function judgePair(first: SurveyedNetwork, second: SurveyedNetwork, label: Label): Judged {
  return { sentence: `${label(first.id)} and ${label(second.id)} do not overlap`, about: [first.id, second.id], ...judge(first, second, label) };
}

function judge(first: SurveyedNetwork, second: SurveyedNetwork, label: Label): Judgement {
  if (first.reading.status === 'unread') return notRead(label(first.id), first.reading.problem, networkRef(first.id));
  if (second.reading.status === 'unread') return notRead(label(second.id), second.reading.problem, networkRef(second.id));
  const [a, b] = [first.reading.value, second.reading.value];
  const unknown = [...a.addressPrefixes, ...b.addressPrefixes].find((text) => !parsePrefix(text));
  if (unknown !== undefined) return cannotTell(`${unknown} is no address prefix`);
  const common = prefixesOf(a).flatMap((left) => prefixesOf(b).flatMap((right) => (overlaps(left, right) ? [{ left, right }] : [])));
  const [overlap] = common;
  if (!overlap) return pass();
  const others = common.length > 1 ? [`${common.length} pairs of prefixes overlap`] : [];
  return fail(`${canonical(overlap.left)} of ${label(first.id)} overlaps ${canonical(overlap.right)} of ${label(second.id)}`, { evidence: others });
}

const prefixesOf = ({ addressPrefixes }: VirtualNetwork): Prefix[] => addressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
