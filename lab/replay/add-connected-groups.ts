/** The connected groups of a Network Manager: no resource names them, so they follow from the effective routes that lead to their members. */
import { samePrefix } from '../addresses/addresses';
import { followSubnet } from '../topology/references';
import { virtualNetworkId } from '../topology/resource-ids';
import type { ConnectedGroup } from '../topology/topology';
import { keyOf } from './resource-id';
import { routesRead, type ReplayDraft } from './replay-draft';

export function addConnectedGroups(draft: ReplayDraft): void {
  const { topology, notes } = draft;
  const groups = new Map<string, string[]>();
  for (const { nic, rows } of routesRead(draft)) {
    const prefixes = rows.flatMap(({ nextHopType, addressPrefixes }) => (nextHopType === 'ConnectedGroup' ? addressPrefixes : []));
    const place = followSubnet(topology, nic.ipConfigurations[0]?.subnetId ?? '');
    if (prefixes.length === 0 || 'mistake' in place) continue;
    const isMember = (networkPrefixes: readonly string[]): boolean => networkPrefixes.some((prefix) => prefixes.some((other) => samePrefix(other, prefix)));
    const members = topology.virtualNetworks.filter((network) => network === place.found.network || isMember(network.addressPrefixes)).map(virtualNetworkId);
    if (members.length > 1) groups.set(members.map(keyOf).join(' '), members);
  }
  if (groups.size === 0) return;
  Object.assign(topology, { connectedGroups: [...groups.values()].map((members, index): ConnectedGroup => ({ name: `connected-group-${String(index + 1)}`, members })) });
  notes.push('Which networks are in a connected group follows from the effective routes; members that were not read are left out.');
}
