/** Whether nothing of one spoke gets to another. What was proven by a login outranks what was computed. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { powerOf } from '../estate/machines';
import { keyOf, sameId } from '../estate/resource-id';
import { followExpected } from './follow-packet';

/** A login that landed or a connection that opened, by the spokes that it went from and to. */
export interface Landed {
  readonly fromSpokeId: string;
  readonly toSpokeId: string;
}

/** @returns true only where every way of a running machine breaks and nothing has landed */
export function cutOff(estate: Estate, expectations: Expectations, landed: readonly Landed[]): (fromSpokeId: string, toSpokeId: string) => boolean {
  const known = new Map(landed.map(({ fromSpokeId, toSpokeId }) => [keyOf(`${fromSpokeId} ${toSpokeId}`), false]));
  const running = estate.nics.filter(({ vm }) => powerOf(vm) !== 'not running');
  const breaksEverywhere = (fromSpokeId: string, toSpokeId: string): boolean => {
    const [from, to] = [fromSpokeId, toSpokeId].map((id) => running.filter(({ spokeId }) => sameId(spokeId, id))) as [typeof running, typeof running];
    return from.length > 0 && to.length > 0 && from.every((a) => to.every((b) => followExpected(estate, expectations, a, b).kind === 'breaks'));
  };
  return (fromSpokeId, toSpokeId) => {
    const key = keyOf(`${fromSpokeId} ${toSpokeId}`);
    const answer = known.get(key) ?? breaksEverywhere(fromSpokeId, toSpokeId);
    known.set(key, answer);
    return answer;
  };
}
