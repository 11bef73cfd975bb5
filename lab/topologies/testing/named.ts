/** A built-in topology with its parts at hand by name, for tests that change it. */
import type { NetworkInterface, NetworkSecurityGroup, Peering, RouteServer, RouteTable, SecurityRule, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../../topology/topology';
import { createWorld, type World } from '../../topology/world';
import { builtInTopology, type BuiltInTopology } from '../built-in';

export interface Named {
  readonly topology: Topology;
  readonly world: World;
  network(name: string): VirtualNetwork;
  subnet(name: string): Subnet;
  peering(name: string): Peering;
  routeTable(name: string): RouteTable;
  routeServer(): RouteServer;
  nic(name: string): NetworkInterface;
  vm(name: string): VirtualMachine;
  /** Adds a group with these rules beside the network of a NIC, and returns its name for a ref. */
  addSecurityGroup(name: string, ...rules: Partial<SecurityRule>[]): string;
}

/** Every part is looked up when asked for; a name that isn't there throws. */
export function named(builtIn: BuiltInTopology): Named {
  const topology = builtInTopology(builtIn);
  const { virtualNetworks, routeTables, networkSecurityGroups, networkInterfaces, virtualMachines } = topology;
  return {
    topology,
    world: createWorld(topology),
    network: (name) => the(name, virtualNetworks),
    subnet: (name) =>
      the(
        name,
        virtualNetworks.flatMap(({ subnets }) => subnets),
      ),
    peering: (name) =>
      the(
        name,
        virtualNetworks.flatMap(({ peerings }) => peerings),
      ),
    routeTable: (name) => the(name, routeTables),
    routeServer: () => first(topology.routeServers),
    nic: (name) => the(name, networkInterfaces),
    vm: (name) => the(name, virtualMachines),
    addSecurityGroup(name, ...rules) {
      const { subscription, resourceGroup, location } = first(virtualNetworks);
      networkSecurityGroups.push({ name, subscription, resourceGroup, location, rules: rules.map(withDefaults) } satisfies NetworkSecurityGroup);
      return name;
    },
  };
}

function withDefaults(rule: Partial<SecurityRule>, index: number): SecurityRule {
  return {
    name: `rule${String(index)}`,
    priority: 100 + index,
    direction: 'Inbound',
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefixes: ['*'],
    sourcePortRanges: ['*'],
    destinationAddressPrefixes: ['*'],
    destinationPortRanges: ['*'],
    ...rule,
  };
}

function the<T extends { name: string }>(name: string, list: readonly T[]): T {
  return first(list.filter((item) => item.name === name));
}

function first<T>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw new Error('The topology has no such part.');
  return item;
}
