/** Virtual networks with their subnets and peerings, as Microsoft.Network sends them. */
import { networkSecurityGroupId, peeringId, routeTableId, subnetId, virtualNetworkGatewayId, virtualNetworkId } from '../../topology/resource-ids';
import { localPrefixesOf, peeringStateOf, peeringSyncLevelOf, syncedPrefixesOf, type PeeringPair } from '../../topology/peerings';
import type { VirtualNetwork } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, withEtag, type ResourceBody } from '../resource-body';
import { privateEndpointIds } from './private-endpoint';
import { inUpperCase, occupantsOf } from './subnet-occupants';

export function virtualNetworkBody(world: World, network: VirtualNetwork): ResourceBody {
  return withEtag((etag) => ({
    name: network.name,
    id: virtualNetworkId(network),
    etag,
    type: 'Microsoft.Network/virtualNetworks',
    location: network.location,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidOf(virtualNetworkId(network)),
      addressSpace: addressSpace(network.addressPrefixes),
      privateEndpointVNetPolicies: 'Disabled',
      subnets: subnetBodies(world, network, etag),
      virtualNetworkPeerings: peeringBodies(world, network, etag),
      enableDdosProtection: false,
    },
  }));
}

/** A child carries the etag of the network that it lies in. */
export function subnetBodies(world: World, network: VirtualNetwork, etag: string): ResourceBody[] {
  return network.subnets.map((subnet) => {
    const routeTable = world.routeTableOf(subnet);
    const networkSecurityGroup = world.networkSecurityGroupOf(subnet);
    const occupants = occupantsOf(world, network, subnet);
    const privateEndpoints = privateEndpointIds(network, subnet).map(inUpperCase);
    return {
      name: subnet.name,
      id: subnetId(network, subnet),
      etag,
      properties: {
        provisioningState: 'Succeeded',
        ...prefixes(subnet.addressPrefixes),
        ipamPoolPrefixAllocations: [],
        ...optional('networkSecurityGroup', networkSecurityGroup && reference(networkSecurityGroupId(networkSecurityGroup))),
        ...optional('routeTable', routeTable && reference(routeTableId(routeTable))),
        ...optional('ipConfigurations', occupants.length > 0 ? occupants.map(reference) : undefined),
        ...(privateEndpoints.length > 0 ? { privateEndpoints: privateEndpoints.map(reference), purpose: 'PrivateEndpoints' } : {}),
        ...optional('serviceEndpoints', subnet.serviceEndpoints?.map((service) => ({ provisioningState: 'Succeeded', service, locations: ['*'] }))),
        delegations: [],
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Enabled',
      },
      type: 'Microsoft.Network/virtualNetworks/subnets',
    };
  });
}

/** One prefix is sent as `addressPrefix`, several as `addressPrefixes`, never both. */
const prefixes = (all: readonly string[]): Record<string, unknown> => (all.length === 1 ? { addressPrefix: all[0] } : { addressPrefixes: all });

/** Either side's body shows the address space it last synced next to that of today. */
export function peeringBodies(world: World, network: VirtualNetwork, etag: string): ResourceBody[] {
  return world.peeringsOf(network).map((pair) => {
    const { peering, remoteId, remoteNetwork } = pair;
    const remoteGateways = remoteGatewaysOf(world, pair);
    return {
      name: peering.name,
      id: peeringId(network, peering),
      etag,
      properties: {
        provisioningState: 'Succeeded',
        // Both sides of a peering have the same one.
        resourceGuid: guidOf([virtualNetworkId(network), remoteId].map((id) => id.toLowerCase()).sort().join(' ')),
        peeringState: peeringStateOf(pair),
        peeringSyncLevel: peeringSyncLevelOf(pair),
        remoteVirtualNetwork: reference(remoteId),
        allowVirtualNetworkAccess: peering.allowVirtualNetworkAccess,
        allowForwardedTraffic: peering.allowForwardedTraffic,
        allowGatewayTransit: peering.allowGatewayTransit,
        useRemoteGateways: peering.useRemoteGateways,
        doNotVerifyRemoteGateways: false,
        peerCompleteVnets: peering.peerCompleteVnets ?? true,
        ...optional('localSubnetNames', peering.localSubnetNames),
        ...optional('remoteSubnetNames', peering.remoteSubnetNames),
        ...partOfNetwork(pair),
        ...optional('remoteGateways', remoteGateways.length > 0 ? remoteGateways : undefined),
        remoteAddressSpace: addressSpace(syncedPrefixesOf(pair)),
        remoteVirtualNetworkAddressSpace: addressSpace(remoteNetwork?.addressPrefixes ?? syncedPrefixesOf(pair)),
        routeServiceVips: {},
      },
      type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    };
  });
}

/** A subnet peering says what it peers of its own network beside what that network has; no recording shows it. */
function partOfNetwork(pair: PeeringPair): Record<string, unknown> {
  const { network, peering } = pair;
  if (!peering.localSubnetNames) return {};
  return { localAddressSpace: { addressPrefixes: localPrefixesOf(pair) }, localVirtualNetworkAddressSpace: { addressPrefixes: network.addressPrefixes } };
}

/** Sent where the remote gateways are used. Recordings show VPN gateways only, so a Route Server is not named. */
function remoteGatewaysOf(world: World, { peering, remoteNetwork }: PeeringPair): { id: string }[] {
  if (!peering.useRemoteGateways || !remoteNetwork) return [];
  return world.gatewaysIn(remoteNetwork).map((gateway) => reference(virtualNetworkGatewayId(gateway)));
}

const addressSpace = (addressPrefixes: readonly string[]): Record<string, unknown> => ({ addressPrefixes, ipamPoolPrefixAllocations: [] });
