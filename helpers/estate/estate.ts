/** The survey, indexed: built once for each survey, asked by everything that judges or follows a packet. It holds no verdicts. */
import type { Firewall, LoadBalancer, RoutingAppliance, SubnetAddress } from './forwarder-shapes';
import type { MachineNic, Machines } from './machines';
import { machinesIn } from './machines';
import type { PairSource } from './nic-pairs';
import { pairCountOf, pairSourcesOf } from './nic-pairs';
import { parseAddress } from './prefix';
import { firstValue, onceFor, prefixLookup } from './prefix-lookup';
import type { Reading } from './reading';
import { readingIn } from './reading-in';
import { keyOf } from './resource-id';
import { networkIdOf } from './network-parts';
import type { Key, NetworkInterface, Peering, Readings, RouteTable, Subnet, Survey, VirtualMachine, VirtualNetwork } from './survey';
import type { Label } from './survey-labels';
import { labelsIn } from './survey-labels';

/** One side of a peering: the network that it belongs to, and the one that it leads to. */
export interface PeeringSide {
  readonly owner: string;
  readonly remote: string;
}

/** A network of the deployment with what came of reading it. */
export interface SurveyedNetwork {
  readonly id: string;
  readonly reading: Reading<VirtualNetwork>;
}

/** What has an address without being a machine. */
export type ForwarderAt =
  | { readonly kind: 'firewall'; readonly firewall: Firewall }
  | { readonly kind: 'load-balancer'; readonly loadBalancer: LoadBalancer; readonly frontendId: string }
  | { readonly kind: 'routing-appliance'; readonly appliance: RoutingAppliance };

export interface Estate {
  readonly survey: Survey;
  /** Short names, unique among resources of a type. For the room of words. */
  readonly label: Label;
  readonly hub: SurveyedNetwork;
  readonly spokes: readonly SurveyedNetwork[];
  network(id: string): Reading<VirtualNetwork>;
  routeTable(id: string): Reading<RouteTable>;
  virtualMachine(id: string): Reading<VirtualMachine>;
  /** The machines of a spoke; unread where its virtual network is. */
  machinesIn(spokeId: string): Reading<Machines>;
  /** The NICs of the machines in all spokes. */
  readonly nics: readonly MachineNic[];
  nic(id: string): MachineNic | undefined;
  /** The NICs of the machines in a virtual machine. */
  nicsOf(vmId: string): readonly MachineNic[];
  /** Every way from a machine's NIC in one spoke to one in another, and the gaps where machines could not be read, by where they start. */
  readonly pairSources: readonly PairSource[];
  /** How many pairs of machines' NICs there are. */
  readonly pairCount: number;
  /** The peering of one side, where its network was read and has one. */
  peering(side: PeeringSide): Peering | undefined;
  /** The peering over which a network reaches an address: of those that have synced a prefix with it, the one with the longest. */
  peeringTowards(networkId: string, address: string): Peering | undefined;
  /** The NIC with this address in this network. Undefined for what is no NIC, and for a NIC that was not read. */
  holderIn(networkId: string, address: string): NetworkInterface | undefined;
  /** The same of what is no machine: an Azure Firewall, a load balancer, a routing appliance. */
  forwarderIn(networkId: string, address: string): ForwarderAt | undefined;
  /** Whether something that was read has this address, in whichever network. */
  isHeld(address: string): boolean;
  /** The subnet of a network that an address lies in, where the network was read. */
  subnetIn(networkId: string, address: string): Subnet | undefined;
}

/** One estate for one survey, however often it is asked for. */
export const estateOf: (survey: Survey) => Estate = onceFor(build);

function build(survey: Survey): Estate {
  const network = (id: string): Reading<VirtualNetwork> => readingIn(survey.virtualNetworks, id);
  const machines = new Map(survey.spokeIds.map((id) => [keyOf(id), machinesIn(survey, id)]));
  const machinesOf = (spokeId: string): Reading<Machines> => machines.get(keyOf(spokeId)) ?? machinesIn(survey, spokeId);
  const nics = [...machines.values()].flatMap((reading) => (reading.status === 'read' ? reading.value.nics : []));
  const nicByKey = new Map(nics.map((nic) => [keyOf(nic.nic.id), nic]));
  const nicsByVm = once(() => byVm(nics));
  const holders = once(() => holdersIn(survey));
  const forwarders = once(() => forwardersIn(survey));
  const spokeMachines = survey.spokeIds.map((id) => ({ id, machines: machinesOf(id) }));
  const label = once(() => labelsIn(survey));
  return {
    survey,
    label: (id) => label()(id),
    hub: { id: survey.hubId, reading: network(survey.hubId) },
    spokes: survey.spokeIds.map((id) => ({ id, reading: network(id) })),
    network,
    routeTable: (id) => readingIn(survey.routeTables, id),
    virtualMachine: (id) => readingIn(survey.virtualMachines, id),
    machinesIn: machinesOf,
    nics,
    nic: (id) => nicByKey.get(keyOf(id)),
    nicsOf: (vmId) => nicsByVm().get(keyOf(vmId)) ?? [],
    pairSources: pairSourcesOf(spokeMachines),
    pairCount: pairCountOf(spokeMachines),
    peering({ owner, remote }) {
      const reading = network(owner);
      return reading.status === 'read' ? peeringsByRemote(reading.value.peerings).get(keyOf(remote)) : undefined;
    },
    peeringTowards(networkId, address) {
      const reading = network(networkId);
      return reading.status === 'read' ? remotePrefixesOf(reading.value.peerings).deciding(address) : undefined;
    },
    holderIn: (networkId, address) => holders().get(placeKey(networkId, address)),
    forwarderIn: (networkId, address) => forwarders().get(placeKey(networkId, address)),
    isHeld: (address) => [...holders().keys(), ...forwarders().keys()].some((key) => key.endsWith(` ${parseAddress(address)?.toString() ?? address}`)),
    subnetIn(networkId, address) {
      const reading = network(networkId);
      return reading.status === 'read' ? subnetPrefixesOf(reading.value.subnets).deciding(address) : undefined;
    },
  };
}

/** Of two to one network the first, as in a search. */
const peeringsByRemote = onceFor((peerings: readonly Peering[]) => new Map([...peerings].reverse().map((peering) => [keyOf(peering.remoteVirtualNetworkId), peering])));

const remotePrefixesOf = onceFor((peerings: readonly Peering[]) => prefixLookup(peerings, ({ syncedRemotePrefixes }) => syncedRemotePrefixes, firstValue));

const subnetPrefixesOf = onceFor((subnets: readonly Subnet[]) => prefixLookup(subnets, ({ addressPrefixes }) => addressPrefixes, firstValue));

function byVm(nics: readonly MachineNic[]): Map<Key, MachineNic[]> {
  const found = new Map<Key, MachineNic[]>();
  for (const nic of nics) found.set(keyOf(nic.vmId), [...(found.get(keyOf(nic.vmId)) ?? []), nic]);
  return found;
}

/** One and the same address may be somebody else's in another network. */
const placeKey = (networkId: string, address: string): Key => `${keyOf(networkId)} ${parseAddress(address)?.toString() ?? address}`;

function holdersIn(survey: Survey): Map<Key, NetworkInterface> {
  const nics = Object.values(survey.networkInterfaces).flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  const entries = nics.flatMap((nic) => nic.ipConfigurations.map(({ subnetId, privateIPAddress }) => [placeKey(networkIdOf(subnetId), privateIPAddress), nic] as const));
  return new Map(entries.reverse());
}

function forwardersIn({ firewalls, loadBalancers, routingAppliances }: Survey): Map<Key, ForwarderAt> {
  const at = (addresses: readonly SubnetAddress[], found: ForwarderAt): (readonly [Key, ForwarderAt])[] => addresses.map(({ subnetId, privateIPAddress }) => [placeKey(networkIdOf(subnetId), privateIPAddress), found] as const);
  return new Map([
    ...valuesOf(firewalls).flatMap((firewall) => at(firewall.addresses, { kind: 'firewall', firewall })),
    ...valuesOf(loadBalancers).flatMap((loadBalancer) => loadBalancer.frontends.flatMap((frontend) => at([frontend], { kind: 'load-balancer', loadBalancer, frontendId: frontend.id }))),
    ...valuesOf(routingAppliances).flatMap((appliance) => at(appliance.addresses, { kind: 'routing-appliance', appliance })),
  ]);
}

const valuesOf = <T>(map: Readings<T>): T[] => Object.values(map).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
