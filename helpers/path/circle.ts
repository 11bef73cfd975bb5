/** Hops that send a packet to each other, so that it gets nowhere. */
import type { FactOf } from '../findings/finding';
import type { Journey, Passed } from './journey';

/** @param members from the hop that is met again */
export const circleOf = ({ to }: Journey, members: readonly Passed[]): FactOf<'hops-in-a-circle'> => ({
  kind: 'hops-in-a-circle',
  to: to.ref,
  nicIds: [...new Set(members.flatMap(({ nic }) => (nic ? [nic.id] : [])))],
  routes: members.flatMap(({ tableId, row }) => (row ? [{ row, ...(tableId !== undefined && { tableId }) }] : [])),
});
