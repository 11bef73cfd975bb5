/** The transit and next hops in words. */
import type { Transit } from '../estate/expectations';
import type { NextHop, TransitTarget } from '../estate/transit';

/** `the Route Server`, `the virtual network gateway`, `the transit 10.0.0.4 or 10.0.0.5`: known before anything is read, so it serves in titles. */
export function transitWords(transit: Transit): string {
  switch (transit.kind) {
    case 'route-server':
      return 'the Route Server';
    case 'gateway':
      return 'the virtual network gateway';
    case 'addresses':
      return `the transit ${transit.addresses.join(' or ')}`;
  }
}

/** `VirtualAppliance 10.0.1.4`, `None`. */
export const nextHopWords = ({ nextHopType, nextHopIpAddresses }: NextHop): string => [nextHopType, nextHopIpAddresses.join(', ')].filter(Boolean).join(' ');

/** The next hop that a route should have, for evidence. */
export const expectedNextHop = (target: TransitTarget): string =>
  target.kind === 'gateway' ? 'VirtualNetworkGateway' : `VirtualAppliance or VirtualNetworkGateway with ${target.addresses.join(' or ')}`;
