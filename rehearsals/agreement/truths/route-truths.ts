/** When the checks of route tables and effective routes hold. */
import { contains, longestMatches, overlaps } from '../../../lab/addresses/addresses';
import { decidingRoutes } from '../../../lab/network/deciding-routes';
import { effectiveRoutes } from '../../../lab/network/effective-routes';
import { isConnected, syncedPrefixesOf } from '../../../lab/topology/peerings';
import type { Route } from '../../../lab/topology/topology';
import { isRunning, isTransitAbsent, pairsOf, transitAddresses, type NetworkFacts, type SpokeMachine } from './network-facts';

/** Whether a next hop is the transit. */
function leadsToTransit(facts: NetworkFacts, type: string, addresses: readonly string[]): boolean {
  const expected = transitAddresses(facts);
  if (!expected) return type === 'VirtualNetworkGateway';
  const hasAddress = ['VirtualAppliance', 'VirtualNetworkGateway'].includes(type) && addresses.length > 0;
  return hasAddress && addresses.every((address) => expected.includes(address));
}

const configuredHop = ({ nextHopIpAddress }: Route): string[] => (nextHopIpAddress === undefined ? [] : [nextHopIpAddress]);

/** A subnet without a table is RT-01's to report. Where BGP may bring routes, a table need not have any for a machine. */
function isRoutedToTransit(facts: NetworkFacts, { subnet }: SpokeMachine, { address }: SpokeMachine): boolean {
  const table = facts.world.routeTableOf(subnet);
  if (!table) return true;
  const [best] = longestMatches(table.routes, ({ addressPrefix }) => [addressPrefix], address);
  if (!best) return facts.transit !== 'route-server' && !table.disableBgpRoutePropagation;
  return leadsToTransit(facts, best.nextHopType, configuredHop(best)) || (facts.transit !== 'route-server' && !table.disableBgpRoutePropagation && mayBeOverriddenByBgp(facts, subnet, address));
}

/** What BGP decides is no matter of the table; of machines that do not run nobody knows what decides. */
function mayBeOverriddenByBgp({ world, machines }: NetworkFacts, subnet: SpokeMachine['subnet'], address: string): boolean {
  const running = machines.filter((machine) => machine.subnet === subnet && isRunning(machine));
  return running.length === 0 || running.some(({ nic }) => decidingRoutes(effectiveRoutes(world, nic), address).some(({ source }) => source === 'VirtualNetworkGateway'));
}

/** Azure answers for running machines only, so the routes of the others are not judged. */
function isAllSentToTransit(facts: NetworkFacts): boolean {
  if (facts.transit === 'gateway' && facts.world.gatewaysIn(facts.hub).length === 0 && pairsOf(facts).some(([from]) => isRunning(from))) return false;
  return facts.machines.filter(isRunning).every(({ spoke, nic }) => {
    const routes = effectiveRoutes(facts.world, nic);
    return facts.machines.every((to) => {
      if (to.spoke === spoke) return true;
      const deciding = decidingRoutes(routes, to.address);
      return deciding.length > 0 && deciding.every((route) => leadsToTransit(facts, route.nextHopType, route.nextHopIpAddress));
    });
  });
}

/** A next hop in RouteServerSubnet, where nothing but the Route Server may be, is an instance. */
function namesInstancesOnly({ world, spokes, routeServerSubnet, instances }: NetworkFacts): boolean {
  if (!routeServerSubnet || instances.length === 0) return true;
  const tables = spokes.flatMap(({ subnets }) => subnets.flatMap((subnet) => world.routeTableOf(subnet) ?? []));
  const hops = tables.flatMap(({ routes }) => routes.flatMap(configuredHop));
  return hops.every((hop) => instances.includes(hop) || !routeServerSubnet.addressPrefixes.some((prefix) => contains(prefix, hop)));
}

/** A peering that is Connected on both sides puts the prefixes that it has synced into the routes. */
const hasPeeringRouteToHub = ({ world, hub }: NetworkFacts, { spoke }: SpokeMachine): boolean =>
  world
    .peeringsOf(spoke)
    .filter(isConnected)
    .some((side) => syncedPrefixesOf(side).some((prefix) => hub.addressPrefixes.some((space) => overlaps(prefix, space))));

export const routeTruths: Readonly<Record<string, (facts: NetworkFacts) => boolean>> = {
  'RT-01': ({ world, transit, machines }) =>
    transit !== 'route-server' || machines.every(({ subnet }) => world.routeTableOf(subnet) !== undefined),
  'RT-02': (facts) => isTransitAbsent(facts) || pairsOf(facts).every(([from, to]) => isRoutedToTransit(facts, from, to)),
  'RT-03': namesInstancesOnly,
  'ER-02': (facts) => isTransitAbsent(facts) || isAllSentToTransit(facts),
  'ER-03': (facts) => facts.machines.filter(isRunning).every((machine) => hasPeeringRouteToHub(facts, machine)),
};

/** ER-01 asks for a running machine in each subnet that has machines, and for one subnet with machines in each spoke. */
export const areRoutesReadable = ({ spokes, machines }: NetworkFacts): boolean =>
  spokes.every((spoke) => {
    const inSpoke = machines.filter((machine) => machine.spoke === spoke);
    return inSpoke.length > 0 && inSpoke.every(({ subnet }) => inSpoke.some((machine) => machine.subnet === subnet && isRunning(machine)));
  });

/** A connected group of two spokes shows in the effective routes of either: one machine that runs in all spokes but one will do. */
export const areConnectionsReadable = ({ spokes, machines }: NetworkFacts): boolean =>
  spokes.filter((spoke) => !machines.some((machine) => machine.spoke === spoke && isRunning(machine))).length < 2;
