/** RT-03: a Route Server that was made anew may have other addresses, and routes keep naming the old ones. */
import type { Deployment } from '../estate/deployment';
import { nextHopOf } from '../estate/configured-way';
import { isWithin, sameAddress } from '../estate/prefix';
import type { Problem } from '../estate/reading';
import { readingIn } from '../estate/reading-in';
import { keyOf } from '../estate/resource-id';
import { routeServerSubnetName } from '../estate/route-server-seat';
import { spokesOf } from '../estate/spokes';
import type { Route, RouteServer, RouteTable, Subnet } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { nextHopWords } from '../estate/transit';
import { aligned, list } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, judgeFound, notRead, pass, skip } from './judgement';
import { routeServerOf, routeServerSubnetOf } from './prerequisites';
import { networkRef, routeTableRef } from './reading-refs';

export const rt03 = defineCheck('RT-03', 'a next hop given as Route Server address is one of its instance addresses', (deployment, label) => {
  const { survey } = deployment;
  const tableIds = spokesOf(survey).flatMap(({ reading }) => (reading.status === 'read' ? tableIdsOf(reading.value.subnets) : []));
  return [
    ...[...new Map(tableIds.map((id) => [keyOf(id), id])).values()].map((id) => ({
      sentence: `route table ${label(id)} names no Route Server address that is not an instance's`,
      about: [id],
      ...judgeTableId(deployment, id, label),
    })),
    ...spokesOf(survey).flatMap(({ id, reading }) => (reading.status === 'unread' ? [unreadSpoke(id, reading.problem, label)] : [])),
  ];
});

const tableIdsOf = (subnets: readonly Subnet[]): string[] => subnets.flatMap(({ routeTableId }) => routeTableId ?? []);

const unreadSpoke = (id: string, problem: Problem, label: Label): Judged => ({
  sentence: `the route tables of ${label(id)} name no Route Server address that is not an instance's`,
  about: [id],
  ...notRead(label(id), problem, networkRef(id)),
});

function judgeTableId({ survey }: Deployment, id: string, label: Label): Judgement {
  const table = readingIn(survey.routeTables, id);
  if (table.status === 'unread') return notRead(`route table ${label(id)}`, table.problem, routeTableRef(id));
  return judgeFound(routeServerSubnetOf(survey, label), (subnet) =>
    judgeFound(routeServerOf(survey, label), (routeServer) => judgeTable(table.value, subnet, routeServer, label)),
  );
}

/** An address in RouteServerSubnet can be nothing but the Route Server's: the subnet is its alone. */
function judgeTable({ id, routes }: RouteTable, subnet: Subnet, { name, virtualRouterIps }: RouteServer, label: Label): Judgement {
  if (virtualRouterIps.length === 0) return skip(`Route Server ${name} has no instance addresses (see RS-05)`);
  const meant = routes.filter(({ nextHopIpAddress }) => nextHopIpAddress !== undefined && isWithin(nextHopIpAddress, subnet.addressPrefixes));
  const wrong = meant.filter(({ nextHopIpAddress }) => !virtualRouterIps.some((address) => sameAddress(address, nextHopIpAddress ?? '')));
  if (wrong.length === 0) return meant.length > 0 ? pass(forwardsNoData) : pass();
  return fail(`route table ${label(id)} has ${list(wrong.map(routeWords))} in ${routeServerSubnetName}, not an instance address of Route Server ${name}`, {
    evidence: [
      ...aligned(wrong.map((route) => [route.name, route.addressPrefix, '→', nextHopWords(nextHopOf(route))])),
      `instance addresses of ${name}: ${list(virtualRouterIps)}`,
    ],
  });
}

const routeWords = ({ name, nextHopIpAddress }: Route): string => `route ${name} to ${nextHopIpAddress ?? 'no address'}`;

/** The same text for every table, so that a report can say it once. */
const forwardsNoData =
  'routes name the Route Server as next hop, while Microsoft documents that a Route Server forwards no data traffic (Route Server FAQ): ' +
  'that packets get through is proven by SSH-01 alone';
