/** The networks that were read, with their subnets and both kinds of peering settings: the hub, the spokes, then what else lies on the ways. */
import type { Peering, VirtualNetwork } from '../topology/topology';
import { readingOf, valuesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { keyOf, lastName, partsOf } from './resource-id';
import type { RecordedNetwork, RecordedPeering } from './survey';

export function addNetworks(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  const named = [survey.hubId, ...survey.spokeIds];
  for (const id of named) {
    const reading = readingOf(survey.virtualNetworks, id);
    if (reading?.status === 'read') topology.virtualNetworks.push(networkOf(reading.value));
    if (reading?.status === 'unread') repeatProblem(draft, lastName(id), `GET ${id}`, reading.problem);
  }
  const isNamed = ({ id }: RecordedNetwork): boolean => named.some((one) => keyOf(one) === keyOf(id));
  topology.virtualNetworks.push(...valuesRead(survey.virtualNetworks).filter((network) => !isNamed(network)).map(networkOf));
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
