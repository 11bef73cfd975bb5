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

/** What is asked of something that a design may have or not: that it is so, nothing, or that it is not so. */
export type Requirement = 'required' | 'any' | 'forbidden';

/** A TCP port, or the one of the target's SSH server. */
export type FlowPort = number | 'ssh';

/** Which machines a flow starts at or leads to. Names may hold `*` for any characters, and their case does not count. */
export type FlowEnd =
  | { readonly kind: 'any' }
  | {
      readonly kind: 'spoke';
      readonly spokeId: string;
      /** The name of a virtual machine. */
      readonly machine?: string;
      /** The name of a subnet. */
      readonly subnet?: string;
      /** An IPv4 address of the spoke that need be no machine's: a load balancer's, a private endpoint's. Of targets only. */
      readonly address?: string;
    };

/** What is expected of TCP connections from one to another. Of several that speak of the same machines and port, the last one holds. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly ports: readonly FlowPort[];
  readonly expect: 'connect' | 'blocked';
  /** The line of EXPECTATIONS_FILE, from 1; absent where no file says it. */
  readonly line?: number;
}

/** What differs at one spoke from what holds for all. */
export interface SpokeExpectations {
  /** What the file calls it. */
  readonly name: string;
  readonly sshPort?: number;
  /** The machines that may log in and be logged in to, those of an earlier pattern first. */
  readonly machines?: readonly string[];
  /** Why nothing is probed from or to its machines; absent where it is. */
  readonly notProbed?: string;
  readonly remoteGateways?: Requirement;
  readonly forwardedTraffic?: Requirement;
  /** By pattern of the subnet's name, the last one that fits holds. */
  readonly routeTables?: readonly { readonly subnet: string; readonly is: Requirement }[];
}

/** Whether two spokes are to be peered with each other directly. */
export interface SpokePeering {
  readonly between: readonly [spokeId: string, spokeId: string];
  readonly is: Requirement;
}

/** A failure that is known and accepted for a time. */
export interface Waiver {
  readonly check: string;
  /** The label of a subject of the case; may hold `*`. */
  readonly subject: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, `2027-01-31`, by UTC. */
  readonly until: string;
  readonly line?: number;
}

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
  /** At least one. */
  readonly flows: readonly Flow[];
  /** By the keys of the spokes' ids; those of which nothing is said are absent. */
  readonly spokes: Readonly<Record<string, SpokeExpectations>>;
  readonly spokePeerings: readonly SpokePeering[];
  readonly waivers: readonly Waiver[];
}

/** What holds without EXPECTATIONS_FILE: the machines of each spoke reach those of every other at their SSH port. */
export const withoutFile: Pick<Expectations, 'flows' | 'spokes' | 'spokePeerings' | 'waivers'> = {
  flows: [{ from: { kind: 'any' }, to: { kind: 'any' }, ports: ['ssh'], expect: 'connect' }],
  spokes: {},
  spokePeerings: [],
  waivers: [],
};
