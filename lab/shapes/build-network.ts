/** Builds healthy hub-and-spoke networks from a few choices: how spokes reach each other, how many there are, how their route tables are written. */
import { sshRule } from '../faults/fault-target';
import type { NetworkInterface, NetworkSecurityGroup, Peering, Route, RouteTable, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../topology/topology';

/** How spoke-to-spoke traffic gets across the hub. */
export type Design = 'route-server' | 'appliance' | 'appliance-by-bgp' | 'gateway';

/** How a route table covers the other spokes. */
export type Coverage = 'subnets' | 'networks' | 'private-range' | 'default-route';

export interface SpokePlan {
  /** 0 or 1. */
  readonly region: number;
  /** Index of the subscription, and of the resource group in it. */
  readonly subscription: number;
  readonly machines: number;
  readonly hasRules: boolean;
}

export interface NetworkPlan {
  readonly design: Design;
  readonly coverage: Coverage;
  readonly hubRegion: number;
  readonly spokes: readonly SpokePlan[];
}

const regions = ['westeurope', 'eastasia'] as const;
const subscriptionId = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
const place = (name: string, subscription: number, region: number): { name: string; subscription: string; resourceGroup: string; location: string } => ({
  name,
  subscription: subscriptionId(subscription),
  resourceGroup: `rg${String(subscription)}`,
  location: regions[region] ?? regions[0],
});

const instances = ['10.0.1.4', '10.0.1.5'];
const appliance = '10.0.2.4';

/** The transit in the words of the setting. */
export const transitOf = (design: Design): string => (design === 'route-server' || design === 'gateway' ? design : appliance);

export function networkOf(plan: NetworkPlan): Topology {
  const spokes = plan.spokes.map((spoke, index) => ({ ...spoke, index: index + 1 }));
  return {
    name: 'built',
    description: JSON.stringify(plan),
    subscriptions: Array.from({ length: 1 + Math.max(0, ...plan.spokes.map(({ subscription }) => subscription)) }, (_, index) => ({ id: subscriptionId(index), displayName: `subscription ${String(index)}` })),
    virtualNetworks: [hubNetwork(plan), ...spokes.map((spoke) => spokeNetwork(plan, spoke))],
    routeTables: plan.design === 'appliance-by-bgp' ? [] : spokes.map((spoke) => routeTable(plan, spoke)),
    networkSecurityGroups: spokes.filter(({ hasRules }) => hasRules).map(securityGroup),
    routeServers: [
      {
        ...place('rs', 0, plan.hubRegion),
        subnet: 'hub/RouteServerSubnet',
        provisioningState: 'Succeeded',
        routingState: 'Provisioned',
        allowBranchToBranchTraffic: true,
        bgpConnections:
          plan.design === 'appliance-by-bgp' ? [{ name: 'nva', peerIp: appliance, peerAsn: 65001, provisioningState: 'Succeeded', connectionState: 'Connected', advertises: ['10.0.0.0/8'] }] : [],
      },
    ],
    applicationSecurityGroups: [],
    scaleSets: [],
    virtualNetworkGateways: plan.design === 'gateway' ? [{ ...place('gw', 0, plan.hubRegion), subnet: 'hub/GatewaySubnet', gatewayType: 'Vpn', activeActive: true, asn: 65515 }] : [],
    virtualMachines: [...hubMachines(plan), ...spokes.flatMap(machines)],
    networkInterfaces: [...hubNics(plan), ...spokes.flatMap(nics)],
    settings: { hub: 'hub', spokes: spokes.map(({ index }) => `spoke${String(index)}`), transit: transitOf(plan.design) },
  };
}

type Spoke = SpokePlan & { readonly index: number };

const usesAppliance = ({ design }: NetworkPlan): boolean => design === 'appliance' || design === 'appliance-by-bgp';

const hubMachines = (plan: NetworkPlan): VirtualMachine[] => (usesAppliance(plan) ? [{ ...place('nva', 0, plan.hubRegion), powerState: 'running', networkInterfaces: ['nvanic'], forwards: true }] : []);

const hubNics = (plan: NetworkPlan): NetworkInterface[] =>
  usesAppliance(plan) ? [{ ...place('nvanic', 0, plan.hubRegion), subnet: 'hub/appliances', privateIPAddresses: [appliance], enableIPForwarding: true }] : [];

function hubNetwork(plan: NetworkPlan): VirtualNetwork {
  return {
    ...place('hub', 0, plan.hubRegion),
    addressPrefixes: ['10.0.0.0/16'],
    subnets: [subnet('RouteServerSubnet', '10.0.1.0/26'), subnet('appliances', '10.0.2.0/24'), subnet('GatewaySubnet', '10.0.3.0/26')],
    peerings: plan.spokes.map((_, index) => peering(`to-spoke${String(index + 1)}`, `spoke${String(index + 1)}`, { allowGatewayTransit: true })),
  };
}

function spokeNetwork(plan: NetworkPlan, { index, region, subscription, hasRules }: Spoke): VirtualNetwork {
  const machinesSubnet = subnet('machines', `10.${String(index)}.1.0/24`);
  if (plan.design !== 'appliance-by-bgp') machinesSubnet.routeTable = `rt${String(index)}`;
  if (hasRules) machinesSubnet.networkSecurityGroup = `nsg${String(index)}`;
  return {
    ...place(`spoke${String(index)}`, subscription, region),
    addressPrefixes: [`10.${String(index)}.0.0/16`],
    subnets: [machinesSubnet],
    peerings: [peering('to-hub', 'hub', { useRemoteGateways: true })],
  };
}

const subnet = (name: string, prefix: string): Subnet => ({ name, addressPrefixes: [prefix] });

const peering = (name: string, remote: string, more: Partial<Peering>): Peering => ({
  name,
  remote,
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  allowGatewayTransit: false,
  useRemoteGateways: false,
  ...more,
});

function routeTable(plan: NetworkPlan, { index, subscription, region }: Spoke): RouteTable {
  const others = plan.spokes.map((_, other) => other + 1).filter((other) => other !== index);
  const prefixes: Record<Coverage, string[]> = {
    'subnets': others.map((other) => `10.${String(other)}.1.0/24`),
    'networks': others.map((other) => `10.${String(other)}.0.0/16`),
    'private-range': ['10.0.0.0/8'],
    'default-route': ['0.0.0.0/0'],
  };
  return { ...place(`rt${String(index)}`, subscription, region), disableBgpRoutePropagation: false, routes: prefixes[plan.coverage].map((prefix, at) => route(plan, `route${String(at)}`, prefix, index)) };
}

function route({ design }: NetworkPlan, name: string, addressPrefix: string, spoke: number): Route {
  if (design === 'gateway') return { name, addressPrefix, nextHopType: 'VirtualNetworkGateway' };
  const hop = design === 'route-server' ? instances[spoke % 2] : appliance;
  return { name, addressPrefix, nextHopType: 'VirtualAppliance', ...(hop !== undefined && { nextHopIpAddress: hop }) };
}

const securityGroup = ({ index, subscription, region }: Spoke): NetworkSecurityGroup => ({ ...place(`nsg${String(index)}`, subscription, region), rules: [sshRule('AllowSsh', 200, 'Inbound', 'Allow')] });

const names = ({ index, machines: count }: Spoke): string[] => Array.from({ length: count }, (_, at) => `vm${String(index)}${String(at)}`);

const machines = (spoke: Spoke): VirtualMachine[] => names(spoke).map((name) => ({ ...place(name, spoke.subscription, spoke.region), powerState: 'running', networkInterfaces: [`${name}nic`] }));

const nics = (spoke: Spoke): NetworkInterface[] =>
  names(spoke).map((name, at) => ({
    ...place(`${name}nic`, spoke.subscription, spoke.region),
    subnet: `spoke${String(spoke.index)}/machines`,
    privateIPAddresses: [`10.${String(spoke.index)}.1.${String(4 + at)}`],
    enableIPForwarding: false,
  }));
