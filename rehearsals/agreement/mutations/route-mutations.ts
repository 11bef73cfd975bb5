/** Faults of route tables. */
import type { Route } from '../../../lab/topology/topology';
import { pick, spokesOf, type Mutation } from './mutation';

const onRoute =
  (change: (route: Route, b: number) => void): Mutation =>
  ({ routeTables }, a, b) => {
    const route = pick(routeTables.flatMap(({ routes }) => routes), a);
    if (route) change(route, b);
  };

/** A route to one of these addresses. */
const leadTo = (addresses: readonly string[]): Mutation =>
  onRoute((route, b) => {
    const address = pick(addresses, b);
    if (address !== undefined) Object.assign(route, { nextHopType: 'VirtualAppliance', nextHopIpAddress: address });
  });

export const routeMutations = {
  'a route missing': ({ routeTables }, a) => {
    pick(routeTables.filter(({ routes }) => routes.length > 0), a)?.routes.splice(0, 1);
  },
  'a route to None': onRoute((route) => { route.nextHopType = 'None'; delete route.nextHopIpAddress; }),
  'a route to Internet': onRoute((route) => { route.nextHopType = 'Internet'; delete route.nextHopIpAddress; }),
  'a route to a stale address': leadTo(['10.0.1.9', '10.0.2.9', '10.77.0.4']),
  'a route to the other transit': leadTo(['10.0.1.4', '10.0.1.5', '10.0.2.4']),
  'a route too narrow': onRoute((route) => { route.addressPrefix = '10.2.1.0/30'; }),
  'a more specific route to None': ({ routeTables }, a, b) => {
    const table = pick(routeTables, a);
    const spoke = String((b % 3) + 1);
    const blackhole: Route = { name: `blackhole-${spoke}`, addressPrefix: `10.${spoke}.1.0/28`, nextHopType: 'None' };
    if (table && !table.routes.some(({ addressPrefix }) => addressPrefix === blackhole.addressPrefix)) table.routes.push(blackhole);
  },
  'a route table not associated': (topology, a) => {
    delete pick(spokesOf(topology), a)?.subnets[0]?.routeTable;
  },
  'no route table associated': (topology) => {
    for (const { subnets } of spokesOf(topology)) for (const subnet of subnets) delete subnet.routeTable;
  },
  'BGP propagation off': ({ routeTables }, a) => {
    const table = pick(routeTables, a);
    if (table) table.disableBgpRoutePropagation = true;
  },
} satisfies Record<string, Mutation>;
