/**
 * Networks that were not read and that others are peered with: a hub that the role may not see, a network beyond the deployment. A peering
 * that is Connected shows that the other side exists, so the network is made up from it, with everything at its end in order.
 */
import { contains } from '../addresses/addresses';
import { followVirtualNetwork } from '../topology/references';
import type { Subnet, VirtualNetwork } from '../topology/topology';
import { readingOf, routesRead, valuesRead, type ReplayDraft } from './replay-draft';
import { keyOf, parentOf, partsOf } from './resource-id';
import type { RecordedNetwork, RecordedPeering } from './survey';

/** A region of its own, for a network whose region nothing in the survey shows. */
const elsewhere = 'elsewhere';

export function addNetworksKnownByPeering(draft: ReplayDraft): void {
  const { survey, topology, knownByPeering } = draft;
  const isGone = (id: string): boolean => {
    const reading = readingOf(survey.virtualNetworks, id);
    // A spoke that a setting names is among `misnamed` where there is none; where it is not, its group listed it.
    const isListed = survey.spokesFrom === 'settings' && survey.spokeIds.some((spoke) => keyOf(spoke) === keyOf(id)) && !survey.misnamed?.some((wrong) => keyOf(wrong.id) === keyOf(id));
    return reading?.status === 'unread' && reading.problem.kind === 'not-found' && !isListed;
  };
  const ends = valuesRead(survey.virtualNetworks)
    .flatMap((network) => network.peerings.map((peering) => ({ network, peering })))
    .filter(({ peering }) => peering.peeringState === 'Connected' && !('found' in followVirtualNetwork(topology, peering.remoteVirtualNetworkId)))
    .filter(({ peering }) => !isGone(peering.remoteVirtualNetworkId));
  for (const id of new Set(ends.map(({ peering }) => keyOf(peering.remoteVirtualNetworkId)))) {
    const network = networkBehind(draft, ends.filter(({ peering }) => keyOf(peering.remoteVirtualNetworkId) === id));
    if (network.addressPrefixes.length > 0) knownByPeering.push(network);
  }
  topology.virtualNetworks.push(...knownByPeering);
  const names = knownByPeering.map(({ name }) => name).join(', ');
  if (names) draft.notes.push(`Known only by the peerings to it, and taken to be in order: ${names}.`);
}

/** What the subnets of such a network are is not known, so one takes it all. @param name where it is known */
export function subnetOfUnread(network: VirtualNetwork, name = 'not-read'): Subnet {
  const [subnet] = network.subnets;
  if (subnet) return subnet;
  const made: Subnet = { name, addressPrefixes: network.addressPrefixes };
  network.subnets.push(made);
  return made;
}

interface End {
  readonly network: RecordedNetwork;
  readonly peering: RecordedPeering;
}

function networkBehind(draft: ReplayDraft, ends: readonly End[]): VirtualNetwork {
  const [first] = ends;
  return {
    ...partsOf(first?.peering.remoteVirtualNetworkId ?? ''),
    location: regionBehind(draft, ends),
    addressPrefixes: [...new Set(ends.flatMap(({ peering }) => peering.syncedRemotePrefixes))],
    subnets: [],
    peerings: ends.map(({ network, peering }) => ({
      name: `to-${network.name}`,
      remote: network.id,
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      allowGatewayTransit: peering.useRemoteGateways,
      useRemoteGateways: peering.allowGatewayTransit,
    })),
  };
}

/** A peering within a region and one across regions show as different next hop types on the NICs. */
function regionBehind(draft: ReplayDraft, ends: readonly End[]): string {
  const typesSeen = ends.map(({ network, peering }) => {
    const rows = routesRead(draft).flatMap(({ nic, rows: all }) => (nic.ipConfigurations.some(({ subnetId }) => keyOf(parentOf(subnetId)) === keyOf(network.id)) ? all : []));
    const prefix = peering.syncedRemotePrefixes[0] ?? '';
    return { network, type: rows.find((row) => row.nextHopType.includes('Peering') && row.addressPrefixes.some((one) => contains(one, prefix)))?.nextHopType };
  });
  const near = typesSeen.find(({ type }) => type === 'VNetPeering');
  if (near) return near.network.location;
  return typesSeen.some(({ type }) => type !== undefined) ? elsewhere : (ends[0]?.network.location ?? elsewhere);
}
