/** What forwards packets in a network without being a machine: firewalls, load balancers, routing appliances. */
import { remember } from './remember';
import type { ApplianceBehaviour, Placed, Ref, Subnet, Topology, VirtualNetwork } from './topology';

export type ForwarderKind = 'firewall' | 'load-balancer' | 'routing-appliance';

/** It lies in the group and region of its network where it names none of its own. */
export interface Forwarder extends Partial<Omit<Placed, 'name'>>, ApplianceBehaviour {
  name: string;
  privateIPAddress: string;
  /** Which resource it is; where not given it is none that Resource Manager shows, and lets everything pass. */
  kind?: ForwarderKind;
  /** Of a firewall: what it lets pass; where not given, everything. */
  allows?: FirewallRule[];
  /** Of a firewall: the name of the policy that its rules lie in, which Resource Manager names and the lab doesn't show; where not given, they are the firewall's own. */
  policy?: string;
  /** Of a load balancer: the NICs of the appliances behind it. */
  backends?: Ref[];
  /** Of a load balancer; where not given, HA ports: every port of every protocol. */
  rules?: LoadBalancingRule[];
  /** Of a load balancer: what watches the machines behind it; where not given, TCP 22. With `none` nothing does. */
  probe?: HealthProbe | 'none';
}

export interface FirewallRule {
  name: string;
  /** `*` is any. */
  protocol: 'Tcp' | 'Udp' | 'Icmp' | '*';
  sourceAddressPrefixes: string[];
  destinationAddressPrefixes: string[];
  destinationPortRanges: string[];
}

export interface LoadBalancingRule {
  /** All goes with port 0, and only with it: HA ports. */
  protocol: 'Tcp' | 'Udp' | 'All';
  frontendPort: number;
}

export interface HealthProbe {
  /** Where not given, Tcp. */
  protocol?: 'Tcp' | 'Http' | 'Https';
  port: number;
  /** Whether all that run count as up where it finds none up; where not given, they do not. */
  allUpIfNone?: boolean;
}

/** Whether it is stateful, as it says or, if it is a firewall, by itself. */
export const remembers = ({ stateful, kind }: Forwarder): boolean => stateful ?? kind === 'firewall';

export const haPorts: LoadBalancingRule = { protocol: 'All', frontendPort: 0 };

/** What watches the machines behind a load balancer; undefined where nothing does. */
export const probeOf = ({ probe = { port: 22 } }: Forwarder): HealthProbe | undefined => (probe === 'none' ? undefined : probe);

/** A forwarder as a resource, with where it is. */
export interface PlacedForwarder extends Placed {
  readonly forwarder: Forwarder;
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
}

/** Those that are resources of that kind, in the order of the topology. */
export function forwardersOfKind(topology: Topology, kind: ForwarderKind): PlacedForwarder[] {
  return remember(topology, forwardersOfKind, kind, () =>
    topology.virtualNetworks.flatMap((network) => network.subnets.flatMap((subnet) => forwardersIn(network, subnet).filter(({ forwarder }) => forwarder.kind === kind))),
  );
}

/** All that are in a subnet. */
export function forwardersIn(network: VirtualNetwork, subnet: Subnet): PlacedForwarder[] {
  return (subnet.forwarders ?? []).map((forwarder) => {
    const { name, subscription = network.subscription, resourceGroup = network.resourceGroup, location = network.location } = forwarder;
    return { name, subscription, resourceGroup, location, forwarder, network, subnet };
  });
}
