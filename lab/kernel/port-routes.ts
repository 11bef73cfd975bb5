/**
 * Where the fabric sends what comes in by a port: the rows of a NIC's effective routes, each with what it leads to, for the kernel to choose
 * among. How Azure's own instances route is here too, since nobody can see their effective routes.
 */
import { contains, longestMatches, parsePrefix, sameAddress, samePrefix } from '../addresses/addresses';
import { beatsBgp, effectiveRoutes, type EffectiveRoute } from '../network/effective-routes';
import { probeOf, remembers, type Forwarder } from '../topology/forwarders';
import { carriedPrefixesOf, carriesFrom, isConnected, usesRemoteGateways, type PeeringPair } from '../topology/peerings';
import { followNetworkInterface, mustFollow, type SubnetPlace } from '../topology/references';
import type { NetworkInterface, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { World } from '../topology/world';
import { isIPv4 } from '../addresses/ipv4';
import { pickByHash } from '../addresses/pick-by-hash';
import type { Node, Port } from './layout';

export type Target =
  /** Whoever has the destination in this network. */
  | { readonly to: 'network'; readonly network: VirtualNetwork }
  /** This port, whatever the destination. */
  | { readonly to: 'port'; readonly port: Port }
  /** Azure drops silently. */
  | { readonly to: 'nowhere' };

export interface PortRoute {
  /** IPv4. */
  readonly prefix: string;
  readonly target: Target;
  /** The next hop remembers connections; where all hops of a prefix do, a hash of the connection picks one. */
  readonly isStateful?: boolean;
}

/** What is sent from one address to another, in place of what the routes say for the latter. IPv4. */
export interface PickedRoute {
  readonly source: string;
  readonly destination: string;
  readonly target: Target;
}

const nowhere: Target = { to: 'nowhere' };

/** One route for each prefix. */
export function portRoutes(world: World, nodes: readonly Node[], node: Node, port: Port): PortRoute[] {
  if (node.kind === 'forwarder' && node.forwarder.kind === 'load-balancer') return once(backendRoutes(world, nodes, node.forwarder), port.table);
  if (port.nic) return once(nicRoutes(world, nodes, port, effectiveRoutes(world, port.nic)), port.table);
  const peerings = world.peeringsOf(port.network).filter(isConnected);
  if (node.kind === 'gateway') return once(withTable(world, nodes, world.placeOf(node.gateway), systemRoutes(port, peerings.filter(isServedByGateway))), port.table);
  if (node.kind === 'forwarder') return once(withTable(world, nodes, port, [...systemRoutes(port, peerings), ...memberRoutes(world, port.network, systemRoutes(port, peerings))], gatewayTarget(world, nodes, port)), port.table);
  return once([...systemRoutes(port, peerings), ...memberRoutes(world, port.network, systemRoutes(port, peerings))], port.table);
}

/** The routes of the table of the subnet come before the system's of the same prefix. Those that lead to no place of their own leave it to the system. */
function withTable(world: World, nodes: readonly Node[], place: SubnetPlace, system: readonly PortRoute[], toGateway?: Target): PortRoute[] {
  const user = (world.routeTableOf(place.subnet)?.routes ?? [])
    .filter(({ addressPrefix }) => parsePrefix(addressPrefix)?.family === 4)
    .flatMap(({ addressPrefix: prefix, nextHopType, nextHopIpAddress }): PortRoute[] => {
      if (nextHopType === 'None' || nextHopType === 'Internet') return [{ prefix, target: nowhere }];
      if (nextHopIpAddress !== undefined) return [{ prefix, target: hopTarget(world, nodes, place, nextHopIpAddress) }];
      if (nextHopType === 'VirtualNetworkGateway' && toGateway) return [{ prefix, target: toGateway }];
      const covering = longestMatches(system, (route) => [route.prefix], prefix)[0];
      return [{ prefix, target: covering?.target ?? nowhere }];
    });
  return [...user, ...system.filter(({ prefix }) => !user.some((route) => samePrefix(route.prefix, prefix)))];
}

/** The ways of connections between any two addresses of the nodes, where those at equal cost are stateful appliances. */
export function pickedRoutes(world: World, nodes: readonly Node[], port: Port): PickedRoute[] {
  if (!port.nic) return [];
  const routes = nicRoutes(world, nodes, port, effectiveRoutes(world, port.nic));
  const addresses = nodes.flatMap(({ ports }) => ports.flatMap((other) => other.addresses));
  const sources = port.nic.enableIPForwarding ? addresses : port.addresses;
  return addresses.flatMap((destination) => {
    const [longest] = longestMatches(routes, ({ prefix }) => [prefix], destination);
    const equal = routes.filter(({ prefix }) => prefix === longest?.prefix);
    if (equal.length < 2 || !equal.every(({ isStateful }) => isStateful === true)) return [];
    return sources.map((source) => ({ source, destination, target: equal[pickByHash(source, destination, equal.length)]?.target ?? nowhere }));
  });
}

/**
 * A load balancer hands everything to one of the machines behind it, the same for both directions: each is picked by the port, as with routes of equal cost. One with
 * a probe hands on nothing until it has probed; one without may pick a machine that does not run, and here does.
 */
function backendRoutes(world: World, nodes: readonly Node[], forwarder: Forwarder): PortRoute[] {
  if (probeOf(forwarder)) return [];
  const nics = backendsOf(world, forwarder);
  const ports = portsWith(nodes, nics);
  return ports.length < nics.length ? [] : ports.map((port): PortRoute => ({ prefix: '0.0.0.0/0', target: { to: 'port', port } }));
}

/** The ports of the machines behind a load balancer that run. */
export const backendPorts = (world: World, nodes: readonly Node[], forwarder: Forwarder): Port[] => portsWith(nodes, backendsOf(world, forwarder));

const portsWith = (nodes: readonly Node[], nics: readonly NetworkInterface[]): Port[] => nodes.flatMap((node) => node.ports.filter(({ nic }) => nic && nics.includes(nic)));

/** Less the NICs that no machine has. */
const backendsOf = (world: World, { name, backends = [] }: Forwarder): NetworkInterface[] =>
  backends.map((ref) => mustFollow(followNetworkInterface(world.topology, ref), `a backend of ${name}`)).filter((nic) => world.virtualMachineOf(nic) !== undefined);

/** A gateway knows the networks that use it. */
const isServedByGateway = ({ peering, otherSide }: PeeringPair): boolean => peering.allowGatewayTransit && otherSide?.useRemoteGateways === true;

function systemRoutes({ network, subnet }: SubnetPlace, peerings: readonly PeeringPair[]): PortRoute[] {
  return [
    ...network.addressPrefixes.map((prefix): PortRoute => ({ prefix, target: { to: 'network', network } })),
    ...peerings.flatMap((pair) => carriedPrefixesOf(pair, subnet).map((prefix): PortRoute => ({ prefix, target: networkTarget(pair.remoteNetwork) }))),
  ].filter(({ prefix }) => isIPv4(prefix));
}

/** Those of connected groups, but for what a peering leads to. */
function memberRoutes(world: World, network: VirtualNetwork, others: readonly PortRoute[]): PortRoute[] {
  const routes = world.connectedWith(network).flatMap((member) => member.addressPrefixes.filter(isIPv4).map((prefix): PortRoute => ({ prefix, target: { to: 'network', network: member } })));
  return routes.filter(({ prefix }) => !others.some((other) => contains(other.prefix, prefix)));
}

const networkTarget = (network: VirtualNetwork | undefined): Target => (network ? { to: 'network', network } : nowhere);

function nicRoutes(world: World, nodes: readonly Node[], port: Port, rows: readonly EffectiveRoute[]): PortRoute[] {
  const active = rows.filter(({ state }) => state === 'Active');
  return active.flatMap((row) => {
    const prefixes = row.addressPrefix.filter(isIPv4).filter((prefix) => !(row.source === 'VirtualNetworkGateway' && isBeaten(prefix, active)));
    const targets = targetsOf(world, nodes, port, row);
    return prefixes.flatMap((prefix) => targets(prefix).map((target, index) => ({ prefix, target, isStateful: isStateful(world, port, row.nextHopIpAddress[index]) })));
  });
}

/** The kernel knows longest prefixes only; a BGP route within the network, a peered one or a service's range loses even though it is longer. */
const isBeaten = (prefix: string, active: readonly EffectiveRoute[]): boolean =>
  active.some((other) => beatsBgp(other) && other.addressPrefix.some((range) => contains(range, prefix)));

/** The targets of a row for each of its prefixes; several where it has several next hops. */
function targetsOf(world: World, nodes: readonly Node[], port: Port, { nextHopType, nextHopIpAddress }: EffectiveRoute): (prefix: string) => Target[] {
  const { network } = port;
  if (nextHopIpAddress.length > 0) return () => nextHopIpAddress.map((hop) => hopTarget(world, nodes, port, hop));
  switch (nextHopType.toLowerCase()) {
    case 'vnetlocal':
      return () => [{ to: 'network', network }];
    case 'vnetpeering':
    case 'vnetglobalpeering':
      return (prefix) => [networkTarget(peeringWith(world, port, (carried) => samePrefix(carried, prefix))?.remoteNetwork)];
    case 'connectedgroup':
      return (prefix) => [networkTarget(memberWith(world, network, prefix))];
    case 'virtualnetworkgateway':
      return () => [gatewayTarget(world, nodes, port)];
    default:
      return () => [nowhere];
  }
}

const peeringWith = (world: World, { network, subnet }: SubnetPlace, has: (carriedPrefix: string) => boolean): PeeringPair | undefined =>
  world.peeringsOf(network).find((pair) => isConnected(pair) && carriedPrefixesOf(pair, subnet).some(has));

/** Who has an address or a prefix in a connected group of the network. */
const memberWith = (world: World, network: VirtualNetwork, addressOrPrefix: string): VirtualNetwork | undefined =>
  world.connectedWith(network).find(({ addressPrefixes }) => addressPrefixes.some((prefix) => contains(prefix, addressOrPrefix)));

/** A next hop is reached directly, in the own network or in one peered or connected with it, or not at all. */
function networkOfHop(world: World, from: SubnetPlace, hop: string): VirtualNetwork | undefined {
  const isOwn = from.network.addressPrefixes.some((prefix) => contains(prefix, hop));
  if (isOwn) return from.network;
  const peering = peeringWith(world, from, (carried) => contains(carried, hop));
  return peering ? peering.remoteNetwork : memberWith(world, from.network, hop);
}

/** Whether a next hop remembers connections, be it up or not. */
function isStateful(world: World, from: SubnetPlace, hop: string | undefined): boolean {
  const place = hop === undefined ? undefined : networkOfHop(world, from, hop);
  const holder = place && hop !== undefined ? world.holderOf(place, hop) : undefined;
  return (holder?.kind === 'nic' && holder.vm?.stateful === true) || (holder?.kind === 'forwarder' && remembers(holder.forwarder));
}

function hopTarget(world: World, nodes: readonly Node[], from: SubnetPlace, hop: string): Target {
  const place = networkOfHop(world, from, hop);
  const beyond = gatewayTo(world, from, place, hop);
  if (beyond) return beyond.hairpin === true ? gatewayPort(nodes, beyond) : nowhere;
  const holder = nodes.flatMap(({ kind, ports }) => (kind === 'gateway' ? [] : ports)).find((port) => port.network === place && port.addresses.some((address) => sameAddress(address, hop)));
  return holder ? { to: 'port', port: holder } : nowhere;
}

/** The gateway that a next hop is, or that leads to a next hop at the provider's edge. What is sent there leaves the networks, and comes back at most. */
function gatewayTo(world: World, from: SubnetPlace, place: VirtualNetwork | undefined, hop: string): VirtualNetworkGateway | undefined {
  const isHop = (address: string): boolean => sameAddress(address, hop);
  if (place) return world.gatewaysIn(place).find((gateway) => world.gatewayAddresses(gateway).some(isHop));
  const gateways = [from.network, ...networksServing(world, from)].flatMap((network) => world.gatewaysIn(network));
  return gateways.find(({ learnedPrefixes = [] }) => learnedPrefixes.some(({ nextHops = [] }) => nextHops.some(isHop)));
}

function gatewayPort(nodes: readonly Node[], gateway: VirtualNetworkGateway | undefined): Target {
  const port = nodes.find((node) => node.kind === 'gateway' && node.gateway === gateway)?.ports[0];
  return port ? { to: 'port', port } : nowhere;
}

/** Those whose gateways serve the subnet by peering. */
const networksServing = (world: World, { network, subnet }: SubnetPlace): VirtualNetwork[] =>
  world.peeringsOf(network).flatMap((pair) => (pair.remoteNetwork && isConnected(pair) && usesRemoteGateways(pair) && carriesFrom(pair, subnet) ? [pair.remoteNetwork] : []));

/** User routes lead to a VPN gateway: the network's own, or that of the network whose gateways it uses. They can't lead to an ExpressRoute gateway. */
function gatewayTarget(world: World, nodes: readonly Node[], from: SubnetPlace): Target {
  const hub = [from.network, ...networksServing(world, from)].find((candidate) => world.gatewaysIn(candidate).length > 0);
  const gateways = hub ? world.gatewaysIn(hub) : [];
  return gateways.every(({ gatewayType }) => gatewayType === 'Vpn') ? gatewayPort(nodes, gateways[0]) : nowhere;
}

/**
 * Of routes with one prefix Azure picks by a hash of the connection, so not predictably. Here the port decides: with two next hops the two directions
 * of a connection between neighbouring ports take different ones, so that a way of which one half is dead does not work.
 */
function once(routes: readonly PortRoute[], port: number): PortRoute[] {
  const prefixes = [...new Set(routes.map(({ prefix }) => prefix))];
  return prefixes.flatMap((prefix) => routes.filter((route) => route.prefix === prefix).filter((_, index, { length }) => index === port % length));
}
