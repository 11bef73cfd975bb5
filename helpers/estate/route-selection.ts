/**
 * Which effective routes of a NIC decide where a packet goes. Azure's own rules ("Virtual network traffic routing",
 * section "How Azure selects a route"): the longest prefix decides; of equal prefixes a user route comes before a BGP route, and that before a system route.
 */
import type { PrefixMatch } from './prefix-lookup';
import { onceFor, prefixLookup } from './prefix-lookup';
import type { EffectiveRoute } from './survey';

/** A row of the effective routes, with the one of its prefixes that matched. */
export interface MatchingRoute {
  readonly route: EffectiveRoute;
  /** In its one spelling: `10.2.1.0/24`. */
  readonly prefix: string;
  readonly length: number;
}

/** Lower comes first where prefixes are equal. */
const sourceRank = { user: 0, bgp: 1, system: 2 } as const;

type Source = keyof typeof sourceRank;

/** Routes from BGP carry the source VirtualNetworkGateway, also those that a Route Server has learned from an appliance. */
function sourceOf({ source }: EffectiveRoute): Source {
  switch (source.toLowerCase()) {
    case 'user':
      return 'user';
    case 'virtualnetworkgateway':
      return 'bgp';
    default:
      return 'system';
  }
}

/** In lower case, for Azure spells both `VNetPeering` and `VnetPeering`. */
const preferredTypes = new Set(['vnetlocal', 'vnetpeering', 'vnetglobalpeering', 'connectedgroup', 'virtualnetworkserviceendpoint']);

/** System routes for the network itself, its peerings and service endpoints win even against more specific BGP routes; not against user routes. */
const isPreferredToBgp = ({ route }: MatchingRoute): boolean => sourceOf(route) === 'system' && preferredTypes.has(route.nextHopType.toLowerCase());

const isActive = ({ state }: EffectiveRoute): boolean => state.toLowerCase() === 'active';

const lookupOf = onceFor((routes: readonly EffectiveRoute[]) => prefixLookup(routes, ({ addressPrefixes }) => addressPrefixes, decidingOf));

/** Every row that has a prefix with this address in it, whether Active or not, the longest prefix first; an empty list for text that is no address. */
export const matchingRoutes = (routes: readonly EffectiveRoute[], address: string): MatchingRoute[] => ranked(lookupOf(routes).matching(address));

/**
 * The Active rows that decide for an address: several where they are equal-cost, none where no Active row matches.
 * A row for None counts: it is the one that drops the packet. One and the same list for all addresses that the same rows match.
 */
export const decidingRoutes = (routes: readonly EffectiveRoute[], address: string): readonly MatchingRoute[] => lookupOf(routes).deciding(address) ?? none;

const none: readonly MatchingRoute[] = [];

function ranked(matches: readonly PrefixMatch<EffectiveRoute>[]): MatchingRoute[] {
  const rows = matches.map(({ value, prefix, length }) => ({ route: value, prefix, length }));
  return rows.sort((a, b) => b.length - a.length || sourceRank[sourceOf(a.route)] - sourceRank[sourceOf(b.route)]);
}

function decidingOf(matches: readonly PrefixMatch<EffectiveRoute>[]): readonly MatchingRoute[] {
  const active = ranked(matches).filter(({ route }) => isActive(route));
  const candidates = active.some(isPreferredToBgp) ? active.filter(({ route }) => sourceOf(route) !== 'bgp') : active;
  const [best] = candidates;
  return best ? candidates.filter(({ route, prefix }) => prefix === best.prefix && sourceOf(route) === sourceOf(best.route)) : none;
}

/** Straight to the network that has the address: a peering, or a connected group of Azure Virtual Network Manager, which no peering object shows. */
export const leadsDirectly = ({ nextHopType }: Pick<EffectiveRoute, 'nextHopType'>): boolean => ['vnetpeering', 'vnetglobalpeering', 'connectedgroup'].includes(nextHopType.toLowerCase());

const knownTypes = new Set([
  ...['vnetlocal', 'vnetpeering', 'vnetglobalpeering', 'connectedgroup', 'virtualnetworkgateway', 'virtualappliance', 'virtualapplianceecmp', 'internet', 'none'],
  ...['interfaceendpoint', 'virtualnetworkserviceendpoint'],
]);

/** Azure adds next hop types; what a new one does with a packet is not known. */
export const isKnownType = ({ nextHopType }: Pick<EffectiveRoute, 'nextHopType'>): boolean => knownTypes.has(nextHopType.toLowerCase());
