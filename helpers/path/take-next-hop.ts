/** Where the deciding effective route of a NIC leads: on towards the other spoke, or to a place from which nothing comes back. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { isWithin, sameAddress } from '../estate/prefix';
import type { MatchingRoute } from '../estate/route-selection';
import { routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import { subnetNamed } from '../estate/network-parts';
import type { NetworkInterface } from '../estate/survey';
import { knowsAddress } from './cross-peering';
import { reasonFor } from './misrouted';
import type { Obstacle } from './path';
import { breaks } from './path';
import { transitTarget } from './transit-target';

/** What is sent where, and why it matters. */
export interface Hop {
  readonly estate: Estate;
  readonly expectations: Expectations;
  readonly nic: MachineNic;
  readonly destination: MachineNic;
}

/** @param deciding undefined where no Active row matches. */
export function takeNextHop(hop: Hop, deciding: MatchingRoute | undefined): Obstacle {
  if (!deciding) return misrouted(hop);
  const { nextHopType, nextHopIpAddresses } = deciding.route;
  switch (nextHopType.toLowerCase()) {
    case 'vnetpeering':
    case 'vnetglobalpeering':
      return undefined;
    case 'virtualnetworkgateway':
      return nextHopIpAddresses.length > 0 ? overAddresses(hop, deciding) : overGateway(hop, deciding);
    case 'virtualappliance':
    case 'virtualapplianceecmp':
      return nextHopIpAddresses.length > 0 ? overAddresses(hop, deciding) : misrouted(hop);
    default:
      // VnetLocal would look for the other spoke's machine in the own network; None drops; Internet has no private addresses.
      return misrouted(hop);
  }
}

const misrouted = ({ estate, expectations, nic, destination }: Hop): Obstacle => breaks(reasonFor(estate, expectations, nic, destination));

/** The gateway that a user route names must be of type Vpn, and no ExpressRoute gateway may be beside it ("Virtual network traffic routing", custom routes). */
function overGateway(hop: Hop, deciding: MatchingRoute): Obstacle {
  const { hubId, gateways: readings } = hop.estate.survey;
  const gateways = Object.values(readings);
  const unread = gateways.find((gateway) => gateway.status === 'unread');
  if (unread?.status === 'unread') return { kind: 'unknown', gap: { kind: 'unread', finding: { kind: 'not-read', what: { of: 'gateway', id: hubId }, problem: unread.problem } } };
  if (gateways.length > 0 && gateways.every((gateway) => gateway.status === 'read' && gateway.value.gatewayType.toLowerCase() === 'vpn')) return undefined;
  // Where no gateway is meant to be the transit, the route that leads to one is what is wrong.
  return hop.expectations.transit.kind === 'gateway' ? breaks({ kind: 'next-hop-is-no-gateway', hubId, nicId: hop.nic.nic.id, deciding }) : misrouted(hop);
}

const overAddresses = (hop: Hop, deciding: MatchingRoute): Obstacle =>
  deciding.route.nextHopIpAddresses.map((address) => overAddress(hop, deciding, address)).find((obstacle) => obstacle !== undefined);

function overAddress(hop: Hop, deciding: MatchingRoute, address: string): Obstacle {
  const { estate, nic } = hop;
  if (isMeantForRouteServer(hop, address)) return overRouteServer(hop, deciding, address);
  const unreachable = reachesHop(estate, nic, address);
  if (unreachable) return unreachable;
  const holder = estate.holderOf(address);
  return holder ? overAppliance(estate, holder, deciding) : unseen(hop, address);
}

function overRouteServer(hop: Hop, deciding: MatchingRoute, address: string): Obstacle {
  const { hubId, routeServer } = hop.estate.survey;
  if (routeServer.status === 'unread') {
    return { kind: 'unknown', gap: { kind: 'unread', finding: { kind: 'not-read', what: { of: 'route-server', id: hubId }, problem: routeServer.problem } } };
  }
  const isRouting = routeServer.value && sitsInHub(routeServer.value, hubId) && routeServer.value.routingState.toLowerCase() === 'provisioned';
  if (!isRouting || routeServer.value.virtualRouterIps.length === 0) return breaks({ kind: 'next-hop-is-no-route-server', hubId, nicId: hop.nic.nic.id, deciding });
  return routeServer.value.virtualRouterIps.some((instance) => sameAddress(instance, address)) ? reachesHop(hop.estate, hop.nic, address) : misrouted(hop);
}

/** A next hop that nobody knows explains a lost packet only where it is not the transit that is meant. */
function unseen({ estate, expectations, nic, destination }: Hop, address: string): Obstacle {
  const target = transitTarget(estate, expectations);
  const isMeant = target?.kind === 'addresses' && target.addresses.some((meant) => sameAddress(meant, address));
  return { kind: 'unknown', gap: { kind: 'unseen-next-hop', address, ...(!isMeant && { finding: reasonFor(estate, expectations, nic, destination) }) } };
}

/** No route is looked up for a next hop: it must lie in the own network, or in the hub as the peering knows it. */
function reachesHop(estate: Estate, { spokeId }: MachineNic, address: string): Obstacle {
  const own = estate.network(spokeId);
  return own.status === 'read' && isWithin(address, own.value.addressPrefixes) ? undefined : knowsAddress(estate, { owner: spokeId, remote: estate.survey.hubId }, address);
}

/** An address in RouteServerSubnet; where there is no such subnet, with TRANSIT=route-server, any address of the hub. */
function isMeantForRouteServer({ estate: { hub }, expectations: { transit } }: Hop, address: string): boolean {
  if (hub.reading.status === 'unread') return false;
  const subnet = subnetNamed(hub.reading.value, routeServerSubnetName);
  return isWithin(address, subnet?.addressPrefixes ?? (transit.kind === 'route-server' ? hub.reading.value.addressPrefixes : []));
}

function overAppliance(estate: Estate, { id, enableIPForwarding, virtualMachineId: vmId }: NetworkInterface, deciding: MatchingRoute): Obstacle {
  const appliance = { kind: 'appliance-does-not-forward', nicId: id, ...(vmId !== undefined && { vmId }), deciding } as const;
  if (!enableIPForwarding) return breaks({ ...appliance, why: 'ip-forwarding-off' });
  const isOff = vmId !== undefined && powerOf(estate.virtualMachine(vmId)) === 'not running';
  return isOff ? breaks({ ...appliance, why: 'machine-off' }) : undefined;
}
