/** Finds every ref of a topology that leads nowhere or to several resources, and every resource that is there twice. */
import { applicationGroupMistakes } from './application-group-mistakes';
import { forwardersOfKind, type PlacedForwarder } from './forwarders';
import { followNetworkInterface, followNetworkSecurityGroup, followRouteTable, followScaleSet, followSubnet, followVirtualNetwork, type Followed } from './references';
import { whileUnchanged } from './remember';
import {
  applicationSecurityGroupId,
  azureFirewallId,
  loadBalancerId,
  networkInterfaceId,
  networkSecurityGroupId,
  routeServerId,
  routeTableId,
  sameText,
  scaleSetId,
  virtualMachineId,
  virtualNetworkApplianceId,
  virtualNetworkGatewayId,
  virtualNetworkId,
} from './resource-ids';
import { nicPlaces } from './scale-sets';
import type { Peering, Placed, Ref, Topology, VirtualNetwork } from './topology';

/** One line for each mistake, beginning with its place: `virtualMachines[0].networkInterfaces[1]: there is no network interface "nic2"`. */
export function referenceMistakes(topology: Topology): string[] {
  return whileUnchanged(topology, () => [
    ...refsIn(topology).flatMap(({ place, follow }) => mistakeAt(place, follow(topology))),
    ...applicationGroupMistakes(topology),
    ...strayResources(topology),
    ...doubleAttachments(topology),
  ]);
}

interface RefAt {
  readonly place: string;
  readonly follow: (topology: Topology) => Followed<unknown>;
}

function mistakeAt(place: string, followed: Followed<unknown>): string[] {
  return 'mistake' in followed ? [`${place}: ${followed.mistake}`] : [];
}

function refsIn(topology: Topology): RefAt[] {
  const { virtualNetworks, connectedGroups = [], networkInterfaces, routeServers, virtualNetworkGateways, virtualMachines, scaleSets, settings } = topology;
  return [
    ...virtualNetworks.flatMap((network, index) => [
      ...network.subnets.flatMap((subnet, at) => [
        ...refAt(`virtualNetworks[${String(index)}].subnets[${String(at)}].routeTable`, subnet.routeTable, followRouteTable),
        ...refAt(`virtualNetworks[${String(index)}].subnets[${String(at)}].networkSecurityGroup`, subnet.networkSecurityGroup, followNetworkSecurityGroup),
        ...(subnet.forwarders ?? []).flatMap(({ backends = [] }, number) =>
          backends.flatMap((nic, of) => refAt(`virtualNetworks[${String(index)}].subnets[${String(at)}].forwarders[${String(number)}].backends[${String(of)}]`, nic, followBackend(network))),
        ),
      ]),
      ...network.peerings.flatMap((peering, at) => peeringRefs(network, peering, `virtualNetworks[${String(index)}].peerings[${String(at)}]`)),
    ]),
    ...connectedGroups.flatMap(({ members }, index) => members.flatMap((member, at) => refAt(`connectedGroups[${String(index)}].members[${String(at)}]`, member, followVirtualNetwork))),
    ...routeServers.flatMap(({ subnet }, index) => refAt(`routeServers[${String(index)}].subnet`, subnet, followSubnet)),
    ...virtualNetworkGateways.flatMap(({ subnet }, index) => refAt(`virtualNetworkGateways[${String(index)}].subnet`, subnet, followSubnet)),
    ...networkInterfaces.flatMap((nic, index) => [
      ...refAt(`networkInterfaces[${String(index)}].subnet`, nic.subnet, followSubnet),
      ...refAt(`networkInterfaces[${String(index)}].networkSecurityGroup`, nic.networkSecurityGroup, followNetworkSecurityGroup),
    ]),
    ...virtualMachines.flatMap((vm, index) => [
      ...vm.networkInterfaces.flatMap((nic, at) => refAt(`virtualMachines[${String(index)}].networkInterfaces[${String(at)}]`, nic, followNetworkInterface)),
      ...refAt(`virtualMachines[${String(index)}].scaleSet`, vm.scaleSet, followFlexibleScaleSet),
    ]),
    ...nicPlaces(scaleSets).flatMap(({ nic, place }) => [
      ...refAt(`${place}.subnet`, nic.subnet, followSubnet),
      ...refAt(`${place}.networkSecurityGroup`, nic.networkSecurityGroup, followNetworkSecurityGroup),
    ]),
    ...refAt('settings.hub', settings.hub, followRemote),
    ...(settings.spokes ?? []).flatMap((spoke, index) => refAt(`settings.spokes[${String(index)}]`, spoke, followRemote)),
    ...refAt('settings.expectations.hub', settings.expectations?.hub, followRemote),
    ...Object.entries(settings.expectations?.spokes ?? {}).flatMap(([name, { id }]) => refAt(`settings.expectations.spokes.${name}.id`, id, followRemote)),
  ];
}

/** The remote network, and the subnets of either side that a subnet peering names. Of a network outside the topology none is known. */
function peeringRefs(network: VirtualNetwork, { remote, localSubnetNames = [], remoteSubnetNames = [] }: Peering, place: string): RefAt[] {
  const mistake = ({ name: of, subnets }: VirtualNetwork, name: string): Followed<unknown> =>
    subnets.some((subnet) => sameText(subnet.name, name)) ? { found: name } : { mistake: `the virtual network "${of}" has no subnet "${name}"` };
  return [
    ...refAt(`${place}.remote`, remote, followRemote),
    ...localSubnetNames.map((name, at) => ({ place: `${place}.localSubnetNames[${String(at)}]`, follow: () => mistake(network, name) })),
    ...remoteSubnetNames.map((name, at) => ({
      place: `${place}.remoteSubnetNames[${String(at)}]`,
      follow: (topology: Topology): Followed<unknown> => {
        const followed = followVirtualNetwork(topology, remote);
        return 'found' in followed ? mistake(followed.found, name) : { found: name };
      },
    })),
  ];
}

function refAt(place: string, ref: Ref | undefined, follow: (topology: Topology, ref: Ref) => Followed<unknown>): RefAt[] {
  return ref === undefined ? [] : [{ place, follow: (topology) => follow(topology, ref) }];
}

function followFlexibleScaleSet(topology: Topology, ref: Ref): Followed<unknown> {
  const set = followScaleSet(topology, ref);
  return 'found' in set && set.found.orchestration !== 'flexible' ? { mistake: `"${ref}" is uniform; its machines are its instances` } : set;
}

/** What a load balancer has behind it lies in its own network. */
const followBackend =
  (network: VirtualNetwork) =>
  (topology: Topology, ref: Ref): Followed<unknown> => {
    const nic = followNetworkInterface(topology, ref);
    const place = 'found' in nic ? followSubnet(topology, nic.found.subnet) : nic;
    return 'found' in place && place.found.network !== network ? { mistake: `"${ref}" lies outside ${network.name}, the network of the load balancer` } : place;
  };

/** A network may lie outside the topology, as another tenant's does; then only its full id can name it. */
function followRemote(topology: Topology, ref: Ref): Followed<unknown> {
  return ref.startsWith('/') ? { found: ref } : followVirtualNetwork(topology, ref);
}

function strayResources(topology: Topology): string[] {
  return [
    ...strays('virtualNetworks', topology.virtualNetworks, virtualNetworkId, topology),
    ...strays('routeTables', topology.routeTables, routeTableId, topology),
    ...strays('networkSecurityGroups', topology.networkSecurityGroups, networkSecurityGroupId, topology),
    ...strays('applicationSecurityGroups', topology.applicationSecurityGroups, applicationSecurityGroupId, topology),
    ...strays('routeServers', topology.routeServers, routeServerId, topology),
    ...strays('virtualNetworkGateways', topology.virtualNetworkGateways, virtualNetworkGatewayId, topology),
    ...strays('networkInterfaces', topology.networkInterfaces, networkInterfaceId, topology),
    ...strays('virtualMachines', topology.virtualMachines, virtualMachineId, topology),
    ...strays('scaleSets', topology.scaleSets, scaleSetId, topology),
    ...straysAt(placeOfForwarder(topology), forwardersOfKind(topology, 'firewall'), azureFirewallId, topology),
    ...straysAt(placeOfForwarder(topology), forwardersOfKind(topology, 'load-balancer'), loadBalancerId, topology),
    ...straysAt(placeOfForwarder(topology), forwardersOfKind(topology, 'routing-appliance'), virtualNetworkApplianceId, topology),
    ...topology.virtualNetworks.flatMap((network, index) => [
      ...repeated(`virtualNetworks[${String(index)}].subnets`, network.subnets),
      ...repeated(`virtualNetworks[${String(index)}].peerings`, network.peerings),
      ...repeated(`virtualNetworks[${String(index)}].adminRules`, network.adminRules ?? []),
    ]),
    ...topology.scaleSets.flatMap(({ instances }, index) => [
      ...repeated(`scaleSets[${String(index)}].instances`, instances.map(({ instanceId }) => ({ name: instanceId }))),
      ...instances.flatMap(({ networkInterfaces }, at) => repeated(`scaleSets[${String(index)}].instances[${String(at)}].networkInterfaces`, networkInterfaces)),
    ]),
    ...repeated('connectedGroups', topology.connectedGroups ?? []),
    ...topology.routeTables.flatMap(({ routes }, index) => repeated(`routeTables[${String(index)}].routes`, routes)),
  ];
}

const strays = <T extends Placed>(list: string, resources: readonly T[], idOf: (resource: T) => string, topology: Topology): string[] =>
  straysAt((resource: T) => `${list}[${String(resources.indexOf(resource))}]`, resources, idOf, topology);

function straysAt<T extends Placed>(placeOf: (resource: T) => string, resources: readonly T[], idOf: (resource: T) => string, { subscriptions }: Topology): string[] {
  const isRepeated = repeats(resources, idOf);
  return resources.flatMap((resource, index) => [
    ...(subscriptions.some(({ id }) => sameText(id, resource.subscription)) ? [] : [`${placeOf(resource)}.subscription: "${resource.subscription}" is not among the subscriptions`]),
    ...(isRepeated(index)
      ? [`${placeOf(resource)}: there is another "${resource.name}" in the resource group ${resource.resourceGroup}`]
      : []),
  ]);
}

const placeOfForwarder =
  ({ virtualNetworks }: Topology) =>
  ({ network, subnet, forwarder }: PlacedForwarder): string =>
    [
      `virtualNetworks[${String(virtualNetworks.indexOf(network))}]`,
      `subnets[${String(network.subnets.indexOf(subnet))}]`,
      `forwarders[${String(subnet.forwarders?.indexOf(forwarder))}]`,
    ].join('.');

function repeated(list: string, children: readonly { name: string }[]): string[] {
  const isRepeated = repeats(children, ({ name }) => name);
  return children.flatMap(({ name }, index) => (isRepeated(index) ? [`${list}[${String(index)}]: there is another "${name}"`] : []));
}

/** Whether an item's text, in whatever case, is that of an item before it. */
function repeats<T>(items: readonly T[], textOf: (item: T) => string): (index: number) => boolean {
  const seen = new Set<string>();
  const repeated = items.map((item) => {
    const text = textOf(item).toLowerCase();
    const isThere = seen.has(text);
    seen.add(text);
    return isThere;
  });
  return (index) => repeated[index] === true;
}

/** A NIC can be attached to one machine only. */
function doubleAttachments(topology: Topology): string[] {
  const attached = topology.virtualMachines.flatMap((vm, index) =>
    vm.networkInterfaces.flatMap((ref, at) => {
      const nic = followNetworkInterface(topology, ref);
      return 'found' in nic ? [{ nic: nic.found, place: `virtualMachines[${String(index)}].networkInterfaces[${String(at)}]` }] : [];
    }),
  );
  return attached.flatMap(({ nic, place }, index) => {
    const first = attached.findIndex((other) => other.nic === nic);
    return first < index ? [`${place}: "${nic.name}" is attached already at ${attached[first]?.place ?? ''}`] : [];
  });
}
