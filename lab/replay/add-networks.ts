/** The hub and the spokes that were read, with their subnets and both kinds of peering settings; the hub first. */
import type { Peering, VirtualNetwork } from '../topology/topology';
import { readingOf, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { lastName, partsOf } from './resource-id';
import type { RecordedNetwork, RecordedPeering } from './survey';

export function addNetworks(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  for (const id of [survey.hubId, ...survey.spokeIds]) {
    const reading = readingOf(survey.virtualNetworks, id);
    if (reading?.status === 'read') topology.virtualNetworks.push(networkOf(reading.value));
    if (reading?.status === 'unread') repeatProblem(draft, lastName(id), `GET ${id}`, reading.problem);
  }
}

function networkOf({ id, location, addressPrefixes, subnets, peerings }: RecordedNetwork): VirtualNetwork {
  return {
    ...partsOf(id),
    location,
    addressPrefixes,
    subnets: subnets.map((subnet) => ({
      name: lastName(subnet.id),
      addressPrefixes: subnet.addressPrefixes,
      ...(subnet.routeTableId !== undefined && { routeTable: subnet.routeTableId }),
      ...(subnet.networkSecurityGroupId !== undefined && { networkSecurityGroup: subnet.networkSecurityGroupId }),
    })),
    peerings: peerings.map(peeringOf),
  };
}

const peeringOf = (peering: RecordedPeering): Peering => ({
  name: lastName(peering.id),
  remote: peering.remoteVirtualNetworkId,
  allowVirtualNetworkAccess: peering.allowVirtualNetworkAccess,
  allowForwardedTraffic: peering.allowForwardedTraffic,
  allowGatewayTransit: peering.allowGatewayTransit,
  useRemoteGateways: peering.useRemoteGateways,
  ...(!peering.peerCompleteVnets && { peerCompleteVnets: false }),
  ...(peering.localSubnetNames && { localSubnetNames: [...peering.localSubnetNames] }),
  ...(peering.remoteSubnetNames && { remoteSubnetNames: [...peering.remoteSubnetNames] }),
});
