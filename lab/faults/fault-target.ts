/** What a fault is injected into: a lab's topology, with its parts at hand by their role, and its behaviour. */
import type { NetworkInterface, NetworkSecurityGroup, Peering, Route, RouteServer, RouteTable, SecurityRule, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../topology/topology';
import type { LabParts } from './fault';

export interface FaultTarget extends LabParts {
  readonly topology: Topology;
}

/** Throws where a topology lacks what a fault is to change: then the fault does not fit it. */
function there<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the topology has no ${what}`);
  return value;
}

export const hubOf = ({ topology }: FaultTarget): VirtualNetwork => networkNamed(topology, topology.settings.hub);

/** @param number from 1 */
export const spokeOf = ({ topology }: FaultTarget, number: number): VirtualNetwork => networkNamed(topology, there(topology.settings.spokes?.[number - 1], `spoke ${String(number)}`));

export const networkNamed = ({ virtualNetworks }: Topology, name: string): VirtualNetwork => there(virtualNetworks.find((network) => network.name === name), name);

export const routeServerSubnetOf = (target: FaultTarget): Subnet => there(hubOf(target).subnets.find(({ name }) => name === 'RouteServerSubnet'), 'RouteServerSubnet');

export const gatewaySubnetOf = (target: FaultTarget): Subnet => there(hubOf(target).subnets.find(({ name }) => name === 'GatewaySubnet'), 'GatewaySubnet');

export const routeServerOf = ({ topology }: FaultTarget): RouteServer => there(topology.routeServers[0], 'Route Server');

/** The hub's side of the peering to a spoke. */
export const hubSideOf = (target: FaultTarget, number: number): Peering => there(hubOf(target).peerings.find(({ remote }) => remote === spokeOf(target, number).name), 'peering of the hub');

export const spokeSideOf = (target: FaultTarget, number: number): Peering => there(spokeOf(target, number).peerings.find(({ remote }) => remote === hubOf(target).name), 'peering of the spoke');

/** Makes the peerings of both spokes subnet peerings, of their machines' subnets with these of the hub. */
export function subnetPeerings(target: FaultTarget, ...ofHub: readonly string[]): void {
  for (const number of [1, 2]) {
    const ofSpoke = [machineSubnetOf(target, number).name];
    Object.assign(hubSideOf(target, number), { peerCompleteVnets: false, localSubnetNames: ofHub, remoteSubnetNames: ofSpoke });
    Object.assign(spokeSideOf(target, number), { peerCompleteVnets: false, localSubnetNames: ofSpoke, remoteSubnetNames: ofHub });
  }
}

/** The subnet of a spoke that has machines in it. */
export const machineSubnetOf = (target: FaultTarget, number: number): Subnet => there(spokeOf(target, number).subnets[0], 'subnet');

export function tableOf(target: FaultTarget, number: number): RouteTable {
  const name = there(machineSubnetOf(target, number).routeTable, 'route table');
  return there(target.topology.routeTables.find((table) => table.name === name), name);
}

export const routeOf = (target: FaultTarget, number: number): Route => there(tableOf(target, number).routes[0], 'route');

export function nicOf(target: FaultTarget, number: number): NetworkInterface {
  const network = spokeOf(target, number).name;
  return there(target.topology.networkInterfaces.find(({ subnet }) => subnet.startsWith(`${network}/`)), 'NIC');
}

export function machineOf(target: FaultTarget, number: number): VirtualMachine {
  const nic = nicOf(target, number).name;
  return there(target.topology.virtualMachines.find(({ networkInterfaces }) => networkInterfaces.includes(nic)), 'machine');
}

export const machineNamed = ({ virtualMachines }: Topology, name: string): VirtualMachine => there(virtualMachines.find((machine) => machine.name === name), name);

/** A VPN gateway in a network that has none. */
export function addGatewayTo({ topology }: FaultTarget, network: string, prefix: string): void {
  const { subscription, resourceGroup, location, subnets } = networkNamed(topology, network);
  subnets.push({ name: 'GatewaySubnet', addressPrefixes: [prefix] });
  topology.virtualNetworkGateways.push({ name: `${network}-gateway`, subscription, resourceGroup, location, subnet: `${network}/GatewaySubnet`, gatewayType: 'Vpn', activeActive: false, asn: 65010 });
}

/** Makes a security group beside a network and returns its name, for a subnet or a NIC to name. */
export function addSecurityGroup({ topology }: FaultTarget, { subscription, resourceGroup, location }: VirtualNetwork, rules: SecurityRule[]): string {
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

/** `addressIn('10.2.0.0/16', '7.4')` is 10.2.7.4: another ending of the first address. */
export const addressIn = (prefix: string | undefined, ending: string): string => (prefix ?? '').split('/')[0]?.split('.').slice(0, -ending.split('.').length).concat(ending).join('.') ?? '';

/** The names of a network's parts, by the placeholders that stand for them in what a fault states. */
export function partNames(target: FaultTarget): Record<string, string> {
  const optional = (name: () => string): string => {
    try {
      return name();
    } catch {
      return 'nothing of the kind';
    }
  };
  return {
    hub: hubOf(target).name,
    spoke1: spokeOf(target, 1).name,
    spoke2: spokeOf(target, 2).name,
    space1: spokeOf(target, 1).addressPrefixes[0] ?? '',
    hubSide1: hubSideOf(target, 1).name,
    side1: spokeSideOf(target, 1).name,
    side2: spokeSideOf(target, 2).name,
    vm1: machineOf(target, 1).name,
    vm2: machineOf(target, 2).name,
    nic1: nicOf(target, 1).name,
    address1: nicOf(target, 1).privateIPAddresses[0] ?? '',
    address2: nicOf(target, 2).privateIPAddresses[0] ?? '',
    table1: optional(() => tableOf(target, 1).name),
    route1: optional(() => routeOf(target, 1).name),
    routeServer: routeServerOf(target).name,
  };
}

export function removeFrom<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
