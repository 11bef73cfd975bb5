/** Route Servers, which are `virtualHubs` of kind RouteServer, with their IP configurations and BGP connections. */
import { bgpConnectionId, routeServerId, subnetId } from '../../topology/resource-ids';
import type { RouteServer } from '../../topology/topology';
import type { World } from '../../topology/world';
import { optional, reference, withEtag, type ResourceBody } from '../resource-body';
import { publicIPAddressId } from './public-ip-address';

/** The ASN of every Route Server. */
export const routeServerAsn = 65_515;

/** The hub itself names neither its IP configurations nor its BGP connections: they have to be listed. */
export function virtualHubBody(world: World, routeServer: RouteServer): ResourceBody {
  return withEtag((etag) => ({
    name: routeServer.name,
    id: routeServerId(routeServer),
    etag,
    type: 'Microsoft.Network/virtualHubs',
    location: routeServer.location,
    properties: {
      provisioningState: routeServer.provisioningState,
      virtualHubRouteTableV2s: [],
      virtualRouterAsn: routeServerAsn,
      virtualRouterIps: world.virtualRouterIps(routeServer),
      routeTable: { routes: [] },
      virtualRouterAutoScaleConfiguration: { minCapacity: 2 },
      networkVirtualAppliances: [],
      sku: 'Standard',
      routingState: routeServer.routingState,
      allowBranchToBranchTraffic: routeServer.allowBranchToBranchTraffic,
      hubRoutingPreference: 'ExpressRoute',
    },
    kind: 'RouteServer',
  }));
}

/** A Route Server has one; its own address is not sent. */
export function hubIpConfigurationBodies(world: World, routeServer: RouteServer, etag: string): ResourceBody[] {
  const { network, subnet } = world.placeOf(routeServer);
  return [
    {
      name: 'Default',
      id: `${routeServerId(routeServer)}/ipConfigurations/Default`,
      etag,
      type: 'Microsoft.Network/virtualHubs/ipConfigurations',
      properties: {
        provisioningState: routeServer.provisioningState,
        privateIPAllocationMethod: 'Dynamic',
        publicIPAddress: reference(publicIPAddressId(routeServer, 0)),
        subnet: reference(subnetId(network, subnet)),
      },
    },
  ];
}

export function bgpConnectionBodies(routeServer: RouteServer, etag: string): ResourceBody[] {
  return routeServer.bgpConnections.map((connection) => ({
    name: connection.name,
    id: bgpConnectionId(routeServer, connection),
    etag,
    type: 'Microsoft.Network/virtualHubs/bgpConnections',
    properties: {
      provisioningState: connection.provisioningState,
      peerIp: connection.peerIp,
      peerAsn: connection.peerAsn,
      ...optional('connectionState', connection.connectionState),
    },
  }));
}
