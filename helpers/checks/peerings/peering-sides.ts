/** The two sides of the peering between hub and spoke, each of which exists and is set by itself. */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { Problem } from '../../estate/reading';
import type { ReadingRef } from '../../estate/reading-ref';
import { sameId } from '../../estate/resource-id';
import type { Peering } from '../../estate/survey';
import type { Judgement } from '../check';
import type { Found } from '../judgement';
import { notRead, skip } from '../judgement';
import { networkRef } from '../reading-refs';

export type SideState =
  | { readonly kind: 'peered'; readonly peering: Peering }
  | { readonly kind: 'not-peered' }
  | { readonly kind: 'unread'; readonly problem: Problem };

export function stateOf(estate: Estate, side: PeeringSide): SideState {
  const network = estate.network(side.owner);
  if (network.status === 'unread') return { kind: 'unread', problem: network.problem };
  const peering = estate.peering(side);
  return peering ? { kind: 'peered', peering } : { kind: 'not-peered' };
}

/** The peering of one side, for judging its settings. */
export function peeringOf(estate: Estate, side: PeeringSide): Found<Peering> {
  const state = stateOf(estate, side);
  return state.kind === 'peered' ? { found: state.peering } : { instead: withoutPeering(state, estate, side) };
}

/** PE-01 reports a peering that the hub lacks, PE-03 one that a spoke lacks. */
export function withoutPeering(state: Exclude<SideState, { kind: 'peered' }>, { survey }: Estate, { owner, remote }: PeeringSide): Judgement {
  if (state.kind === 'unread') return notRead({ of: 'network', id: owner }, state.problem, networkRef(owner));
  return skip({ kind: 'absent-peering', owner, remote, ownerIsHub: sameId(owner, survey.hubId) });
}

/** Both sides are read with the networks that they belong to. */
export const basisOf = ({ owner, remote }: PeeringSide): ReadingRef[] => [networkRef(owner), networkRef(remote)];
