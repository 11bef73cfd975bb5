/** Paths that work and are worth a word: there over one appliance and back over another, which a stateful one does not forgive. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { powerOf } from '../estate/machines';
import { keyOf } from '../estate/resource-id';
import type { Finding } from '../findings/finding';
import { followPacket } from '../path/follow-packet';
import type { Passage } from '../path/path';

const hopsOf = ({ deciding }: Passage): string[] => [...new Set(deciding.flatMap(({ route }) => route.nextHopIpAddresses))].sort();

/** One for each pair of machines whose two directions take different next hops. The instances of one Route Server count as one; one direction speaks for both. */
export function pathAdvisories(estate: Estate, expectations: Expectations): Finding[] {
  if (expectations.transit.kind === 'route-server') return [];
  return estate.pairs.flatMap((pair): Finding[] => {
    if (pair.kind !== 'pair' || keyOf(pair.from.nic.id) > keyOf(pair.to.nic.id)) return [];
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') return [];
    const path = followPacket(estate, expectations, from, to);
    if (path.kind !== 'arrives') return [];
    const [there, back] = [hopsOf(path.there), hopsOf(path.back)];
    return there.join() === back.join() ? [] : [{ kind: 'asymmetric-path', from: from.ref, to: to.ref, there, back }];
  });
}
