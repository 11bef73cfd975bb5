/** Where the words of a random network put what they add, and what is there already. */
import type { Forwarder } from '../../../lab/topology/forwarders';
import type { NetworkInterface, Route, RouteTable, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../../../lab/topology/topology';

export type Place = Pick<VirtualNetwork, 'subscription' | 'resourceGroup' | 'location'>;

export const placeOf = ({ subscription, resourceGroup, location }: Place): Place => ({ subscription, resourceGroup, location });

export function placeOfHub({ virtualNetworks: [hub] }: Topology): Place {
  if (!hub) throw new Error('a network without a hub');
  return placeOf(hub);
}

/** The hub's, or that of the third network, where appliances are. */
export const appliancesSubnets = ({ virtualNetworks }: Topology): { readonly network: VirtualNetwork; readonly subnet: Subnet }[] =>
  virtualNetworks.flatMap((network) => network.subnets.filter(({ name }) => name === 'appliances').map((subnet) => ({ network, subnet })));

export const forwardersOf = ({ virtualNetworks }: Topology): Forwarder[] => virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ forwarders = [] }) => forwarders));

export const appliancesOf = ({ virtualMachines }: Topology): VirtualMachine[] => virtualMachines.filter(({ forwards }) => forwards === true);

/** Names each NIC and machine once, and no address twice. */
export function addMachine(topology: Topology, network: VirtualNetwork, subnet: Subnet, name: string, address: string, more: Partial<VirtualMachine> = {}): VirtualMachine | undefined {
  if (topology.virtualMachines.some((vm) => vm.name === name) || isTaken(topology, address)) return undefined;
  addNic(topology, network, subnet, `${name}nic`, address, more.forwards === true);
  const vm: VirtualMachine = { name, ...placeOf(network), powerState: 'running', networkInterfaces: [`${name}nic`], ...more };
  topology.virtualMachines.push(vm);
  return vm;
}

export function addNic(topology: Topology, network: VirtualNetwork, subnet: Subnet, name: string, address: string, enableIPForwarding: boolean): NetworkInterface {
  const nic: NetworkInterface = { name, ...placeOf(network), subnet: `${network.name}/${subnet.name}`, privateIPAddresses: [address], enableIPForwarding };
  topology.networkInterfaces.push(nic);
  return nic;
}

export const isTaken = ({ networkInterfaces }: Topology, address: string): boolean => networkInterfaces.some(({ privateIPAddresses }) => privateIPAddresses.includes(address));

export function addTable(topology: Topology, network: VirtualNetwork, name: string, routes: Route[]): RouteTable {
  const table: RouteTable = { name, ...placeOf(network), disableBgpRoutePropagation: false, routes };
  topology.routeTables.push(table);
  return table;
}

export function lead(routes: readonly Route[], nextHopIpAddress: string): void {
  for (const route of routes) Object.assign(route, { nextHopType: 'VirtualAppliance', nextHopIpAddress });
}

/** TRANSIT, with one more address where it is addresses. */
export function meant({ settings }: Topology, address: string): void {
  const { transit = 'route-server' } = settings;
  settings.transit = /^\d/.test(transit) && !transit.split(',').includes(address) ? `${transit},${address}` : transit;
}
