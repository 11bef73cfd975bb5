/** What Azure said of each peering, written down where it does not follow from the two sides as they are. */
import { peeringPairs, peeringStateOf, peeringSyncLevelOf, syncedPrefixesOf, type PeeringPair } from '../topology/peerings';
import { virtualNetworkId } from '../topology/resource-ids';
import { readingOf, type ReplayDraft } from './replay-draft';
import { keyOf, lastName } from './resource-id';
import type { RecordedPeering } from './survey';

/** The synced prefixes of all come first: the sync levels follow from those of both sides. */
export function settlePeerings(draft: ReplayDraft): void {
  const sides = sidesOf(draft);
  for (const { pair, seen } of sides) {
    if (syncedPrefixesOf(pair).join(' ') !== seen.syncedRemotePrefixes.join(' ')) pair.peering.syncedRemotePrefixes = seen.syncedRemotePrefixes;
  }
  for (const { pair, seen } of sides) {
    if (peeringStateOf(pair) !== seen.peeringState) pair.peering.peeringState = seen.peeringState;
    if (peeringSyncLevelOf(pair) !== seen.peeringSyncLevel) pair.peering.peeringSyncLevel = seen.peeringSyncLevel;
  }
}

function sidesOf({ survey, topology }: ReplayDraft): { readonly pair: PeeringPair; readonly seen: RecordedPeering }[] {
  return topology.virtualNetworks.flatMap((network) => {
    const reading = readingOf(survey.virtualNetworks, virtualNetworkId(network));
    if (reading?.status !== 'read') return [];
    return peeringPairs(topology, network).flatMap((pair) => {
      const seen = reading.value.peerings.find(({ id }) => keyOf(lastName(id)) === keyOf(pair.peering.name));
      return seen ? [{ pair, seen }] : [];
    });
  });
}
