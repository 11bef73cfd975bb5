/** What the settings say is expected of the network; everything that a judgement may know besides the survey. */

/** How spoke-to-spoke traffic is meant to get across the hub. */
export type Transit =
  /** The next hop is one of the Route Server's instance addresses. */
  | { readonly kind: 'route-server' }
  /** The next hop type is VirtualNetworkGateway. */
  | { readonly kind: 'gateway' }
  /** The next hop is one of these addresses: an NVA, a firewall, or a load balancer in front of them. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] };

/** Which ordered pairs of spokes log in to each other. */
export type LoginPairs = (
  | { readonly kind: 'all' }
  /** Each spoke to the next, the last to the first. */
  | { readonly kind: 'ring' }
  /** So many, drawn by the seed. */
  | { readonly kind: 'sample'; readonly size: number }
  /** All as long as they are few, or else the ring and a sample. */
  | { readonly kind: 'auto' }
) & {
  /** What a sample is drawn from: with the same seed it is the same. */
  readonly seed: string;
};

export type Requirement = 'required' | 'any';

export interface Expectations {
  readonly transit: Transit;
  /** The longest prefix length (the smallest subnet) that RouteServerSubnet may have. */
  readonly routeServerSubnetMinPrefix: number;
  readonly allowSpokePeering: boolean;
  /** What RS-06 asks for; `any` asks for nothing. */
  readonly branchToBranch: 'on' | 'off' | 'any';
  /** Whether the peerings have to use the hub's gateway or Route Server (PE-02, PE-04): a design by user routes alone needs neither. */
  readonly remoteGateways: Requirement;
  /** Whether the spokes' peerings have to accept forwarded traffic. Microsoft documents that they do; networks were met that pass traffic without. */
  readonly forwardedTraffic: Requirement;
  /** The TCP port of sshd on the machines. */
  readonly sshPort: number;
  /** False with SSH_CHECKS=off: SSH-01 is skipped, and nothing is proven end to end. */
  readonly sshChecks: boolean;
  readonly sshPairs: LoginPairs;
}
