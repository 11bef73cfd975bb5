/** The reference network enlarged: a healthy hub with a Route Server and any number of spokes, over any number of subscriptions and regions. */
import type { NetworkInterface, Peering, Placed, Route, RouteTable, Topology, VirtualMachine, VirtualNetwork } from '../topology/topology';

/** What is not given is 1. */
export interface Size {
  /** 1 to 16,000. */
  readonly spokes: number;
  /** The hub lies in the first; the spokes are dealt out over all of them in turn. */
  readonly subscriptions?: number;
  /** Of each spoke, one NIC each: 1 to 250. */
  readonly machinesPerSpoke?: number;
  /** Up to 12, over which the spokes are dealt out in turn; the hub lies in the first. */
  readonly regions?: number;
  /** In each spoke's table: one that covers all of them, or one for every other spoke. One where not given. */
  readonly routesPerSpoke?: 'one' | 'each';
}

export const limitsOfSize = { spokes: 16_000, subscriptions: 16_000, machinesPerSpoke: 250, regions: 12 } as const;

/** A variable of the environment holds some 128 KB; beyond so many, a run finds the spokes by the hub's peerings. */
const mostNamed = 500;

const regionNames = ['westeurope', 'northeurope', 'eastus', 'westus2', 'southeastasia', 'eastasia', 'australiaeast', 'uksouth', 'francecentral', 'japaneast', 'brazilsouth', 'southafricanorth'];

/** Throws RangeError for a number beyond `limitsOfSize`, or that is none. Resources are named `hub`, `spoke007`, `spoke007rt`, `spoke007vm1`, `spoke007vm1nic`, with as many digits as it takes. */
export function generatedTopology(size: Size): Topology {
  const { spokes: count, subscriptions = 1, machinesPerSpoke = 1, regions = 1, routesPerSpoke = 'one' } = size;
  for (const [name, value] of Object.entries({ spokes: count, subscriptions, machinesPerSpoke, regions })) checkRange(name as keyof typeof limitsOfSize, value);
  const spokes = numbered(count).map((index) => spokeAt(index, { count, subscriptions, regions }));
  const routed = [{ name: 'all', prefix: '10.0.0.0/8' }];
  const others = spokes.map(({ name, machines: prefix }) => ({ name, prefix }));
  const machines = spokes.flatMap((spoke) => numbered(machinesPerSpoke).map((index) => ({ spoke, index })));
  return {
    name: 'generated',
    description: `${String(count)} spokes of ${String(machinesPerSpoke)} machines in ${String(subscriptions)} subscriptions and ${String(regions)} regions; ${routesPerSpoke === 'one' ? 'one route' : 'a route for each other spoke'} in every table.`,
    subscriptions: numbered(subscriptions).map((index) => ({ id: subscriptionId(index), displayName: `subscription ${String(index + 1)}` })),
    virtualNetworks: [hubNetwork(spokes), ...spokes.map(spokeNetwork)],
    routeTables: spokes.map((spoke) => routeTable(spoke, routesPerSpoke === 'one' ? routed : others.filter(({ name }) => name !== spoke.name))),
    networkSecurityGroups: [],
    applicationSecurityGroups: [],
    routeServers: [
      { ...hubPlace, name: 'routeserver', subnet: 'hub/RouteServerSubnet', provisioningState: 'Succeeded', routingState: 'Provisioned', allowBranchToBranchTraffic: true, bgpConnections: [] },
    ],
    virtualNetworkGateways: [],
    networkInterfaces: machines.map(networkInterface),
    virtualMachines: machines.map(virtualMachine),
    scaleSets: [],
    settings: { hub: 'hub', ...(count <= mostNamed && { spokes: spokes.map(({ name }) => name) }) },
  };
}

function checkRange(name: keyof typeof limitsOfSize, value: number): void {
  const most = limitsOfSize[name];
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name} is a whole number from 1 to ${String(most)}, not ${String(value)}`);
}

interface Spoke extends Placed {
  readonly index: number;
  /** The address prefixes of the network, a /22, and of the subnet of its machines. */
  readonly network: string;
  readonly machines: string;
  /** Without its last number. */
  readonly addresses: string;
}

interface Machine {
  readonly spoke: Spoke;
  readonly index: number;
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const subscriptionId = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
const regionAt = (index: number): string => regionNames[index] ?? '';
const hubPlace = { subscription: subscriptionId(0), resourceGroup: 'hubrg', location: regionAt(0) };
const instances = ['10.0.1.4', '10.0.1.5'];

/** Beyond the hub's 10.0.0.0/16 there is room for 64 networks of /22 in each /16. */
function spokeAt(index: number, { count, subscriptions, regions }: { count: number; subscriptions: number; regions: number }): Spoke {
  const name = `spoke${String(index + 1).padStart(String(count).length, '0')}`;
  const base = `10.${String(1 + Math.floor(index / 64))}.${String((index % 64) * 4)}`;
  return {
    ...{ index, name, subscription: subscriptionId(index % subscriptions), resourceGroup: `${name}rg`, location: regionAt(index % regions) },
    ...{ network: `${base}.0/22`, machines: `${base}.0/24`, addresses: base },
  };
}

const placeOf = ({ subscription, resourceGroup, location }: Spoke): Omit<Placed, 'name'> => ({ subscription, resourceGroup, location });

function peering(name: string, remote: string, side: Partial<Peering>): Peering {
  return { name, remote, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false, ...side };
}

const hubNetwork = (spokes: readonly Spoke[]): VirtualNetwork => ({
  ...hubPlace,
  name: 'hub',
  addressPrefixes: ['10.0.0.0/16'],
  subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.1.0/26'] }],
  peerings: spokes.map(({ name }) => peering(`hub-${name}`, name, { allowGatewayTransit: true })),
});

const spokeNetwork = (spoke: Spoke): VirtualNetwork => ({
  ...placeOf(spoke),
  name: spoke.name,
  addressPrefixes: [spoke.network],
  subnets: [{ name: 'machines', addressPrefixes: [spoke.machines], routeTable: `${spoke.name}rt` }],
  peerings: [peering(`${spoke.name}-hub`, 'hub', { useRemoteGateways: true })],
});

const routeTable = (spoke: Spoke, to: readonly { name: string; prefix: string }[]): RouteTable => ({
  ...placeOf(spoke),
  name: `${spoke.name}rt`,
  disableBgpRoutePropagation: false,
  routes: to.map(({ name, prefix }): Route => ({ name: `to-${name}`, addressPrefix: prefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: instances[spoke.index % 2] ?? '' })),
});

const machineName = ({ spoke, index }: Machine): string => `${spoke.name}vm${String(index + 1)}`;

const networkInterface = (machine: Machine): NetworkInterface => ({
  ...placeOf(machine.spoke),
  name: `${machineName(machine)}nic`,
  subnet: `${machine.spoke.name}/machines`,
  privateIPAddresses: [`${machine.spoke.addresses}.${String(4 + machine.index)}`],
  enableIPForwarding: false,
});

const virtualMachine = (machine: Machine): VirtualMachine => ({
  ...placeOf(machine.spoke),
  name: machineName(machine),
  powerState: 'running',
  networkInterfaces: [`${machineName(machine)}nic`],
});
