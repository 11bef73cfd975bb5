/** What forwards traffic in the hub without being a machine: the instances of a Route Server, a firewall or the like, a VPN gateway. None looks at security rules of the hub. */
import { isConnected, syncedPrefixesOf, type PeeringPair } from '../topology/peerings';
import type { RouteServer, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { World } from '../topology/world';
import { contains } from '../addresses/addresses';
import { deliver, stoppedAtPeering, type Arrival, type Journey } from './delivery';
import { networksWhoseGatewaysAreUsed } from './learned-routes';
import { loss, type Loss } from './loss';

/** The peering over which a network reaches an address that is another network's. */
export function peeringTowards(world: World, network: VirtualNetwork, address: string): PeeringPair | undefined {
  return world.peeringsOf(network).find((pair) => isConnected(pair) && syncedPrefixesOf(pair).some((prefix) => contains(prefix, address)));
}

/**
 * Through an instance of a Route Server. Microsoft documents that a Route Server forwards no data traffic; the reference deployment, whose user
 * routes lead to its instances, was seen to work all the same. So in the lab an instance forwards, to its own network and those peered with it.
 */
export function throughRouteServer(journey: Journey, routeServer: RouteServer): Arrival | Loss {
  const { network } = journey.world.placeOf(routeServer);
  if (routeServer.routingState !== 'Provisioned') {
    return loss('next-hop-does-not-forward', routeServer.name, `the routing state of ${routeServer.name} is ${routeServer.routingState}`);
  }
  return forward(journey, network, routeServer.name, 'others', () => true);
}

/** Through a firewall or routing appliance that lets the packet pass. */
export const throughManagedRouter = (journey: Journey, network: VirtualNetwork, name: string): Arrival | Loss => forward(journey, network, name, 'others', () => true);

/** Through the VPN gateway that serves the network: its own, or that of the remote network whose gateways it uses. */
export function throughGateway(journey: Journey, network: VirtualNetwork): Arrival | Loss {
  const { world } = journey;
  const hub = [network, ...networksWhoseGatewaysAreUsed(world, network)].find((candidate) => world.gatewaysIn(candidate).length > 0);
  if (!hub) return loss('no-gateway', network.name, `no virtual network gateway serves ${network.name}`);
  const gateway = vpnGatewayAmong(world.gatewaysIn(hub));
  if (!gateway) return loss('no-gateway', hub.name, `${hub.name} has an ExpressRoute gateway, and a route to a gateway needs a VPN gateway alone`);
  const entry = hub === network ? undefined : world.peeringsOf(network).find(({ remoteNetwork }) => remoteNetwork === hub);
  const stopped = entry && stoppedAtPeering(journey, entry, 'gateway');
  return stopped ?? forward(journey, hub, gateway.name, 'gateway', (pair) => pair.otherSide?.useRemoteGateways === true && pair.peering.allowGatewayTransit);
}

/** User routes cannot name a gateway of type ExpressRoute, nor one of two that coexist. */
function vpnGatewayAmong(gateways: readonly VirtualNetworkGateway[]): VirtualNetworkGateway | undefined {
  return gateways.every(({ gatewayType }) => gatewayType === 'Vpn') ? gateways[0] : undefined;
}

function forward(journey: Journey, hub: VirtualNetwork, by: string, forwardedBy: 'gateway' | 'others', serves: (pair: PeeringPair) => boolean): Arrival | Loss {
  const { world, packet } = journey;
  if (hub.addressPrefixes.some((prefix) => contains(prefix, packet.destination))) return deliver(journey, hub);
  const exit = peeringTowards(world, hub, packet.destination);
  if (!exit?.remoteNetwork) return loss('transit-has-no-way', by, `${by} finds no network peered with ${hub.name} that has ${packet.destination}`);
  if (!serves(exit)) return loss('transit-has-no-way', by, `${exit.remoteNetwork.name} does not use the gateway ${by}`);
  return stoppedAtPeering(journey, exit, forwardedBy) ?? deliver(journey, exit.remoteNetwork);
}
