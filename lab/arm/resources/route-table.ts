/** Route tables with their routes, as Microsoft.Network sends them. */
import { routeId, routeTableId, subnetId } from '../../topology/resource-ids';
import type { RouteTable } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, withEtag, type ResourceBody } from '../resource-body';

export function routeTableBody(world: World, table: RouteTable): ResourceBody {
  const subnets = world.subnetsWith(table).map(({ network, subnet }) => reference(subnetId(network, subnet)));
  return withEtag((etag) => ({
    name: table.name,
    id: routeTableId(table),
    etag,
    type: 'Microsoft.Network/routeTables',
    location: table.location,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidOf(routeTableId(table)),
      disableBgpRoutePropagation: table.disableBgpRoutePropagation,
      routes: routeBodies(table, etag),
      ...optional('subnets', subnets.length > 0 ? subnets : undefined),
    },
  }));
}

/** Here the next hop's address is a string; in effective routes it is a list. */
export function routeBodies(table: RouteTable, etag: string): ResourceBody[] {
  return table.routes.map((route) => ({
    name: route.name,
    id: routeId(table, route),
    etag,
    properties: {
      provisioningState: 'Succeeded',
      addressPrefix: route.addressPrefix,
      nextHopType: route.nextHopType,
      ...optional('nextHopIpAddress', route.nextHopIpAddress),
      hasBgpOverride: false,
    },
    type: 'Microsoft.Network/routeTables/routes',
  }));
}
