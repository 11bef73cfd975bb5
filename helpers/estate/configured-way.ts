/** What the route table of a subnet says about an address: whether the configuration alone leads it to the transit. */
import type { Problem } from './reading';
import type { Estate } from './estate';
import { bestConfiguredRoute } from './route-table-selection';
import type { Route, RouteTable, Subnet } from './survey';
import type { NextHop, TransitTarget } from './transit';
import { leadsToTransit } from './transit';

export type ConfiguredWay =
  | { readonly kind: 'to-transit'; readonly table: RouteTable; readonly route: Route }
  | { readonly kind: 'elsewhere'; readonly table: RouteTable; readonly route: Route }
  /** No route of its own: BGP may supply one, unless the table keeps BGP's routes out. */
  | { readonly kind: 'no-route'; readonly table: RouteTable; readonly learnsByBgp: boolean }
  /** BGP may supply a route. */
  | { readonly kind: 'no-table' }
  | { readonly kind: 'unread'; readonly routeTableId: string; readonly problem: Problem };

/** @param address of a machine in another spoke. */
export function configuredWay(estate: Estate, subnet: Subnet, address: string, target: TransitTarget): ConfiguredWay {
  if (subnet.routeTableId === undefined) return { kind: 'no-table' };
  const reading = estate.routeTable(subnet.routeTableId);
  if (reading.status === 'unread') return { kind: 'unread', routeTableId: subnet.routeTableId, problem: reading.problem };
  const table = reading.value;
  const route = bestConfiguredRoute(table.routes, address);
  if (!route) return { kind: 'no-route', table, learnsByBgp: !table.disableBgpRoutePropagation };
  return { kind: leadsToTransit(nextHopOf(route), target) ? 'to-transit' : 'elsewhere', table, route };
}

/** A configured route names one address at most, an effective one may list several. */
export const nextHopOf = ({ nextHopType, nextHopIpAddress }: Route): NextHop => ({
  nextHopType,
  nextHopIpAddresses: nextHopIpAddress === undefined ? [] : [nextHopIpAddress],
});
