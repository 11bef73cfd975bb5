/** What the service tag VirtualNetwork stands for, for one NIC. */
import { allowsAccess, carriedPrefixesOf, isConnected } from '../topology/peerings';
import type { NetworkInterface } from '../topology/topology';
import type { World } from '../topology/world';
import { samePrefix } from '../addresses/addresses';
import { effectiveRoutes } from './effective-routes';
import { hostAddress } from '../addresses/service-tags';

/**
 * The own address space, the peered ones that access is allowed with, those of connected groups, the prefixes of user routes and of routes learned by BGP (a default
 * route too), and the host's address, each once ("Virtual network service tags", Microsoft).
 */
export function virtualNetworkTag(world: World, nic: NetworkInterface): string[] {
  const { network, subnet } = world.placeOf(nic);
  const peered = world.peeringsOf(network).filter((pair) => isConnected(pair) && allowsAccess(pair));
  const routed = effectiveRoutes(world, nic).filter(({ source, destinationServiceTags }) => source !== 'Default' && destinationServiceTags.length === 0);
  const prefixes = [
    ...network.addressPrefixes,
    ...peered.flatMap((pair) => carriedPrefixesOf(pair, subnet)),
    ...world.connectedWith(network).flatMap(({ addressPrefixes }) => addressPrefixes),
    ...routed.flatMap(({ addressPrefix }) => addressPrefix),
    hostAddress,
  ];
  return prefixes.filter((prefix, index) => prefixes.findIndex((other) => samePrefix(other, prefix)) === index);
}
