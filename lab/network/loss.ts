/** Where and why a packet is lost on its way. */
import type { NetworkInterface } from '../topology/topology';
import type { EffectiveRoute } from './effective-routes';

export type LossCause =
  /** No active route matches. */
  | 'no-route'
  /** The deciding route drops. */
  | 'next-hop-none'
  /** The deciding route leads out of the virtual networks. */
  | 'next-hop-outside'
  /** Nothing in the own network and those peered with it has the next hop's address. */
  | 'next-hop-unheld'
  /** The next hop is there, and does not forward. */
  | 'next-hop-does-not-forward'
  /** The deciding route leads to a virtual network gateway, and no VPN gateway serves the network. */
  | 'no-gateway'
  /** An appliance's filter does not pass it. */
  | 'appliance-filter'
  /** A stateful appliance has not seen the connection begin, or sees one half of it only. */
  | 'connection-unknown'
  /** The Route Server or gateway reaches no network that holds the address. */
  | 'transit-has-no-way'
  /** A side of a peering on the way does not allow access. */
  | 'peering-denies-access'
  /** A peering on the way does not accept forwarded traffic. */
  | 'peering-denies-forwarded-traffic'
  | 'security-rule'
  /** A security admin rule of a Network Manager denies. */
  | 'admin-rule'
  /** No rule of a firewall allows the packet. */
  | 'firewall-denies'
  /** No rule of a load balancer covers the packet's port. */
  | 'not-balanced'
  /** The probe of a load balancer finds none of the machines behind it up. */
  | 'none-is-up'
  /** No machine has the address. */
  | 'no-machine'
  | 'machine-not-running'
  /** The machine is reached, and its guest's own firewall drops what comes to the port. */
  | 'guest-firewall'
  /** Appliances forward the packet in a loop. */
  | 'loop'
  /** The packet comes back to the machine that sent it. */
  | 'came-back'
  /** The answer reaches a machine other than the one that asked. */
  | 'answer-astray';

export interface Loss {
  /** The name of the NIC, peering, machine or network where the packet ends. */
  readonly at: string;
  readonly cause: LossCause;
  /** One sentence that names the truth that decides. */
  readonly reason: string;
  /** With `loop`: the NIC of the appliance at which the packet's TTL is used up. */
  readonly ttlEndsAt?: NetworkInterface;
}

export const loss = (cause: LossCause, at: string, reason: string): Loss => ({ at, cause, reason });

export const isLost = <T extends object>(outcome: T | Loss | undefined): outcome is Loss => outcome !== undefined && 'cause' in outcome;

/** Puts the route that led to a loss in front of its reason. */
export const because = <T extends object>(decides: string, outcome: T | Loss): T | Loss => (isLost(outcome) ? { ...outcome, reason: `${decides}; ${outcome.reason}` } : outcome);

/** `10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User, tospoke2)` */
export function describeRoute({ addressPrefix, nextHopType, nextHopIpAddress, source, name }: EffectiveRoute): string {
  const hop = [nextHopType, ...nextHopIpAddress].join(' ');
  return `${addressPrefix.join(', ')} → ${hop} (${name === undefined ? source : `${source}, ${name}`})`;
}
