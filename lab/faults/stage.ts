/** The lab as a fault finds it: its truth, with the parts of the topology at hand by their role. */
import type { NetworkInterface, NetworkSecurityGroup, Peering, Route, RouteServer, RouteTable, SecurityRule, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../topology/topology';
import type { LabParts } from './fault';

export interface Stage extends LabParts {
  readonly topology: Topology;
}

/** Throws where a topology lacks what a fault wants to spoil: then the fault does not fit it. */
function there<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the topology has no ${what}`);
  return value;
}

export const hubOf = ({ topology }: Stage): VirtualNetwork => networkNamed(topology, topology.settings.hub);

/** @param number from 1 */
export const spokeOf = ({ topology }: Stage, number: number): VirtualNetwork => networkNamed(topology, there(topology.settings.spokes?.[number - 1], `spoke ${String(number)}`));

const networkNamed = ({ virtualNetworks }: Topology, name: string): VirtualNetwork => there(virtualNetworks.find((network) => network.name === name), name);

export const routeServerSubnetOf = (stage: Stage): Subnet => there(hubOf(stage).subnets.find(({ name }) => name === 'RouteServerSubnet'), 'RouteServerSubnet');

export const routeServerOf = ({ topology }: Stage): RouteServer => there(topology.routeServers[0], 'Route Server');

/** The hub's side of the peering to a spoke. */
export const hubSideOf = (stage: Stage, number: number): Peering => there(hubOf(stage).peerings.find(({ remote }) => remote === spokeOf(stage, number).name), 'peering of the hub');

export const spokeSideOf = (stage: Stage, number: number): Peering => there(spokeOf(stage, number).peerings.find(({ remote }) => remote === hubOf(stage).name), 'peering of the spoke');

/** The subnet of a spoke that has machines in it. */
export const machineSubnetOf = (stage: Stage, number: number): Subnet => there(spokeOf(stage, number).subnets[0], 'subnet');

export function tableOf(stage: Stage, number: number): RouteTable {
  const name = there(machineSubnetOf(stage, number).routeTable, 'route table');
  return there(stage.topology.routeTables.find((table) => table.name === name), name);
}

export const routeOf = (stage: Stage, number: number): Route => there(tableOf(stage, number).routes[0], 'route');

export function nicOf(stage: Stage, number: number): NetworkInterface {
  const network = spokeOf(stage, number).name;
  return there(stage.topology.networkInterfaces.find(({ subnet }) => subnet.startsWith(`${network}/`)), 'NIC');
}

export function machineOf(stage: Stage, number: number): VirtualMachine {
  const nic = nicOf(stage, number).name;
  return there(stage.topology.virtualMachines.find(({ networkInterfaces }) => networkInterfaces.includes(nic)), 'machine');
}

/** Makes a security group beside a network and returns its name, for a subnet or a NIC to name. */
export function addSecurityGroup({ topology }: Stage, { subscription, resourceGroup, location }: VirtualNetwork, rules: SecurityRule[]): string {
  const group: NetworkSecurityGroup = { name: `nsg-${resourceGroup}-${String(topology.networkSecurityGroups.length)}`, subscription, resourceGroup, location, rules };
  topology.networkSecurityGroups.push(group);
  return group.name;
}

export const sshRule = (name: string, priority: number, direction: SecurityRule['direction'], access: SecurityRule['access'], source = '*'): SecurityRule => ({
  name,
  priority,
  direction,
  access,
  protocol: 'Tcp',
  sourceAddressPrefixes: [source],
  sourcePortRanges: ['*'],
  destinationAddressPrefixes: ['*'],
  destinationPortRanges: ['22'],
});

export function removeFrom<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
