/** What leads to the transit: the way that spoke-to-spoke traffic is meant to take across the hub. */
import { sameAddress } from './prefix';

/** The transit with its addresses known: those of the Route Server's instances, or those that the settings name. */
export type TransitTarget =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** `notThese`: the addresses of the Route Server's BGP peers, whose routes have the gateway's next hop type. `exists`: false where it is known that the hub has none. */
  | { readonly kind: 'gateway'; readonly notThese: readonly string[]; readonly exists: boolean };

/** A next hop of an effective route, or of a configured one with its single address in a list. */
export interface NextHop {
  readonly nextHopType: string;
  readonly nextHopIpAddresses: readonly string[];
}

/**
 * Routes that an appliance advertises through the Route Server show as VirtualNetworkGateway with the appliance's address,
 * so the address counts under either type. Every address of an equal-cost row must belong to the transit.
 */
const typesWithAddress = ['virtualappliance', 'virtualapplianceecmp', 'virtualnetworkgateway'];

export function leadsToTransit({ nextHopType, nextHopIpAddresses }: NextHop, target: TransitTarget): boolean {
  const type = nextHopType.toLowerCase();
  if (target.kind === 'gateway') return target.exists && type === 'virtualnetworkgateway' && !nextHopIpAddresses.some((address) => target.notThese.some((peer) => sameAddress(peer, address)));
  return (
    typesWithAddress.includes(type) &&
    nextHopIpAddresses.length > 0 &&
    nextHopIpAddresses.every((address) => target.addresses.some((expected) => sameAddress(expected, address)))
  );
}
