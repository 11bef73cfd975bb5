/** The shapes of what stands on a way besides machines: firewalls, load balancers, routing appliances, and the rules of a Network Manager. */
import type { Resource } from './survey';

/** An address in a subnet, of something that is no machine. */
export interface SubnetAddress {
  readonly subnetId: string;
  readonly privateIPAddress: string;
}

export interface Firewall extends Resource {
  readonly provisioningState: string;
  /** None while it is deallocated. */
  readonly addresses: readonly SubnetAddress[];
  /** Where its rules lie in a policy, which is a resource of its own. */
  readonly policyId?: string;
  /** Its own, in the order in which they are looked at. */
  readonly networkRules: readonly FirewallRule[];
}

export interface FirewallRule {
  readonly name: string;
  readonly access: 'Allow' | 'Deny';
  /** TCP | UDP | ICMP | Any. */
  readonly protocols: readonly string[];
  readonly sourceAddresses: readonly string[];
  readonly destinationAddresses: readonly string[];
  readonly destinationPorts: readonly string[];
  /** It names IP groups or domain names besides, whose addresses are not read. */
  readonly isPartlyRead: boolean;
}

export interface LoadBalancer extends Resource {
  readonly provisioningState: string;
  readonly frontends: readonly (SubnetAddress & { readonly id: string })[];
  readonly rules: readonly LoadBalancingRule[];
  readonly backendPools: readonly BackendPool[];
}

export interface LoadBalancingRule {
  readonly name: string;
  readonly frontendId: string;
  readonly backendPoolIds: readonly string[];
  /** Tcp | Udp | All; All with port 0 is a rule for HA ports. */
  readonly protocol: string;
  readonly frontendPort: number;
  /** What watches the machines behind it. */
  readonly probe?: HealthProbe;
}

export interface HealthProbe {
  readonly name: string;
  /** Tcp | Http | Https, each of them over TCP. */
  readonly protocol: string;
  readonly port: number;
  /** Whether connections go to all backends where it reaches none (`noHealthyBackendsBehavior`: AllProbedUp). */
  readonly allUpIfNone: boolean;
}

export interface BackendPool {
  readonly id: string;
  /** NICs with an IP configuration in the pool, `…/networkInterfaces/<nic>`. */
  readonly nicIds: readonly string[];
  /** Whether it has members that are no NICs of machines: addresses, or instances of scale sets. */
  readonly hasOthers: boolean;
}

export interface RoutingAppliance extends Resource {
  readonly provisioningState: string;
  readonly addresses: readonly SubnetAddress[];
}

/** Of a Network Manager: looked at before all security groups. */
export interface AdminRule {
  readonly name: string;
  readonly access: 'Allow' | 'AlwaysAllow' | 'Deny';
  /** Lower numbers are looked at first. */
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  /** Tcp | Udp | Any and others. */
  readonly protocol: string;
  /** Prefixes and service tags. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
}
