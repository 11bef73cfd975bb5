/**
 * The effective routes of a NIC, computed as Azure computes them: system routes, routes learned by BGP and user routes, of which those of one
 * prefix rule each other out (Microsoft's "Virtual network traffic routing").
 */
import { carriedPrefixesOf, isConnected, type PeeringPair } from '../topology/peerings';
import type { SubnetPlace } from '../topology/references';
import { remember, whileUnchanged } from '../topology/remember';
import { sameText } from '../topology/resource-ids';
import type { NetworkInterface, Route, Subnet, VirtualNetwork } from '../topology/topology';
import type { World } from '../topology/world';
import { contains, formatPrefix, parsePrefix, samePrefix } from '../addresses/addresses';
import { learnedRoutes } from './learned-routes';
import { noneRanges, noneRangesIPv6 } from '../addresses/none-ranges';
import { overriddenRoutes } from './overridden-routes';
import { routeTagPrefixes, servicePrefixes } from '../addresses/service-prefixes';

/** A row as ARM sends it, with the fields that real traffic has beyond Microsoft's definitions. */
export interface EffectiveRoute {
  /** Only user routes have one. */
  readonly name?: string;
  readonly disableBgpRoutePropagation: boolean;
  /** Default, User or VirtualNetworkGateway. */
  readonly source: string;
  /** Active or Invalid. */
  readonly state: string;
  readonly hasBgpOverride: false;
  readonly addressPrefix: readonly string[];
  /** VnetLocal, VNetPeering, VNetGlobalPeering, ConnectedGroup, VirtualNetworkGateway, VirtualAppliance, VirtualNetworkServiceEndpoint, InterfaceEndpoint, Internet or None. */
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
  /** Of a user route for a service tag: that tag. */
  readonly destinationServiceTags: readonly string[];
  readonly tagMap: Readonly<Record<string, never>>;
}

/** A row before the rows have been held against each other. */
type Candidate = Pick<EffectiveRoute, 'name' | 'source' | 'addressPrefix' | 'nextHopType' | 'nextHopIpAddress'> & Partial<Pick<EffectiveRoute, 'destinationServiceTags'>>;

/** The rows of a NIC in Azure's order, from its override or computed, whether or not its machine runs; Azure itself answers only for a running one. */
export function effectiveRoutes(world: World, nic: NetworkInterface): readonly EffectiveRoute[] {
  const place = world.placeOf(nic);
  if (nic.effectiveRoutes) return overriddenRoutes(nic.effectiveRoutes, world.routeTableOf(place.subnet)?.disableBgpRoutePropagation ?? false);
  return remember(world.topology, effectiveRoutes, place.subnet, () => whileUnchanged(world.topology, () => routesOfSubnet(world, place)));
}

/** All NICs of a subnet have the same ones. */
function routesOfSubnet(world: World, { network, subnet }: SubnetPlace): EffectiveRoute[] {
  const table = world.routeTableOf(subnet);
  const disableBgpRoutePropagation = table?.disableBgpRoutePropagation ?? false;
  const peering = peeringRoutes(world, network, subnet);
  const bgpAndUser = [
    ...(disableBgpRoutePropagation ? [] : bgpRoutes(world, { network, subnet })),
    ...(table?.routes ?? []).map((route): Candidate => ({
      name: route.name,
      source: 'User',
      ...destinationOf(route),
      nextHopType: route.nextHopType,
      nextHopIpAddress: route.nextHopIpAddress === undefined ? [] : [route.nextHopIpAddress],
    })),
  ];
  const direct = [...peering, ...connectedRoutes(world, network, peering, bgpAndUser)];
  const beyondDefault = [
    ...endpointRoutes(world, network, subnet),
    ...bgpAndUser,
    ...direct,
  ];
  const candidates = [...defaultRoutes(network, direct, beyondDefault), ...beyondDefault];
  const rivalsOf = withSamePrefix(candidates);
  return candidates.map(({ name, source, destinationServiceTags = [], ...hop }) => ({
    ...(name === undefined ? {} : { name }),
    disableBgpRoutePropagation,
    source,
    state: rivalsOf(hop).some((other) => overrides(other, { source, ...hop })) ? 'Invalid' : 'Active',
    hasBgpOverride: false,
    ...hop,
    destinationServiceTags,
    tagMap: {},
  }));
}

/** A service tag is spelled out: it stands for public addresses, whatever else the row says. How Azure shows it is not recorded. */
function destinationOf({ addressPrefix }: Route): Pick<Candidate, 'addressPrefix' | 'destinationServiceTags'> {
  const ofTag = routeTagPrefixes(addressPrefix);
  return ofTag ? { addressPrefix: ofTag, destinationServiceTags: [addressPrefix] } : { addressPrefix: [addressPrefix] };
}

/**
 * Whether a route is one that no BGP route beats, not even a more specific one: the system's routes to the network itself, to peered networks
 * and to service endpoints (Microsoft's "Virtual network traffic routing").
 */
export function beatsBgp({ source, nextHopType }: Pick<EffectiveRoute, 'source' | 'nextHopType'>): boolean {
  return source === 'Default' && ['VnetLocal', 'VNetPeering', 'VNetGlobalPeering', 'VirtualNetworkServiceEndpoint'].includes(nextHopType);
}

type Destination = Pick<Candidate, 'addressPrefix'>;

/** Of all rows those that have the first prefix of a row: no other can rule it out. */
function withSamePrefix(candidates: readonly Candidate[]): (row: Destination) => readonly Candidate[] {
  const found = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const prefix of new Set(candidate.addressPrefix.map(canonical))) found.set(prefix, [...(found.get(prefix) ?? []), candidate]);
  }
  return ({ addressPrefix: [first] }) => (first === undefined ? candidates : (found.get(canonical(first)) ?? []));
}

/** However IPv6 is spelled. */
function canonical(text: string): string {
  const prefix = parsePrefix(text);
  return prefix ? formatPrefix(prefix) : text;
}

/** Of one prefix, a user route rules out the others, and a BGP route rules out the system's, unless that one beats BGP. */
function overrides(one: Candidate, other: Candidate): boolean {
  if (one.source === other.source || !other.addressPrefix.every((prefix) => one.addressPrefix.some((mine) => samePrefix(mine, prefix)))) return false;
  if (one.source === 'User') return true;
  if (one.source === 'VirtualNetworkGateway') return other.source === 'Default' && !beatsBgp(other);
  return other.source === 'VirtualNetworkGateway' && beatsBgp(one);
}

const systemRoute = (nextHopType: string, ...addressPrefix: string[]): Candidate => ({ source: 'Default', addressPrefix, nextHopType, nextHopIpAddress: [] });

function defaultRoutes(network: VirtualNetwork, direct: readonly Candidate[], others: readonly Candidate[]): Candidate[] {
  const isReplaced = (everything: string): boolean =>
    others.some(({ source, addressPrefix }) => source !== 'Default' && addressPrefix.some((prefix) => samePrefix(prefix, everything)));
  const used = [...network.addressPrefixes, ...direct.flatMap(({ addressPrefix }) => addressPrefix)];
  const internet = (everything: string, ranges: readonly string[]): Candidate[] => [
    systemRoute('Internet', everything),
    ...noneRoutes(isReplaced(everything) ? [] : ranges, used),
  ];
  const hasIPv6 = network.addressPrefixes.some((prefix) => parsePrefix(prefix)?.family === 6);
  return [
    ...network.addressPrefixes.map((prefix) => systemRoute('VnetLocal', prefix)),
    ...internet('0.0.0.0/0', noneRanges),
    ...(hasIPv6 ? internet('::/0', noneRangesIPv6) : []),
  ];
}

/** Azure takes a None row away when an address space covers its range; published outputs lack all of them when the default route is replaced. */
function noneRoutes(ranges: readonly string[], used: readonly string[]): Candidate[] {
  return ranges.filter((range) => !used.some((prefix) => contains(prefix, range))).map((range) => systemRoute('None', range));
}

/**
 * A row for each prefix that this side last synced, as soon as both sides are Connected; of a subnet peering in the subnets that it is for. Not allowing access takes no row away: it narrows the
 * VirtualNetwork tag, and the traffic is dropped.
 */
function peeringRoutes(world: World, network: VirtualNetwork, subnet: Subnet): Candidate[] {
  return world
    .peeringsOf(network)
    .filter(isConnected)
    .flatMap((pair) => {
      const sameRegion = pair.remoteNetwork !== undefined && sameText(pair.remoteNetwork.location, network.location);
      return carriedPrefixesOf(pair, subnet).map((prefix) => systemRoute(sameRegion ? 'VNetPeering' : 'VNetGlobalPeering', prefix));
    });
}

/**
 * One row for all prefixes of the other members of connected groups, as in a transcript of public output, but for those that a peering leads to. A
 * prefix that a user route or one learned by BGP has, too, gets a row of its own, which that one makes Invalid.
 */
function connectedRoutes(world: World, network: VirtualNetwork, peering: readonly Candidate[], others: readonly Candidate[]): Candidate[] {
  const isAmong = (routes: readonly Candidate[], prefix: string): boolean => routes.some(({ addressPrefix }) => addressPrefix.some((other) => samePrefix(other, prefix)));
  const prefixes = world.connectedWith(network).flatMap(({ addressPrefixes }) => addressPrefixes).filter((prefix) => !isAmong(peering, prefix));
  const alone = prefixes.filter((prefix) => isAmong(others, prefix));
  const together = prefixes.filter((prefix) => !alone.includes(prefix));
  return [...(together.length > 0 ? [together] : []), ...alone.map((prefix) => [prefix])].map((group) => systemRoute('ConnectedGroup', ...group));
}

/** A service endpoint is a row of the subnet that has it; a private endpoint is a host row in its network and in those peered with it. */
function endpointRoutes(world: World, network: VirtualNetwork, subnet: Subnet): Candidate[] {
  // A subnet peering leaves out those in subnets that it does not name; what has not been synced yet does not matter to endpoints.
  const isWithin = (prefix: string, pair: PeeringPair): boolean =>
    pair.peering.peerCompleteVnets !== false || carriedPrefixesOf(pair, subnet).some((carried) => contains(carried, prefix));
  const peered = world
    .peeringsOf(network)
    .filter(isConnected)
    .flatMap((pair) => (pair.remoteNetwork?.subnets ?? []).filter(({ addressPrefixes }) => addressPrefixes.some((prefix) => isWithin(prefix, pair))));
  const endpoints = [...network.subnets, ...peered].flatMap(({ privateEndpoints }) => privateEndpoints ?? []);
  return [
    ...(subnet.serviceEndpoints ?? []).map((service) => systemRoute('VirtualNetworkServiceEndpoint', ...servicePrefixes(service))),
    ...endpoints.map(({ privateIPAddress: address }) => systemRoute('InterfaceEndpoint', `${address}/${address.includes(':') ? '128' : '32'}`)),
  ];
}

function bgpRoutes(world: World, place: SubnetPlace): Candidate[] {
  return learnedRoutes(world, place).map(({ prefix, nextHops }) => ({
    source: 'VirtualNetworkGateway',
    addressPrefix: [prefix],
    nextHopType: 'VirtualNetworkGateway',
    nextHopIpAddress: nextHops,
  }));
}
