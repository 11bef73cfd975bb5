/** A packet's way from one machine to another, as far as the survey shows it: the steps it passes, and where it breaks. */
import type { MachineNic } from '../estate/machines';
import type { Problem } from '../estate/reading';
import type { MatchingRoute } from '../estate/route-selection';
import type { DecidingRule, RuleDecision } from '../estate/rule-selection';
import type { NetworkInterface, Peering } from '../estate/survey';

/** `there` is from the machine that logs in, `back` the answer to it. */
export type Way = 'there' | 'back';

/** One side of a peering: the network that it belongs to, and the one that it leads to. */
export interface PeeringSide {
  readonly owner: string;
  readonly remote: string;
}

/** What stops a packet. Each names the resource and the setting, route or rule that decides it. */
export type Break =
  /** The machine does not run. */
  | { readonly kind: 'machine-off'; readonly nic: MachineNic; readonly powerState: string }
  /** No effective route leads on: none matches, or the deciding one drops the packet or sends it out of the deployment. */
  | { readonly kind: 'route'; readonly nic: MachineNic; readonly destination: MachineNic; readonly deciding: readonly MatchingRoute[] }
  /** The next hop is an address in RouteServerSubnet that no instance of a routing Route Server has. */
  | { readonly kind: 'no-instance'; readonly nic: MachineNic; readonly destination: MachineNic; readonly deciding: MatchingRoute; readonly address: string }
  /** The next hop is the Route Server's, and there is none that routes. */
  | { readonly kind: 'no-route-server'; readonly nic: MachineNic; readonly destination: MachineNic; readonly deciding: MatchingRoute }
  /** The next hop is a gateway, and the hub has none of type Vpn. */
  | { readonly kind: 'no-gateway'; readonly nic: MachineNic; readonly destination: MachineNic; readonly deciding: MatchingRoute }
  /** The next hop's NIC takes no packets for others, or its machine does not run. */
  | { readonly kind: 'appliance'; readonly holder: NetworkInterface; readonly why: 'ip-forwarding-off' | 'machine-off'; readonly deciding: MatchingRoute }
  /** A peering on the way does not carry the packet. */
  | { readonly kind: 'peering'; readonly side: PeeringSide; readonly setting: PeeringSetting; readonly peering?: Peering }
  /** A security rule denies it. */
  | { readonly kind: 'rule'; readonly nic: MachineNic; readonly rule: DecidingRule };

export type PeeringSetting = 'exists' | 'peeringState' | 'syncedRemotePrefixes' | 'allowVirtualNetworkAccess' | 'allowForwardedTraffic' | 'allowGatewayTransit' | 'useRemoteGateways';

/** What could not be read, so that the packet cannot be followed further. */
export type Gap =
  | { readonly kind: 'unread'; readonly what: string; readonly problem: Problem }
  /** The survey does not hold whatever has this address: a load balancer, a firewall, or nothing at all. */
  | { readonly kind: 'unseen-next-hop'; readonly nic: MachineNic; readonly destination: MachineNic; readonly address: string }
  | { readonly kind: 'undecided-rule'; readonly nic: MachineNic; readonly decision: Extract<RuleDecision, { access: 'undecided' }> };

/** The result of a part of the way: what stops the packet there, or what cannot be read of it. Undefined lets it pass. */
export type Obstacle = { readonly break: Break } | { readonly gap: Gap } | undefined;

export interface Passage {
  readonly nic: MachineNic;
  /** The equal-cost routes that decide, each with a next hop that leads on. */
  readonly deciding: readonly MatchingRoute[];
}

export type Walk =
  /** Everything that can be read is in order, there and back. */
  | { readonly kind: 'arrives'; readonly there: Passage; readonly back: Passage }
  | { readonly kind: 'breaks'; readonly way: Way; readonly at: Break }
  | { readonly kind: 'unknown'; readonly way: Way; readonly gap: Gap };
