/** Why a NIC does not send an address to the transit: what its subnet's route table says, or why BGP supplies nothing. */
import { configuredWay } from '../estate/configured-way';
import type { ConfiguredWay } from '../estate/configured-way';
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { isWithin, parsePrefix } from '../estate/prefix';
import { readingIn } from '../estate/reading-in';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes } from '../estate/route-selection';
import type { Route, RouteTable, Subnet } from '../estate/survey';
import type { FactOf, Finding } from '../findings/finding';
import type { Misrouted, RouteReason, RouteRemedy } from '../findings/route-findings';
import { switchOff } from './cross-peering';
import { perhapsNoSpoke } from './perhaps-no-spoke';
import type { IsLost } from './route-remedy';
import { dropsAllElse, routeRemedy } from './route-remedy';
import { goneByInstead } from './transit-fit';
import { transitTarget } from './transit-target';

/** @param nic sends what is for `destination` to a place from which nothing comes back, and so does whoever sends to that place */
export function reasonFor(estate: Estate, expectations: Expectations, nic: MachineNic, destination: MachineNic): Finding {
  const hops = nextHopsOf(estate, nic, destination);
  return reasonIn(estate, expectations, nic, destination, (from, to) => hops === nextHopsOf(estate, from, to));
}

/** @param isLost a remedy may change ways on which everything is lost, and no others */
export function reasonIn(estate: Estate, expectations: Expectations, nic: MachineNic, destination: MachineNic, isLost: IsLost): Finding {
  const routes = readingIn(estate.survey.effectiveRoutes, nic.nic.id);
  const deciding = routes.status === 'read' ? decidingRoutes(routes.value, destination.address) : undefined;
  const misrouted: Misrouted = { from: nic.ref, to: destination.ref, ...(deciding && { deciding }) };
  const target = transitTarget(estate, expectations);
  const way = configuredWay(estate, nic.subnet, destination.address, target ?? { kind: 'addresses', addresses: [] });
  if (way.kind !== 'unread' && isLearned(deciding)) return learnedWins(nic.subnet, way, misrouted);
  const learns = expectations.transit.kind !== 'route-server';
  const doubt = perhapsNoSpoke(estate, expectations, nic.spokeId, destination.spokeId);
  const remedy = (table: RouteTable, route?: Route): { readonly remedy?: RouteRemedy } => {
    // Nobody is led to a network, or from one, that may be none of the spokes.
    const found = doubt.perhapsNoSpoke === undefined ? routeRemedy(estate, expectations, nic, destination, table, isLost, route) : undefined;
    return found ? { remedy: found } : {};
  };
  switch (way.kind) {
    case 'unread':
      return { kind: 'not-read', what: { of: 'route-table', id: way.routeTableId }, problem: way.problem };
    case 'no-table':
      return withLearning(estate, misrouted, learns, { kind: 'subnet-without-table', subnetId: nic.subnet.id, misrouted, learns, ...doubt });
    case 'no-route':
      if (learns && !way.learnsByBgp) return { kind: 'bgp-kept-out', tableId: way.table.id, misrouted, ...doubt, ...remedy(way.table) };
      return withLearning(estate, misrouted, learns, { kind: 'route-missing', tableId: way.table.id, misrouted, learns, ...doubt, ...remedy(way.table) });
    case 'elsewhere':
      return { kind: 'route-elsewhere', tableId: way.table.id, route: way.route, misrouted, ...aside(estate, expectations, destination, way.route), ...remedy(way.table, way.route) };
    case 'to-transit':
      return { kind: 'route-not-effective', tableId: way.table.id, route: way.route, misrouted, moreSpecific: isBeaten(way.route, deciding ?? []) };
  }
}

/** What may be meant of a route that leads elsewhere. */
function aside(estate: Estate, expectations: Expectations, destination: MachineNic, route: Route): Pick<FactOf<'route-elsewhere'>, 'dropsAllElse' | 'instead'> {
  if (dropsAllElse(estate, destination, route)) return { dropsAllElse: true };
  const instead = route.nextHopIpAddress === undefined ? undefined : goneByInstead(estate, expectations);
  return instead ? { instead } : {};
}

/** What decides came by BGP. */
const isLearned = (deciding: readonly MatchingRoute[] = []): boolean => deciding.length > 0 && deciding.every(({ route }) => route.source.toLowerCase() === 'virtualnetworkgateway');

function learnedWins({ id: subnetId }: Subnet, way: Exclude<ConfiguredWay, { kind: 'unread' }>, misrouted: Misrouted): RouteReason {
  const table = way.kind === 'no-table' ? {} : { tableId: way.table.id };
  const route = way.kind === 'to-transit' || way.kind === 'elsewhere' ? { route: way.route } : {};
  return { kind: 'learned-route-wins', subnetId, ...table, ...route, misrouted };
}

/** Where spokes learn their routes by BGP, the peering must pass them on. */
function withLearning(estate: Estate, { from, to }: Misrouted, learns: boolean, reason: Extract<RouteReason, { learns?: boolean }>): Finding {
  if (!learns) return reason;
  if (!mayTell(estate, to.address)) return hasPeers(estate) ? { ...reason, untold: true } : reason;
  const because = learningOff(estate, from.spokeId);
  return because ? { ...reason, because: [because] } : reason;
}

const hasPeers = ({ survey: { routeServer } }: Estate): boolean => routeServer.status === 'read' && routeServer.value?.bgpConnections.status === 'read' && routeServer.value.bgpConnections.value.length > 0;

/** A peering that passes on what is learned changes nothing where there is nothing to learn: no gateway in the hub, no peer of the Route Server that tells of this address. */
function mayTell({ survey }: Estate, address: string): boolean {
  const { routeServer, gateways } = survey;
  if (Object.keys(gateways).length > 0 || routeServer.status === 'unread') return true;
  const peers = routeServer.value?.bgpConnections;
  if (peers?.status !== 'read') return peers !== undefined;
  return peers.value.some(({ learnedRoutes }) => learnedRoutes.status === 'unread' || isWithin(address, Object.values(learnedRoutes.value).flatMap((routes) => routes.map(({ network }) => network))));
}

function learningOff(estate: Estate, spokeId: string): Finding | undefined {
  const { hubId } = estate.survey;
  const sides = [
    { side: { owner: hubId, remote: spokeId }, setting: 'allowGatewayTransit' },
    { side: { owner: spokeId, remote: hubId }, setting: 'useRemoteGateways' },
  ] as const;
  return sides.flatMap(({ side, setting }): Finding[] => {
    const peering = estate.peering(side);
    return peering && !peering[setting] ? [switchOff(estate, side, setting, peering)] : [];
  })[0];
}

/** Azure removes its own rows that a wider user route covers, so that even a more specific row may be about to go. */
function isBeaten({ addressPrefix }: Route, deciding: readonly MatchingRoute[]): boolean {
  const length = parsePrefix(addressPrefix)?.length ?? 0;
  return deciding.some((row) => row.length > length);
}

/** Where the NIC sends what is for the destination, by the type and the addresses of the next hops. */
function nextHopsOf(estate: Estate, nic: MachineNic, { address }: MachineNic): string {
  const routes = readingIn(estate.survey.effectiveRoutes, nic.nic.id);
  if (routes.status === 'unread') return 'unread';
  const deciding = decidingRoutes(routes.value, address);
  return [...new Set(deciding.map(({ route }) => `${route.nextHopType.toLowerCase()} ${[...route.nextHopIpAddresses].sort().join(' ')}`))].sort().join('; ');
}
