/** Paths that work and are worth a word: there over one appliance and back over another, which a stateful one does not forgive. */
import type { Deployment } from '../estate/deployment';
import { powerOf } from '../estate/machines';
import { nicPairs } from '../estate/nic-pairs';
import { keyOf } from '../estate/resource-id';
import { labelsIn } from '../estate/survey-labels';
import { followPacket } from './follow-packet';
import type { Passage } from './walk';

const hopsOf = ({ deciding }: Passage): string[] => [...new Set(deciding.flatMap(({ route }) => route.nextHopIpAddresses))].sort();

/**
 * One sentence for each pair of machines whose two directions take different next hops. The instances of one Route Server
 * count as one; of each pair one direction speaks for both.
 */
export function pathAdvisories(deployment: Deployment): string[] {
  const { survey, expectations } = deployment;
  if (expectations.transit.kind === 'route-server') return [];
  const label = labelsIn(survey);
  return nicPairs(survey).flatMap((pair) => {
    if (pair.kind !== 'pair' || keyOf(pair.from.nic.id) > keyOf(pair.to.nic.id)) return [];
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') return [];
    const walk = followPacket(deployment, from, to);
    if (walk.kind !== 'arrives') return [];
    const [there, back] = [hopsOf(walk.there), hopsOf(walk.back)];
    if (there.join() === back.join()) return [];
    return [`${label(from.vmId)} reaches ${label(to.vmId)} over ${there.join(', ') || 'no appliance'}, and the answers come back over ${back.join(', ') || 'no appliance'}: a stateful appliance drops them`];
  });
}
