/** How what is no machine sends a packet on: by the route table of its subnet, else over the peerings of its network. */
import type { Estate } from '../estate/estate';
import { bestConfiguredRoute } from '../estate/route-table-selection';
import { isWithin, parsePrefix } from '../estate/prefix';
import { sameId } from '../estate/resource-id';
import type { Route, Subnet } from '../estate/survey';
import { isConnectedWith } from './connected-group';
import { enterNetwork, knowsAddress, leadsAcross, missingPeering, needs, otherSide, peersSubnets } from './cross-peering';
import { routeServerSubnetName } from '../estate/route-server-seat';
import { circleOf } from './circle';
import type { Journey, Onward, Passed } from './journey';
import { isForwarded, shared } from './shared-ways';
import type { Trail } from './path';
import { breaks, clear, followed } from './path';
import { nextHopOf } from '../estate/configured-way';
import type { MatchingRoute } from '../estate/route-selection';
import { overAddress } from './over-address';
import { overGateway } from './over-gateway';

/** @param onwardOf made late, for the two need each other */
export const createLeaveFabric = (onwardOf: () => Onward): Onward['leaveFabric'] => (journey, networkId, subnet, passed, byGateway = false) => {
  const { estate, to } = journey;
  const onByPeering = (): Trail =>
    shared(journey, to, placeOfExit(subnet?.id ?? networkId, byGateway, isForwarded(journey, networkId)), () => byPeering(journey, networkId, subnet, byGateway));
  // A Route Server goes by no table, whatever its subnet has.
  if (subnet?.routeTableId === undefined || subnet.name.toLowerCase() === routeServerSubnetName.toLowerCase()) return onByPeering();
  const table = estate.routeTable(subnet.routeTableId);
  if (table.status === 'unread') return followed(() => ({ beyond: [{ kind: 'unread', what: { of: 'route-table', id: subnet.routeTableId ?? '' }, problem: table.problem }] }), onByPeering);
  const route = bestConfiguredRoute(table.value.routes, to.address);
  if (!route || isBeatenByPeering(journey, networkId, subnet, route, byGateway)) return onByPeering();
  const drops = (): Trail => breaks({ kind: 'hop-drops', at: { kind: 'subnet', subnetId: subnet.id }, to: to.ref, tableId: table.value.id, route });
  switch (route.nextHopType.toLowerCase()) {
    case 'virtualappliance': {
      const [address] = nextHopOf(route).nextHopIpAddresses;
      if (address === undefined) return drops();
      const sent: Passed = { tableId: table.value.id, row: asRow(route) };
      const start = passed.findIndex((one) => isSame(one, sent));
      if (start >= 0) return breaks(circleOf(journey, passed.slice(start)));
      return overAddress(journey, asRow(route), address, { networkId, subnet, passed: [...passed, sent], drops }, onwardOf());
    }
    case 'vnetlocal':
      return sameId(networkId, to.spokeId) ? clear : { gap: { kind: 'unknown-type', finding: { kind: 'route-stays', subnetId: subnet.id, to: to.ref, tableId: table.value.id, route } } };
    case 'virtualnetworkgateway':
      return byGateway ? onByPeering() : overGateway(journey, asRow(route), { networkId, subnet, passed, drops }, onwardOf());
    default:
      return drops();
  }
};

const placeOfExit = (id: string, byGateway: boolean, forwarded: boolean): string => (byGateway || !forwarded ? `${byGateway ? 'gateway' : ''} ${forwarded ? 'forwarded' : ''} ${id}` : id);

/** By one route of one table twice, and by no NIC: what is not read there cannot be told apart. */
const isSame = (one: Passed, other: Passed): boolean => one.nic === undefined && one.tableId === other.tableId && one.row?.prefix === other.row?.prefix;

/** The longest prefix decides, also against the system's routes to the own network and to peered ones; those of a gateway are to networks that use it. Of equal ones the configured route does. */
function isBeatenByPeering({ estate, to }: Journey, networkId: string, subnet: Subnet, { addressPrefix }: Route, byGateway: boolean): boolean {
  const peering = estate.peeringTowards(networkId, to.address);
  const exit = peering && { owner: networkId, remote: peering.remoteVirtualNetworkId };
  const isServed = exit && (!byGateway || (peering.allowGatewayTransit && estate.peering(otherSide(exit))?.useRemoteGateways === true));
  const leads = exit && isServed && leadsAcross(estate, exit, subnet, to.address);
  const isMember = !byGateway && isConnectedWith(estate, to.nic.id, networkId);
  const system = [...prefixesOf(estate, networkId), ...(leads ? peering.syncedRemotePrefixes : []), ...(isMember ? prefixesOf(estate, to.spokeId) : [])];
  return system.some((prefix) => isWithin(to.address, [prefix]) && lengthOf(prefix) > lengthOf(addressPrefix));
}

const prefixesOf = (estate: Estate, networkId: string): readonly string[] => {
  const network = estate.network(networkId);
  return network.status === 'read' ? network.value.addressPrefixes : [];
};

const lengthOf = (prefix: string): number => parsePrefix(prefix)?.length ?? 0;

/** A configured route as the effective one that comes of it. */
const asRow = (route: Route): MatchingRoute => ({
  route: { name: route.name, source: 'User', state: 'Active', addressPrefixes: [route.addressPrefix], ...nextHopOf(route) },
  prefix: route.addressPrefix,
  length: Number(route.addressPrefix.split('/')[1] ?? 32),
});

/** What a gateway forwards is exempt from the setting for forwarded traffic, and needs the gateway settings instead. */
function byPeering(journey: Journey, networkId: string, subnet: Subnet | undefined, byGateway: boolean): Trail {
  const { estate, to } = journey;
  const network = estate.network(networkId);
  if (network.status === 'unread') return clear;
  if (sameId(networkId, to.spokeId) || isWithin(to.address, network.value.addressPrefixes)) return clear;
  const exit = { owner: networkId, remote: to.spokeId };
  if (!byGateway && isConnectedWith(estate, to.nic.id, networkId) && !leadsAcross(estate, exit, subnet, to.address)) return clear;
  const isHub = sameId(networkId, estate.survey.hubId);
  if (!estate.peering(exit)) return breaks(isHub ? missingPeering(estate, exit) : { kind: 'no-way-on', networkId, to: to.ref });
  return followed(
    () => enterNetwork(journey, exit, byGateway),
    () => peersSubnets(estate, exit, subnet, to.address),
    () => knowsAddress(estate, exit, to.address),
    () => (byGateway ? followed(() => needs(estate, exit, 'allowGatewayTransit'), () => needs(estate, { owner: to.spokeId, remote: networkId }, 'useRemoteGateways')) : clear),
  );
}
