/** How what is no machine sends a packet on: by the route table of its subnet, else over the peerings of its network. */
import { bestConfiguredRoute } from '../estate/route-table-selection';
import { isWithin } from '../estate/prefix';
import { sameId } from '../estate/resource-id';
import type { Route } from '../estate/survey';
import { enterNetwork, knowsAddress, missingPeering, needs } from './cross-peering';
import { circleOf } from './circle';
import type { Journey, Onward, Passed } from './journey';
import type { Trail } from './path';
import { breaks, clear, followed } from './path';
import { nextHopOf } from '../estate/configured-way';
import type { MatchingRoute } from '../estate/route-selection';
import { overAddress } from './over-address';

/** @param onwardOf made late, for the two need each other */
export const createLeaveFabric = (onwardOf: () => Onward): Onward['leaveFabric'] => (journey, networkId, subnet, passed, byGateway = false) => {
  const { estate, to } = journey;
  if (subnet?.routeTableId === undefined) return byPeering(journey, networkId, byGateway);
  const table = estate.routeTable(subnet.routeTableId);
  if (table.status === 'unread') return followed(() => ({ beyond: [{ kind: 'unread', what: { of: 'route-table', id: subnet.routeTableId ?? '' }, problem: table.problem }] }), () => byPeering(journey, networkId, byGateway));
  const route = bestConfiguredRoute(table.value.routes, to.address);
  if (!route) return byPeering(journey, networkId, byGateway);
  const drops = (): Trail => breaks({ kind: 'hop-drops', at: { kind: 'subnet', subnetId: subnet.id }, to: to.ref, tableId: table.value.id, route });
  switch (route.nextHopType.toLowerCase()) {
    case 'virtualappliance': {
      const [address] = nextHopOf(route).nextHopIpAddresses;
      if (address === undefined) return drops();
      const sent: Passed = { tableId: table.value.id, row: asRow(route) };
      const start = passed.findIndex((one) => isSame(one, sent));
      if (start >= 0) return breaks(circleOf(journey, passed.slice(start)));
      return overAddress(journey, asRow(route), address, { networkId, passed: [...passed, sent], drops }, onwardOf());
    }
    case 'vnetlocal':
      return sameId(networkId, to.spokeId) ? clear : drops();
    case 'virtualnetworkgateway':
      return byPeering(journey, networkId, byGateway);
    default:
      return drops();
  }
};

/** By one route of one table twice, and by no NIC: what is not read there cannot be told apart. */
const isSame = (one: Passed, other: Passed): boolean => one.nic === undefined && one.tableId === other.tableId && one.row?.prefix === other.row?.prefix;

/** A configured route as the effective one that comes of it. */
const asRow = (route: Route): MatchingRoute => ({
  route: { name: route.name, source: 'User', state: 'Active', addressPrefixes: [route.addressPrefix], ...nextHopOf(route) },
  prefix: route.addressPrefix,
  length: Number(route.addressPrefix.split('/')[1] ?? 32),
});

/** What a gateway forwards is exempt from the setting for forwarded traffic, and needs the gateway settings instead. */
function byPeering(journey: Journey, networkId: string, byGateway: boolean): Trail {
  const { estate, to } = journey;
  const network = estate.network(networkId);
  if (network.status === 'unread') return clear;
  if (sameId(networkId, to.spokeId) || isWithin(to.address, network.value.addressPrefixes)) return clear;
  const exit = { owner: networkId, remote: to.spokeId };
  const isHub = sameId(networkId, estate.survey.hubId);
  if (!estate.peering(exit)) return breaks(isHub ? missingPeering(estate, exit) : { kind: 'no-way-on', networkId, to: to.ref });
  return followed(
    () => enterNetwork(journey, exit, byGateway),
    () => knowsAddress(estate, exit, to.address),
    () => (byGateway ? followed(() => needs(estate, exit, 'allowGatewayTransit'), () => needs(estate, { owner: to.spokeId, remote: networkId }, 'useRemoteGateways')) : clear),
  );
}
