/**
 * The topology with its refs followed and its ids made: what the rest of the lab asks. Tests and faults change the topology
 * while the lab is up, so every answer is derived when it is asked for.
 */
import { sameAddress } from '../addresses/addresses';
import { firstFreeAddresses } from '../addresses/free-addresses';
import type { Forwarder } from './forwarders';
import { peeringPairs, type PeeringPair } from './peerings';
import { referenceMistakes } from './reference-mistakes';
import { byText, followApplicationSecurityGroup, followNetworkInterface, followNetworkSecurityGroup, followRouteTable, followScaleSet, followSubnet, followVirtualNetwork, mustFollow, type SubnetPlace } from './references';
import { remember } from './remember';
import {
  networkInterfaceId,
  networkSecurityGroupId,
  peeringId,
  routeServerId,
  routeTableId,
  subnetId,
  virtualMachineId,
  virtualNetworkGatewayId,
  virtualNetworkId,
} from './resource-ids';
import { everyMachine, everyNic, type ScaleSet } from './scale-sets';
import type {
  ApplicationSecurityGroup,
  NetworkInterface,
  NetworkSecurityGroup,
  Ref,
  RouteServer,
  RouteTable,
  Subnet,
  Topology,
  VirtualMachine,
  VirtualNetwork,
  VirtualNetworkGateway,
} from './topology';
import { TopologyError } from './topology-error';

/** Who has an address in a network. A NIC may be attached to no machine. */
export type Holder =
  | { readonly kind: 'nic'; readonly nic: NetworkInterface; readonly vm: VirtualMachine | undefined }
  | { readonly kind: 'route-server'; readonly routeServer: RouteServer }
  | { readonly kind: 'gateway'; readonly gateway: VirtualNetworkGateway }
  | { readonly kind: 'private-endpoint'; readonly name: string }
  | { readonly kind: 'forwarder'; readonly forwarder: Forwarder; readonly subnet: Subnet };

/** Look-ups by id disregard case and answer undefined for what is not there. Followers of refs throw TopologyError for a ref that leads nowhere. */
export interface World {
  /** May be changed in place; the next question sees the change. */
  readonly topology: Topology;

  virtualNetwork(id: string): VirtualNetwork | undefined;
  subnet(id: string): SubnetPlace | undefined;
  peering(id: string): PeeringPair | undefined;
  routeTable(id: string): RouteTable | undefined;
  networkSecurityGroup(id: string): NetworkSecurityGroup | undefined;
  routeServer(id: string): RouteServer | undefined;
  virtualNetworkGateway(id: string): VirtualNetworkGateway | undefined;
  networkInterface(id: string): NetworkInterface | undefined;
  virtualMachine(id: string): VirtualMachine | undefined;

  /** The id of the network that a ref of the settings names, be it in the topology or not. */
  virtualNetworkIdOf(ref: Ref): string;
  /** Where a resource lies that has a `subnet`. */
  placeOf(resource: NetworkInterface | RouteServer | VirtualNetworkGateway): SubnetPlace;
  routeTableOf(subnet: Subnet): RouteTable | undefined;
  networkSecurityGroupOf(associated: Subnet | NetworkInterface): NetworkSecurityGroup | undefined;
  /** The flexible scale set that a machine belongs to. */
  scaleSetOf(vm: VirtualMachine): ScaleSet | undefined;
  /** Every machine: those of the list, and those of uniform scale sets. */
  machines(): VirtualMachine[];
  /** The NICs of a machine, the primary one first. */
  networkInterfacesOf(vm: VirtualMachine): NetworkInterface[];
  virtualMachineOf(nic: NetworkInterface): VirtualMachine | undefined;

  /** Those that a NIC says it is in, or that a rule names. */
  applicationSecurityGroupsAt(refs: readonly Ref[] | undefined): ApplicationSecurityGroup[];
  /** Its members. */
  networkInterfacesInGroup(group: ApplicationSecurityGroup): NetworkInterface[];
  networkInterfacesIn(subnet: Subnet): NetworkInterface[];
  networkInterfacesWith(group: NetworkSecurityGroup): NetworkInterface[];
  subnetsWith(associated: RouteTable | NetworkSecurityGroup): SubnetPlace[];
  peeringsOf(network: VirtualNetwork): PeeringPair[];
  /** The other members of the connected groups that a network is a member of, each once. */
  connectedWith(network: VirtualNetwork): VirtualNetwork[];
  routeServersIn(network: VirtualNetwork): RouteServer[];
  gatewaysIn(network: VirtualNetwork): VirtualNetworkGateway[];

  /** The instance addresses: as given, else the first two free ones of the subnet; none unless Provisioned. */
  virtualRouterIps(routeServer: RouteServer): string[];
  /** The private addresses of a gateway's instances in its subnet: two where active-active, else one. */
  gatewayAddresses(gateway: VirtualNetworkGateway): string[];
  /** Who has the address in this network; the same address may be another's in another network. */
  holderOf(network: VirtualNetwork, address: string): Holder | undefined;
}

/** The items by each of the things that they have. */
function byEach<Item, Thing>(items: readonly Item[], thingsOf: (item: Item) => readonly Thing[]): Map<Thing, Item[]> {
  const found = new Map<Thing, Item[]>();
  for (const item of items) {
    for (const thing of new Set(thingsOf(item))) {
      const before = found.get(thing);
      if (before) before.push(item);
      else found.set(thing, [item]);
    }
  }
  return found;
}

/** Throws TopologyError with all refs that lead nowhere or to several resources, each with its place. */
export function createWorld(topology: Topology): World {
  const mistakes = referenceMistakes(topology);
  if (mistakes.length > 0) throw new TopologyError(mistakes);

  const everySubnet = (): SubnetPlace[] => topology.virtualNetworks.flatMap((network) => network.subnets.map((subnet) => ({ network, subnet })));
  const byId = <T>(list: () => readonly T[], idOf: (item: T) => string): ((id: string) => T | undefined) => {
    const indexOf = (): Map<string, T[]> => remember(topology, indexOf, '', () => byText(list(), (item) => [idOf(item)]));
    return (id) => indexOf().get(id.toLowerCase())?.[0];
  };

  const placeOf: World['placeOf'] = ({ name, subnet }) => mustFollow(followSubnet(topology, subnet), `the subnet of ${name}`);
  const routeTableOf: World['routeTableOf'] = ({ name, routeTable }) =>
    routeTable === undefined ? undefined : mustFollow(followRouteTable(topology, routeTable), `the route table of ${name}`);
  const networkSecurityGroupOf: World['networkSecurityGroupOf'] = ({ name, networkSecurityGroup }) =>
    networkSecurityGroup === undefined ? undefined : mustFollow(followNetworkSecurityGroup(topology, networkSecurityGroup), `the network security group of ${name}`);
  const applicationSecurityGroupsAt: World['applicationSecurityGroupsAt'] = (refs = []) => refs.map((ref) => mustFollow(followApplicationSecurityGroup(topology, ref), 'a NIC or rule'));
  const networkInterfacesOf: World['networkInterfacesOf'] = ({ name, networkInterfaces }) =>
    networkInterfaces.map((ref) => mustFollow(followNetworkInterface(topology, ref), `a network interface of ${name}`));
  const machinesByNic = (): Map<NetworkInterface, VirtualMachine[]> => remember(topology, machinesByNic, '', () => byEach(everyMachine(topology), networkInterfacesOf));
  const virtualMachineOf: World['virtualMachineOf'] = (nic) => machinesByNic().get(nic)?.[0];
  const nicsBySubnet = (): Map<Subnet, NetworkInterface[]> => remember(topology, nicsBySubnet, '', () => byEach(everyNic(topology), (nic) => [placeOf(nic).subnet]));
  const networkInterfacesIn: World['networkInterfacesIn'] = (subnet) => nicsBySubnet().get(subnet) ?? [];
  const nicsByGroup = (): Map<NetworkSecurityGroup | undefined, NetworkInterface[]> =>
    remember(topology, nicsByGroup, '', () => byEach(everyNic(topology), (nic) => [networkSecurityGroupOf(nic)]));
  const placesByAssociated = (): Map<RouteTable | NetworkSecurityGroup | undefined, SubnetPlace[]> =>
    remember(topology, placesByAssociated, '', () => byEach<SubnetPlace, RouteTable | NetworkSecurityGroup | undefined>(everySubnet(), ({ subnet }) => [routeTableOf(subnet), networkSecurityGroupOf(subnet)]));
  const inNetwork = <T extends RouteServer | VirtualNetworkGateway>(resources: readonly T[], network: VirtualNetwork): T[] =>
    resources.filter((resource) => placeOf(resource).network === network);

  const addressesIn = (subnet: Subnet): string[] => networkInterfacesIn(subnet).flatMap(({ privateIPAddresses }) => privateIPAddresses);
  const virtualRouterIps: World['virtualRouterIps'] = (routeServer) => {
    const { subnet } = placeOf(routeServer);
    return routeServer.virtualRouterIps ?? (routeServer.routingState === 'Provisioned' ? firstFreeAddresses(subnet, 2, addressesIn(subnet)) : []);
  };
  const gatewayAddresses: World['gatewayAddresses'] = (gateway) => {
    const { subnet } = placeOf(gateway);
    const countOf = ({ activeActive }: VirtualNetworkGateway): number => (activeActive ? 2 : 1);
    const inSubnet = topology.virtualNetworkGateways.filter((other) => placeOf(other).subnet === subnet);
    const before = inSubnet.slice(0, inSubnet.indexOf(gateway)).reduce((sum, other) => sum + countOf(other), 0);
    return firstFreeAddresses(subnet, before + countOf(gateway), addressesIn(subnet)).slice(before);
  };

  const routeServersIn: World['routeServersIn'] = (network) => inNetwork(topology.routeServers, network);
  const gatewaysIn: World['gatewaysIn'] = (network) => inNetwork(topology.virtualNetworkGateways, network);
  const holderOf: World['holderOf'] = (network, address) => {
    const among = (addresses: readonly string[]): boolean => addresses.some((other) => sameAddress(other, address));
    const nic = everyNic(topology).find((candidate) => among(candidate.privateIPAddresses) && placeOf(candidate).network === network);
    if (nic) return { kind: 'nic', nic, vm: virtualMachineOf(nic) };
    const routeServer = routeServersIn(network).find((candidate) => among(virtualRouterIps(candidate)));
    if (routeServer) return { kind: 'route-server', routeServer };
    const gateway = gatewaysIn(network).find((candidate) => among(gatewayAddresses(candidate)));
    if (gateway) return { kind: 'gateway', gateway };
    const endpoint = network.subnets.flatMap(({ privateEndpoints }) => privateEndpoints ?? []).find(({ privateIPAddress }) => among([privateIPAddress]));
    if (endpoint) return { kind: 'private-endpoint', name: endpoint.name };
    const forwarders = network.subnets.flatMap((subnet) => (subnet.forwarders ?? []).map((forwarder) => ({ forwarder, subnet })));
    const found = forwarders.find(({ forwarder }) => among([forwarder.privateIPAddress]));
    return found && { kind: 'forwarder', ...found };
  };

  return {
    topology,
    virtualNetwork: byId(() => topology.virtualNetworks, virtualNetworkId),
    subnet: byId(everySubnet, ({ network, subnet }) => subnetId(network, subnet)),
    peering: byId(
      () => topology.virtualNetworks.flatMap((network) => peeringPairs(topology, network)),
      ({ network, peering }) => peeringId(network, peering),
    ),
    routeTable: byId(() => topology.routeTables, routeTableId),
    networkSecurityGroup: byId(() => topology.networkSecurityGroups, networkSecurityGroupId),
    routeServer: byId(() => topology.routeServers, routeServerId),
    virtualNetworkGateway: byId(() => topology.virtualNetworkGateways, virtualNetworkGatewayId),
    networkInterface: byId(() => everyNic(topology), networkInterfaceId),
    virtualMachine: byId(() => everyMachine(topology), virtualMachineId),
    virtualNetworkIdOf: (ref) => (ref.startsWith('/') ? ref : virtualNetworkId(mustFollow(followVirtualNetwork(topology, ref), 'settings'))),
    placeOf,
    routeTableOf,
    networkSecurityGroupOf,
    scaleSetOf: ({ name, scaleSet }) => (scaleSet === undefined ? undefined : mustFollow(followScaleSet(topology, scaleSet), `the scale set of ${name}`)),
    machines: () => everyMachine(topology),
    networkInterfacesOf,
    virtualMachineOf,
    applicationSecurityGroupsAt,
    networkInterfacesInGroup: (group) => everyNic(topology).filter(({ applicationSecurityGroups }) => applicationSecurityGroupsAt(applicationSecurityGroups).includes(group)),
    networkInterfacesIn,
    networkInterfacesWith: (group) => nicsByGroup().get(group) ?? [],
    subnetsWith: (associated) => placesByAssociated().get(associated) ?? [],
    connectedWith: (network) => {
      const groups = (topology.connectedGroups ?? []).map(({ name, members }) => members.map((member) => mustFollow(followVirtualNetwork(topology, member), `the connected group ${name}`)));
      return [...new Set(groups.filter((members) => members.includes(network)).flat())].filter((member) => member !== network);
    },
    peeringsOf: (network) => peeringPairs(topology, network),
    routeServersIn,
    gatewaysIn,
    virtualRouterIps,
    gatewayAddresses,
    holderOf,
  };
}
