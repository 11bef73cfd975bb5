/** What lies on the ways from machine to machine and is not in the survey yet: next hops wherever they are, and what decides there. */
import type { Estate } from './estate';
import type { LoadBalancer } from './forwarder-shapes';
import { powerOf } from './machines';
import { gatewaySubnetName, subnetNamed } from './network-parts';
import { isWithin } from './prefix';
import { readingIn } from './reading-in';
import { keyOf, parentId, parseResourceId, sameId } from './resource-id';
import { decidingRoutes } from './route-selection';
import type { MatchingRoute } from './route-selection';
import { routeServerSubnetName } from './route-server-seat';
import { bestConfiguredRoute } from './route-table-selection';
import type { NetworkInterface, Subnet } from './survey';
import type { MapPartName } from './survey-parts';

/** A resource that is to be read. */
export interface Wanted {
  readonly of: MapPartName;
  /** In any case. */
  readonly id: string;
}

interface Search {
  readonly estate: Estate;
  readonly wanted: Map<string, Wanted>;
  readonly visited: Set<string>;
  /** Hops from which nothing leads on, whatever is sent there. */
  readonly ends: Set<string>;
}

/**
 * Pure. What is read next may lead further, so it is asked again until nothing more is wanted.
 *
 * @param transitAddresses of TRANSIT: who has them is of interest even where no route leads there
 */
export function wantedOnTheWay(estate: Estate, transitAddresses: readonly string[]): Wanted[] {
  const search: Search = { estate, wanted: new Map(), visited: new Set(), ends: new Set() };
  for (const address of transitAddresses) atAddress(search, estate.survey.hubId, address, undefined);
  for (const { nic, spokeId } of estate.nics) {
    want(search, 'adminRules', spokeId);
    const routes = readingIn(estate.survey.effectiveRoutes, nic.id);
    if (routes.status === 'unread') continue;
    for (const to of estate.nics) if (!sameId(to.spokeId, spokeId)) alongRows(search, spokeId, decidingRoutes(routes.value, to.address), to.address);
  }
  return [...search.wanted.values()];
}

function want({ estate, wanted }: Search, of: MapPartName, id: string): void {
  if (estate.survey[of][keyOf(id)] === undefined) wanted.set(`${of} ${keyOf(id)}`, { of, id });
}

function alongRows(search: Search, networkId: string, deciding: readonly MatchingRoute[], to: string): void {
  for (const { route } of deciding) {
    for (const address of route.nextHopIpAddresses) atAddress(search, networkId, address, to);
    // What a gateway has learned may name a provider's router, which lies in no network of Azure: the gateway sends it there.
    if (route.nextHopType.toLowerCase() !== 'virtualnetworkgateway') continue;
    if (!route.nextHopIpAddresses.some((address) => networkOf(search.estate, networkId, address) !== undefined)) atGateway(search, to);
  }
}

/** @param to whither a packet goes on from there; absent where it is asked only who has the address */
function atAddress(search: Search, networkId: string, address: string, to: string | undefined): void {
  const { estate, visited, ends } = search;
  const hop = `${networkId} ${address}`;
  if (ends.has(hop)) return;
  const visit = `${hop} ${to ?? ''}`;
  if (visited.has(visit)) return;
  visited.add(visit);
  const placeId = networkOf(estate, networkId, address);
  if (placeId === undefined) {
    ends.add(hop);
    return;
  }
  want(search, 'virtualNetworks', placeId);
  const subnet = estate.subnetIn(placeId, address);
  // The Route Server's subnet has neither NICs nor a table.
  if (!subnet || subnet.name.toLowerCase() === routeServerSubnetName.toLowerCase()) {
    ends.add(hop);
    return;
  }
  for (const { of, id } of occupantsOf(subnet)) want(search, of, id);
  const holder = estate.holderIn(placeId, address);
  if (holder) {
    atAppliance(search, placeId, holder, to);
    return;
  }
  const forwarder = estate.forwarderIn(placeId, address);
  if (forwarder?.kind === 'load-balancer') behind(search, placeId, forwarder.loadBalancer, to);
  else if (to !== undefined) inSubnet(search, placeId, subnet, to);
}

/** The network itself, or the one that the peering with this address leads to. */
function networkOf(estate: Estate, networkId: string, address: string): string | undefined {
  const network = estate.network(networkId);
  if (network.status === 'read' && isWithin(address, network.value.addressPrefixes)) return networkId;
  return estate.peeringTowards(networkId, address)?.remoteVirtualNetworkId;
}

/** What may have an address in a subnet and forward; gateways are read with the hub, and Bastion and others forward nothing. */
const partOfType: Readonly<Record<string, MapPartName>> = {
  'microsoft.network/networkinterfaces': 'networkInterfaces',
  'microsoft.network/azurefirewalls': 'firewalls',
  'microsoft.network/loadbalancers': 'loadBalancers',
  'microsoft.network/virtualnetworkappliances': 'routingAppliances',
};

function occupantsOf({ ipConfigurationIds }: Subnet): Wanted[] {
  return ipConfigurationIds.map(parentId).flatMap((id) => {
    const of = partOfType[parseResourceId(id)?.type.toLowerCase() ?? ''];
    return of ? [{ of, id }] : [];
  });
}

/** The machines of its backend pools, each of which may get the packet. */
function behind(search: Search, networkId: string, { backendPools }: LoadBalancer, to: string | undefined): void {
  for (const id of backendPools.flatMap(({ nicIds }) => nicIds)) {
    want(search, 'networkInterfaces', id);
    const nic = readingIn(search.estate.survey.networkInterfaces, id);
    if (nic.status === 'read') atAppliance(search, networkId, nic.value, to, true);
  }
}

/**
 * What Azure computes for its NICs is asked for only where the machine runs and the packet is let in. Its guest may send it on by any of them.
 *
 * @param isBackend whether a load balancer probes it, which its rules decide on whatever it forwards
 */
function atAppliance(search: Search, networkId: string, nic: NetworkInterface, to: string | undefined, isBackend = false): void {
  const { estate } = search;
  if (nic.virtualMachineId === undefined) return;
  want(search, 'virtualMachines', nic.virtualMachineId);
  const machine = estate.survey.virtualMachines[keyOf(nic.virtualMachineId)];
  if (to === undefined || !machine || powerOf(machine) === 'not running') return;
  if (isBackend) want(search, 'effectiveSecurityGroups', nic.id);
  if (isBackend || nic.enableIPForwarding) want(search, 'adminRules', networkId);
  if (!nic.enableIPForwarding) return;
  leaveBy(search, networkId, nic, to);
  const others = machine.status === 'read' ? machine.value.networkInterfaceIds.filter((id) => !sameId(id, nic.id)) : [];
  for (const id of others) {
    want(search, 'networkInterfaces', id);
    const other = readingIn(estate.survey.networkInterfaces, id);
    if (other.status === 'read' && other.value.enableIPForwarding) leaveBy(search, networkId, other.value, to);
  }
}

/** All NICs of a machine lie in one network. */
function leaveBy(search: Search, networkId: string, nic: NetworkInterface, to: string): void {
  const { estate } = search;
  want(search, 'effectiveRoutes', nic.id);
  want(search, 'effectiveSecurityGroups', nic.id);
  const address = nic.ipConfigurations[0]?.privateIPAddress ?? '';
  const tableId = estate.subnetIn(networkId, address)?.routeTableId;
  if (tableId !== undefined) want(search, 'routeTables', tableId);
  const routes = readingIn(estate.survey.effectiveRoutes, nic.id);
  if (routes.status === 'read') alongRows(search, networkId, decidingRoutes(routes.value, to), to);
}

function atGateway(search: Search, to: string): void {
  const { hub } = search.estate;
  const subnet = hub.reading.status === 'read' ? subnetNamed(hub.reading.value, gatewaySubnetName) : undefined;
  if (subnet) inSubnet(search, hub.id, subnet, to);
}

/** What is no machine goes by the table of its subnet. */
function inSubnet(search: Search, networkId: string, { routeTableId }: Subnet, to: string): void {
  if (routeTableId === undefined) return;
  want(search, 'routeTables', routeTableId);
  const table = search.estate.routeTable(routeTableId);
  const route = table.status === 'read' ? bestConfiguredRoute(table.value.routes, to) : undefined;
  if (route?.nextHopIpAddress !== undefined) atAddress(search, networkId, route.nextHopIpAddress, to);
}
