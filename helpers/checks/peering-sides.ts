/** The two sides of the peering between hub and spoke, each of which exists and is set by itself. */
import type { Problem } from '../estate/reading';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import { peeringTo } from '../estate/spokes';
import type { Peering, Survey, VirtualNetwork } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { Found, Judgement } from './judgement';
import { notRead, skip } from './judgement';
import { networkRef } from './reading-refs';

/** From one network to another, as Azure has it at the first. */
export interface Direction {
  readonly owner: string;
  readonly remote: string;
}

export type Side =
  | { readonly kind: 'peered'; readonly network: VirtualNetwork; readonly peering: Peering }
  | { readonly kind: 'not-peered'; readonly network: VirtualNetwork }
  | { readonly kind: 'unread'; readonly problem: Problem };

export function sideOf(survey: Survey, { owner, remote }: Direction): Side {
  const reading = readingIn(survey.virtualNetworks, owner);
  if (reading.status === 'unread') return { kind: 'unread', problem: reading.problem };
  const peering = peeringTo(reading.value, remote);
  return peering ? { kind: 'peered', network: reading.value, peering } : { kind: 'not-peered', network: reading.value };
}

/** PE-01 reports a peering that the hub lacks, PE-03 one that a spoke lacks. */
const reporter = (survey: Survey, owner: string): string => (sameId(owner, survey.hubId) ? 'PE-01' : 'PE-03');

/** The peering of one side, for judging its settings. */
export function peeringOf(survey: Survey, direction: Direction, label: Label): Found<Peering> {
  const side = sideOf(survey, direction);
  return side.kind === 'peered' ? { found: side.peering } : { instead: withoutPeering(side, survey, direction, label) };
}

export function withoutPeering(side: Exclude<Side, { kind: 'peered' }>, survey: Survey, { owner, remote }: Direction, label: Label): Judgement {
  if (side.kind === 'unread') return notRead(label(owner), side.problem, networkRef(owner));
  return skip(`${label(owner)} has no peering to ${label(remote)} (see ${reporter(survey, owner)})`);
}

export const peeringWords = ({ name }: Peering, owner: string, label: Label): string => `peering ${name} of ${label(owner)}`;
