/** The effective routes of a NIC as text, for tests. */
import type { NetworkInterface } from '../../topology/topology';
import type { World } from '../../topology/world';
import { effectiveRoutes } from '../effective-routes';

/** `source state prefixes next-hop-type addresses name`, a line for each row. */
export function routeLines(world: World, nic: NetworkInterface): string[] {
  return effectiveRoutes(world, nic).map(({ source, state, addressPrefix, nextHopType, nextHopIpAddress, name }) =>
    [source, state, addressPrefix.join(','), nextHopType, ...nextHopIpAddress, ...(name === undefined ? [] : [name])].join(' '),
  );
}
