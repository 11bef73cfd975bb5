/** Which of a NIC's effective routes decides for an address. */
import { contains, longestMatches } from '../addresses/addresses';
import { beatsBgp, type EffectiveRoute } from './effective-routes';

/**
 * The active rows of the longest prefix that contains the address; several where peers advertise one prefix at equal cost, none where nothing
 * matches. BGP rows don't take part where a system route to the network, a peering or a service endpoint contains the address too.
 */
export function decidingRoutes(rows: readonly EffectiveRoute[], address: string): EffectiveRoute[] {
  const matching = rows.filter(({ state, addressPrefix }) => state === 'Active' && addressPrefix.some((prefix) => contains(prefix, address)));
  const bgpIsBeaten = matching.some(beatsBgp);
  return longestMatches(bgpIsBeaten ? matching.filter(({ source }) => source !== 'VirtualNetworkGateway') : matching, ({ addressPrefix }) => addressPrefix, address);
}
