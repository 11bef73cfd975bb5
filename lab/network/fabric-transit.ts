/** What forwards traffic in the hub without being a machine: the instances of a Route Server, a firewall or the like, a VPN gateway. None looks at security rules of the hub. */
import { carriedPrefixesOf, isConnected, type PeeringPair } from '../topology/peerings';
import type { SubnetPlace } from '../topology/references';
import type { RouteServer, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { World } from '../topology/world';
import { contains, longestMatches } from '../addresses/addresses';
import { deliver, stoppedAtPeering, type Arrival, type Journey } from './delivery';
import { networksWhoseGatewaysAreUsed } from './learned-routes';
import { because, loss, type Loss } from './loss';

/** The peering over which a subnet reaches an address that is another network's. */
export function peeringTowards(world: World, { network, subnet }: SubnetPlace, address: string): PeeringPair | undefined {
  return world.peeringsOf(network).find((pair) => isConnected(pair) && carriedPrefixesOf(pair, subnet).some((prefix) => contains(prefix, address)));
}

/** The member of a connected group of the network that has an address. */
export const memberWith = (world: World, network: VirtualNetwork, address: string): VirtualNetwork | undefined =>
  world.connectedWith(network).find(({ addressPrefixes }) => addressPrefixes.some((prefix) => contains(prefix, address)));

/**
 * Through an instance of a Route Server. Microsoft documents that a Route Server forwards no data traffic; the reference deployment, whose user
 * routes lead to its instances, was seen to work all the same. So in the lab an instance forwards, to its own network and those peered with it.
 */
export function throughRouteServer(journey: Journey, routeServer: RouteServer): Arrival | Loss {
  if (routeServer.routingState !== 'Provisioned') {
    return loss('next-hop-does-not-forward', routeServer.name, `the routing state of ${routeServer.name} is ${routeServer.routingState}`);
  }
  return forward(journey, journey.world.placeOf(routeServer), routeServer.name, 'others', () => true);
}

/** Through a firewall or routing appliance that lets the packet pass, and goes by the table of its subnet. */
export const throughManagedRouter = (journey: Journey, place: SubnetPlace, name: string, toAppliance: ToAppliance): Arrival | Loss =>
  divertedByTable(journey, { place, name, serves: () => true, connected: journey.world.connectedWith(place.network) }, toAppliance) ?? forward(journey, place, name, 'others', () => true);

/** Follows the packet on from what is no machine to a next hop that the route table of its subnet names. */
export type ToAppliance = (from: SubnetPlace, hop: string) => Arrival | Loss;

/** What is no machine and forwards by the table of its subnet. */
interface Router {
  readonly place: SubnetPlace;
  readonly name: string;
  /** Whether it is there for the network that a peering leads to. */
  readonly serves: (pair: PeeringPair) => boolean;
  /** The networks that it reaches without a peering. */
  readonly connected: readonly VirtualNetwork[];
}

/** Through the VPN gateway that serves the network: its own, or that of the remote network whose gateways it uses. */
export function throughGateway(journey: Journey, place: SubnetPlace, toAppliance: ToAppliance): Arrival | Loss {
  const { world } = journey;
  const { network } = place;
  const hub = [network, ...networksWhoseGatewaysAreUsed(world, place)].find((candidate) => world.gatewaysIn(candidate).length > 0);
  if (!hub) return loss('no-gateway', network.name, `no virtual network gateway serves ${network.name}`);
  const gateway = vpnGatewayAmong(world.gatewaysIn(hub));
  if (!gateway) return loss('no-gateway', hub.name, `${hub.name} has an ExpressRoute gateway, and a route to a gateway needs a VPN gateway alone`);
  return stoppedBefore(journey, network, hub) ?? forwardedByGateway(journey, gateway, toAppliance);
}

/** By a gateway to what lies beyond it: from there it comes back where it is turned round, and is lost in all other cases. */
export function beyondGateway(journey: Journey, { network }: SubnetPlace, gateway: VirtualNetworkGateway, toAppliance: ToAppliance): Arrival | Loss {
  const stopped = stoppedBefore(journey, network, journey.world.placeOf(gateway).network);
  if (stopped) return stopped;
  if (gateway.hairpin === true) return forwardedByGateway(journey, gateway, toAppliance);
  return loss('next-hop-outside', gateway.name, `${gateway.name} sends it to the networks beyond it`);
}

/** At the peering between a network and the one whose gateway it uses. */
function stoppedBefore(journey: Journey, network: VirtualNetwork, hub: VirtualNetwork): Loss | undefined {
  const entry = hub === network ? undefined : journey.world.peeringsOf(network).find(({ remoteNetwork }) => remoteNetwork === hub);
  return entry && stoppedAtPeering(journey, entry, 'gateway');
}

function forwardedByGateway(journey: Journey, gateway: VirtualNetworkGateway, toAppliance: ToAppliance): Arrival | Loss {
  const router = { place: journey.world.placeOf(gateway), name: gateway.name, serves: isServedByGateway, connected: [] };
  return divertedByTable(journey, router, toAppliance) ?? forward(journey, journey.world.placeOf(gateway), gateway.name, 'gateway', isServedByGateway);
}

const isServedByGateway = ({ peering, otherSide }: PeeringPair): boolean => otherSide?.useRemoteGateways === true && peering.allowGatewayTransit;

/** What the route table of its subnet makes of the packet; undefined where it leaves it to the peerings. */
function divertedByTable(journey: Journey, { place, name: by, serves, connected }: Router, toAppliance: ToAppliance): Arrival | Loss | undefined {
  const { world, packet } = journey;
  const { network, subnet } = place;
  const served = world.peeringsOf(network).filter((pair) => isConnected(pair) && serves(pair));
  const systemRoutes = [...network.addressPrefixes, ...served.flatMap((pair) => carriedPrefixesOf(pair, subnet)), ...connected.flatMap(({ addressPrefixes }) => addressPrefixes)];
  const rows = [...(world.routeTableOf(subnet)?.routes ?? []).map((route) => ({ route, prefix: route.addressPrefix })), ...systemRoutes.map((prefix) => ({ route: undefined, prefix }))];
  // A user route counts for more than a system route with the same prefix.
  const [decides] = longestMatches(rows, ({ prefix }) => [prefix], packet.destination);
  if (!decides?.route) return undefined;
  const { name, addressPrefix, nextHopType, nextHopIpAddress } = decides.route;
  const reason = `${packet.destination} matches ${addressPrefix} → ${[nextHopType, nextHopIpAddress].join(' ').trimEnd()} (User, ${name}) on ${subnet.name}`;
  if (nextHopType === 'VirtualAppliance' && nextHopIpAddress !== undefined) return because(reason, toAppliance(place, nextHopIpAddress));
  if (nextHopType === 'VirtualNetworkGateway' && serves !== isServedByGateway) return because(reason, throughGateway(journey, place, toAppliance));
  if (nextHopType === 'None') return loss('next-hop-none', by, reason);
  return nextHopType === 'Internet' ? loss('next-hop-outside', by, reason) : undefined;
}

/** User routes cannot name a gateway of type ExpressRoute, nor one of two that coexist. */
function vpnGatewayAmong(gateways: readonly VirtualNetworkGateway[]): VirtualNetworkGateway | undefined {
  return gateways.every(({ gatewayType }) => gatewayType === 'Vpn') ? gateways[0] : undefined;
}

function forward(journey: Journey, place: SubnetPlace, by: string, forwardedBy: 'gateway' | 'others', serves: (pair: PeeringPair) => boolean): Arrival | Loss {
  const { world, packet } = journey;
  const { network: hub } = place;
  if (hub.addressPrefixes.some((prefix) => contains(prefix, packet.destination))) return deliver(journey, hub);
  const exit = peeringTowards(world, place, packet.destination);
  const member = exit || forwardedBy === 'gateway' ? undefined : memberWith(world, hub, packet.destination);
  if (member) return deliver(journey, member);
  if (!exit?.remoteNetwork) return loss('transit-has-no-way', by, `${by} finds no network peered with ${hub.name} that has ${packet.destination}`);
  if (!serves(exit)) return loss('transit-has-no-way', by, `${exit.remoteNetwork.name} does not use the gateway ${by}`);
  return stoppedAtPeering(journey, exit, forwardedBy) ?? deliver(journey, exit.remoteNetwork);
}
