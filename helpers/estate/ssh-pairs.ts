/** Who logs in to whom: every ordered pair of spokes, with the machine that takes part for each. */
import { keyOf } from './resource-id';
import type { Delegate, Participant } from './ssh-participants';
import { delegateOf } from './ssh-participants';
import type { Key, Survey } from './survey';
import type { Label } from './survey-labels';
import { labelsIn } from './survey-labels';

export type SshPair = {
  /** `[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)`. */
  readonly title: string;
  /** The machines' keys; a spoke's where it has no machine to take part. */
  readonly subjects: readonly Key[];
} & (
  | { readonly kind: 'pair'; readonly from: Participant; readonly to: Participant }
  /** No login can be tried, so nothing can be told, for this reason. */
  | { readonly kind: 'obstacle'; readonly reason: string }
);

/** One entry for every ordered pair of spokes, whether a login can be tried or not; the expectations do not matter here. */
export function sshPairs({ survey }: { readonly survey: Survey }): SshPair[] {
  const label = labelsIn(survey);
  const delegates = survey.spokeIds.map((spokeId) => delegateOf(survey, spokeId, label));
  return delegates.flatMap((from) => delegates.filter((to) => to !== from).map((to) => pairOf(from, to, label)));
}

function pairOf(from: Delegate, to: Delegate, label: Label): SshPair {
  const source = 'participant' in from ? from.participant.name : `a machine of ${label(from.spokeId)}`;
  const destination = 'participant' in to ? `${to.participant.name} (${to.participant.address})` : `a machine of ${label(to.spokeId)}`;
  const common = { title: `[SSH-01] ${source} logs in to ${destination}`, subjects: [subjectOf(from), subjectOf(to)] };
  if ('participant' in from && 'participant' in to) return { ...common, kind: 'pair', from: from.participant, to: to.participant };
  const reason = [from, to].flatMap((end) => ('reason' in end ? end.reason : [])).join('; ');
  return { ...common, kind: 'obstacle', reason };
}

const subjectOf = (end: Delegate): Key => keyOf('participant' in end ? end.participant.vmId : end.spokeId);
