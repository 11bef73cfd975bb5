/** What a network learns by BGP: from the Route Server and the gateways in it, or in the one remote network whose gateways it uses. */
import { carriesFrom, isConnected, usesRemoteGateways } from '../topology/peerings';
import { sameAddress } from '../addresses/addresses';
import type { BgpConnection, RouteServer, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { SubnetPlace } from '../topology/references';
import type { World } from '../topology/world';

interface LearnedRoute {
  readonly prefix: string;
  /** The addresses of one next hop: an appliance's or what it advertises in its place for a Route Server, which isn't in the data path, else the gateway's own or the provider's. */
  readonly nextHops: readonly string[];
}

/** In the order of the topology; a prefix that several peers advertise at equal cost is there once for each next hop. */
export function learnedRoutes(world: World, place: SubnetPlace): LearnedRoute[] {
  return [place.network, ...networksWhoseGatewaysAreUsed(world, place)].flatMap((teacher) => [
    ...world.routeServersIn(teacher).flatMap(learnedFromRouteServer),
    ...world.gatewaysIn(teacher).flatMap((gateway) => learnedFromGateway(world, gateway)),
  ]);
}

/** The remote networks, at most one in Azure, whose gateway or Route Server serves this subnet too. */
export function networksWhoseGatewaysAreUsed(world: World, { network, subnet }: SubnetPlace): VirtualNetwork[] {
  return world.peeringsOf(network).flatMap((pair) => (pair.remoteNetwork && isConnected(pair) && usesRemoteGateways(pair) && carriesFrom(pair, subnet) ? [pair.remoteNetwork] : []));
}

/** Of next hops at the provider's edge each is a row of its own. */
function learnedFromGateway(world: World, gateway: VirtualNetworkGateway): LearnedRoute[] {
  return (gateway.learnedPrefixes ?? []).flatMap(({ prefix, nextHops }) => (nextHops ? nextHops.map((hop) => ({ prefix, nextHops: [hop] })) : [{ prefix, nextHops: world.gatewayAddresses(gateway) }]));
}

/** The gateway that serves a subnet and has learned a route with this next hop at the provider's edge. */
export const gatewayToEdge = (world: World, place: SubnetPlace, hop: string): VirtualNetworkGateway | undefined =>
  [place.network, ...networksWhoseGatewaysAreUsed(world, place)]
    .flatMap((network) => world.gatewaysIn(network))
    .find(({ learnedPrefixes }) => learnedPrefixes?.some(({ nextHops }) => nextHops?.some((address) => sameAddress(address, hop))));

function learnedFromRouteServer({ routingState, bgpConnections }: RouteServer): LearnedRoute[] {
  if (routingState !== 'Provisioned') return [];
  const routes = bgpConnections.filter(speaks).flatMap(({ advertises, peerIp, nextHop = peerIp }) => advertises.map((prefix) => ({ prefix, nextHops: [nextHop] })));
  return routes.filter(({ prefix, nextHops: [hop] }, index) => routes.findIndex((other) => other.prefix === prefix && other.nextHops[0] === hop) === index);
}

/** Azure does not always say the connection state; where it is silent the session is up. One instance that has learned the routes is enough. */
function speaks({ provisioningState, connectionState = 'Connected', learnedBy = [0, 1] }: BgpConnection): boolean {
  return provisioningState === 'Succeeded' && (connectionState === 'Connected' || connectionState === 'Unknown') && learnedBy.length > 0;
}
