/** RT-03: a Route Server that was made anew may have other addresses, and routes keep naming the old ones. */
import type { Estate } from '../../estate/estate';
import { isWithin, sameAddress } from '../../estate/prefix';
import type { Problem } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
import type { RouteServer, RouteTable, Subnet } from '../../estate/survey';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, judgeFound, notRead, pass, skip } from '../judgement';
import { routeServerOf, routeServerSubnetOf } from '../prerequisites';
import { networkRef, routeServerRef, routeTableRef } from '../reading-refs';

export const rt03 = defineCheck('RT-03', 'a next hop given as Route Server address is one of its instance addresses', (estate) => {
  const { survey, spokes } = estate;
  const tableIds = spokes.flatMap(({ reading }) => (reading.status === 'read' ? tableIdsOf(reading.value.subnets) : []));
  return [
    ...[...new Map(tableIds.map((id) => [keyOf(id), id])).values()].map((id) => ({
      title: title`route table ${{ id }} names no Route Server address that is not an instance's`,
      about: [id],
      basis: [routeTableRef(id), routeServerRef(survey)],
      ...judgeTableId(estate, id),
    })),
    ...spokes.flatMap(({ id, reading }) => (reading.status === 'unread' ? [unreadSpoke(id, reading.problem)] : [])),
  ];
});

const tableIdsOf = (subnets: readonly Subnet[]): string[] => subnets.flatMap(({ routeTableId }) => routeTableId ?? []);

const unreadSpoke = (id: string, problem: Problem): Judged => ({
  title: title`the route tables of ${{ id }} name no Route Server address that is not an instance's`,
  about: [id],
  basis: [networkRef(id)],
  ...notRead({ of: 'network', id }, problem, networkRef(id)),
});

function judgeTableId(estate: Estate, id: string): Judgement {
  const table = estate.routeTable(id);
  if (table.status === 'unread') return notRead({ of: 'route-table', id }, table.problem, routeTableRef(id));
  return judgeFound(routeServerSubnetOf(estate), (subnet) => judgeFound(routeServerOf(estate), (routeServer) => judgeTable(table.value, subnet, routeServer)));
}

/** An address in RouteServerSubnet can be nothing but the Route Server's: the subnet is its alone. */
function judgeTable({ id: tableId, routes: all }: RouteTable, subnet: Subnet, { name: routeServer, virtualRouterIps: instances }: RouteServer): Judgement {
  if (instances.length === 0) return skip({ kind: 'absent-instance-addresses', name: routeServer });
  const meant = all.filter(({ nextHopIpAddress }) => nextHopIpAddress !== undefined && isWithin(nextHopIpAddress, subnet.addressPrefixes));
  const routes = meant.filter(({ nextHopIpAddress }) => !instances.some((address) => sameAddress(address, nextHopIpAddress ?? '')));
  if (routes.length === 0) return meant.length > 0 ? pass({ kind: 'route-server-forwards-no-data' }) : pass();
  const because = routes.map((route): Finding => ({ kind: 'stale-instance-route', tableId, route, routeServer, instances }));
  return fail({ kind: 'stale-instance-routes', tableId, routes, routeServer, instances, because });
}
