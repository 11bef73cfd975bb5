/** What is added to a network for a fault or a healthy shape: machines, subnets, tables, networks and peerings. */
import type { NetworkInterface, Peering, Route, Subnet, VirtualMachine, VirtualNetwork } from '../topology/topology';
import type { FaultTarget } from './fault-target';

type Place = Pick<VirtualNetwork, 'subscription' | 'resourceGroup' | 'location'>;

/** Where a resource lies that belongs to a network. */
export const placeOf = ({ subscription, resourceGroup, location }: VirtualNetwork): Place => ({ subscription, resourceGroup, location });

/** A machine that runs, with one NIC, which is named after it. */
export function addMachine({ topology }: FaultTarget, network: VirtualNetwork, subnet: string, name: string, address: string, more: Partial<VirtualMachine> = {}, moreOfNic: Partial<NetworkInterface> = {}): void {
  topology.networkInterfaces.push({ name: `${name}-nic`, ...placeOf(network), subnet: `${network.name}/${subnet}`, privateIPAddresses: [address], enableIPForwarding: false, ...moreOfNic });
  topology.virtualMachines.push({ name, ...placeOf(network), powerState: 'running', networkInterfaces: [`${name}-nic`], ...more });
}

/** A machine that forwards, as its NIC may. */
export const addAppliance = (target: FaultTarget, network: VirtualNetwork, subnet: string, name: string, address: string): void => {
  addMachine(target, network, subnet, name, address, { forwards: true }, { enableIPForwarding: true });
};

/** A route table beside a network, in the place of the one that the subnet has. */
export function addTable({ topology }: FaultTarget, network: VirtualNetwork, subnet: Subnet, name: string, routes: Route[], disableBgpRoutePropagation = false): void {
  topology.routeTables.push({ name, ...placeOf(network), disableBgpRoutePropagation, routes });
  subnet.routeTable = name;
}

export function addSubnet(network: VirtualNetwork, name: string, addressPrefix: string): Subnet {
  const subnet: Subnet = { name, addressPrefixes: [addressPrefix] };
  network.subnets.push(subnet);
  return subnet;
}

export const toAppliance = (name: string, addressPrefix: string, nextHopIpAddress: string): Route => ({ name, addressPrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress });

/** A network in the place of another one. */
export function addNetwork({ topology }: FaultTarget, beside: VirtualNetwork, name: string, addressPrefix: string, subnets: Subnet[] = []): VirtualNetwork {
  const network: VirtualNetwork = { name, ...placeOf(beside), addressPrefixes: [addressPrefix], subnets, peerings: [] };
  topology.virtualNetworks.push(network);
  return network;
}

const side = (name: string, remote: string, more: Partial<Peering>): Peering => ({
  name,
  remote,
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  allowGatewayTransit: false,
  useRemoteGateways: false,
  ...more,
});

/** Both sides of a peering. @param ofA what the side of the first network says besides */
export function peer(a: VirtualNetwork, b: VirtualNetwork, ofA: Partial<Peering> = {}, ofB: Partial<Peering> = {}): void {
  a.peerings.push(side(`${a.name}-to-${b.name}`, b.name, ofA));
  b.peerings.push(side(`${b.name}-to-${a.name}`, a.name, ofB));
}

/** A peering that the hub has with a network that the topology does not show, by its id. */
export const peerAway = (network: VirtualNetwork, remoteId: string, more: Partial<Peering> = {}): void => {
  network.peerings.push(side(`${network.name}-to-${remoteId.split('/').at(-1) ?? ''}`, remoteId, more));
};

/** Settings of a run that go with a fault. */
export const setting = ({ topology }: FaultTarget, settings: Readonly<Record<string, string>>): void => {
  topology.settings.environment = { ...topology.settings.environment, ...settings };
};
