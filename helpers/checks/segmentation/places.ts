/**
 * Where packets start and end in a spoke: the addresses of its machines' NICs, and those of their subnets that no machine has, each with the routes and rules that hold there.
 * For an address that no machine has these are the subnet's: its routes, and the group at the subnet.
 */
import type { Range } from '../../estate/address-cells';
import { addressText, rangeOf, without } from '../../estate/address-cells';
import type { Estate } from '../../estate/estate';
import type { FlowMember } from '../../estate/flows';
import { gatewaySubnetName } from '../../estate/network-parts';
import type { MachineNic, Machines } from '../../estate/machines';
import { observationOf } from '../../estate/nic-observation';
import { onceFor } from '../../estate/prefix-lookup';
import type { Reading } from '../../estate/reading';
import { readingIn } from '../../estate/reading-in';
import { keyOf, sameId } from '../../estate/resource-id';
import { routeServerSubnetName } from '../../estate/route-server-seat';
import { scaleSetsAt } from '../../estate/scale-sets';
import type { EffectiveRoute, EffectiveSecurityGroup, Subnet, Survey } from '../../estate/survey';
import type { Finding } from '../../findings/finding';
import type { PacketEnd } from '../../path/let-through';

/** Addresses at which the same routes and rules hold. */
export interface Place {
  /** What flows may say of them; those of one place are told apart by no flow but by machine. */
  readonly members: readonly Member[];
  readonly routes: readonly EffectiveRoute[];
  /** Why the routes are not known. */
  readonly unrouted?: Finding;
  readonly groups: readonly EffectiveSecurityGroup[];
  /** What may apply besides and was not read. */
  readonly lacks?: Finding;
  /** By which `estateOfPlaces` knows its routes. */
  readonly nicId: string;
  /** Made once for each address. */
  readonly ends: Map<number, PacketEnd>;
}

export interface Member {
  readonly of: FlowMember;
  readonly ranges: readonly Range[];
  readonly machine?: MachineNic;
}

export interface Places {
  readonly places: readonly Place[];
  /** Subnets without a machine: nothing says which rules and routes would hold there. */
  readonly leftOut: readonly Subnet[];
}

export const placesIn: (estate: Estate) => (spokeId: string) => Reading<Places> = onceFor((estate) => {
  const known = new Map<string, Reading<Places>>();
  return (spokeId) => {
    const made = known.get(keyOf(spokeId)) ?? placesOf(estate, spokeId);
    known.set(keyOf(spokeId), made);
    return made;
  };
});

function placesOf(estate: Estate, spokeId: string): Reading<Places> {
  const [network, machines] = [estate.network(spokeId), estate.machinesIn(spokeId)];
  if (network.status === 'unread') return network;
  if (machines.status === 'unread') return machines;
  const bySubnet = network.value.subnets.filter(({ name }) => !special.has(name.toLowerCase())).map((subnet) => ({ subnet, places: placesInSubnet(estate, spokeId, subnet, machines.value) }));
  return { status: 'read', value: { places: bySubnet.flatMap(({ places }) => places), leftOut: bySubnet.filter(({ places }) => places.length === 0).map(({ subnet }) => subnet) } };
}

/** Where Azure lets nobody put a machine. */
const special = new Set([gatewaySubnetName, routeServerSubnetName, 'AzureFirewallSubnet', 'AzureFirewallManagementSubnet', 'AzureBastionSubnet'].map((name) => name.toLowerCase()));

function placesInSubnet(estate: Estate, spokeId: string, subnet: Subnet, machines: Machines): Place[] {
  const { survey } = estate;
  const nics = machines.nics.filter((one) => sameId(one.subnet.id, subnet.id));
  const unread = machines.unread.find((one) => sameId(one.subnet.id, subnet.id));
  const scaleSetIds = scaleSetsAt([subnet]);
  const unseen: Finding | undefined = unread
    ? { kind: 'not-read', what: { of: 'nic', id: unread.nicId }, problem: unread.problem, matters: { kind: 'machine-in-subnet', subnetId: subnet.id } }
    : scaleSetIds.length > 0
      ? { kind: 'instances-not-read', subnetId: subnet.id, scaleSetIds }
      : undefined;
  if (nics.length === 0 && !unseen) return [];
  const shared = ofSubnet(survey, subnet, nics, unseen);
  return [...alike(nics.map((one) => placeOfNic(survey, one, shared))), ...placeOfNobody(estate, spokeId, subnet, shared, unseen)];
}

interface Shared {
  readonly routes: readonly EffectiveRoute[] | undefined;
  readonly groups: readonly EffectiveSecurityGroup[] | undefined;
  /** Why one of these is not known. */
  readonly lacks: Finding | undefined;
}

/** What any NIC of a subnet that was read tells of the subnet. */
function ofSubnet(survey: Survey, subnet: Subnet, nics: readonly MachineNic[], unseen: Finding | undefined): Shared {
  const [routes] = nics.flatMap(({ nic }) => valueOf(readingIn(survey.effectiveRoutes, nic.id)));
  const [read] = nics.flatMap(({ nic }) => valueOf(readingIn(survey.effectiveSecurityGroups, nic.id)));
  const groups = subnet.networkSecurityGroupId === undefined && !read ? [] : read?.filter(({ association }) => association === 'subnet');
  const [lacks] = nics.flatMap((one) => whyNotRead(survey, one) ?? []);
  return { routes, groups, lacks: lacks ?? unseen };
}

const valueOf = <T>(reading: Reading<T>): T[] => (reading.status === 'read' ? [reading.value] : []);

/** That its machine does not run, or a problem. */
function whyNotRead(survey: Survey, one: MachineNic): Finding | undefined {
  for (const [of, observation] of [['effective-rules', observationOf(survey.effectiveSecurityGroups, one)], ['effective-routes', observationOf<unknown>(survey.effectiveRoutes, one)]] as const) {
    if (observation.kind === 'not-running') return { kind: 'nic-idle', vmId: observation.vmId, ...(observation.powerState !== undefined && { powerState: observation.powerState }) };
    if (observation.kind === 'unread') return { kind: 'not-read', what: { of, id: one.nic.id }, problem: observation.problem };
  }
  return undefined;
}

function placeOfNic(survey: Survey, one: MachineNic, shared: Shared): Place {
  const { nic } = one;
  const [own] = valueOf(readingIn(survey.effectiveRoutes, nic.id));
  const [rules] = valueOf(readingIn(survey.effectiveSecurityGroups, nic.id));
  const why = whyNotRead(survey, one);
  const routes = own ?? shared.routes;
  const ranges = nic.ipConfigurations.filter(({ subnetId }) => sameId(subnetId, one.subnet.id)).flatMap(({ privateIPAddress }) => rangeOf(privateIPAddress) ?? []);
  // The subnet's group holds in any case, and where the NIC has none of its own there is nothing else.
  const isWhole = rules !== undefined || (shared.groups !== undefined && nic.networkSecurityGroupId === undefined);
  return {
    ...{ members: [{ of: one, ranges, machine: one }], nicId: nic.id, ends: new Map() },
    ...{ routes: routes ?? [], groups: rules ?? shared.groups ?? [] },
    ...(!routes && why && { unrouted: why }),
    ...(!isWhole && why && { lacks: why }),
  };
}

/** The NICs of a subnet at which the same routes and rules hold are one place. What forwards is a place of its own, for its packets may come back to it. */
function alike(places: readonly Place[]): Place[] {
  if (places.length < 2) return [...places];
  const found = new Map<string, Place>();
  for (const place of places) {
    const { routes, unrouted, groups, lacks, nicId, members } = place;
    const key = members.some(({ machine }) => machine?.nic.enableIPForwarding) ? nicId : JSON.stringify([routes, unrouted, groups, lacks]);
    const first = found.get(key);
    found.set(key, first ? { ...first, members: [...first.members, ...members] } : place);
  }
  return [...found.values()];
}

/** What has an address without being a machine (a private endpoint, a load balancer) goes by other rules, and is left out. */
function placeOfNobody({ survey }: Estate, spokeId: string, subnet: Subnet, { routes, groups, lacks }: Shared, unseen: Finding | undefined): Place[] {
  const free = without(subnet.addressPrefixes.flatMap(usable), heldIn(survey)(subnet));
  if (free.length === 0) return [];
  const why = unseen ?? (groups ? undefined : lacks);
  return [
    {
      ...{ members: [{ of: { spokeId, subnet }, ranges: free }], nicId: `${subnet.id}/addresses`, ends: new Map() },
      ...{ routes: routes ?? [], groups: groups ?? [] },
      ...(!routes && lacks && { unrouted: lacks }),
      ...(why && { lacks: why }),
    },
  ];
}

/** Azure keeps the first four addresses and the last one of a subnet's prefix for itself ("Virtual networks FAQ"). */
function usable(prefix: string): Range[] {
  const range = rangeOf(prefix);
  return range && range.last - range.first > 4 ? [{ first: range.first + 4, last: range.last - 1 }] : [];
}

/** The addresses in a subnet that anything which was read has. */
const heldIn: (survey: Survey) => (subnet: Subnet) => number[] = onceFor((survey) => {
  const held = new Map<string, number[]>();
  const add = ({ subnetId, privateIPAddress }: { readonly subnetId: string; readonly privateIPAddress: string }): void => {
    const range = rangeOf(privateIPAddress);
    if (range) held.set(keyOf(subnetId), [...(held.get(keyOf(subnetId)) ?? []), range.first]);
  };
  for (const reading of Object.values(survey.networkInterfaces)) if (reading.status === 'read') reading.value.ipConfigurations.forEach(add);
  for (const reading of Object.values(survey.firewalls)) if (reading.status === 'read') reading.value.addresses.forEach(add);
  for (const reading of Object.values(survey.loadBalancers)) if (reading.status === 'read') reading.value.frontends.forEach(add);
  for (const reading of Object.values(survey.routingAppliances)) if (reading.status === 'read') reading.value.addresses.forEach(add);
  return (subnet) => held.get(keyOf(subnet.id)) ?? [];
});

/** The estate in which every place has its routes. */
export const estateOfPlaces: (estate: Estate) => Estate = onceFor((estate) => {
  const { survey } = estate;
  const places = survey.spokeIds.map(placesIn(estate)).flatMap(valueOf).flatMap((one) => one.places);
  const routes = Object.fromEntries(places.map((place): [string, Reading<readonly EffectiveRoute[]>] => [keyOf(place.nicId), { status: 'read', value: place.routes }]));
  return { ...estate, survey: { ...survey, effectiveRoutes: { ...survey.effectiveRoutes, ...routes } } };
});

/** A packet's end at an address of a place. */
export function endAt(place: Place, address: number): PacketEnd {
  const known = place.ends.get(address) ?? madeEnd(place, address);
  place.ends.set(address, known);
  return known;
}

function madeEnd({ members, nicId, groups, lacks, unrouted }: Place, number: number): PacketEnd {
  const member = members.find(({ ranges }) => ranges.some(({ first, last }) => first <= number && number <= last));
  if (!member) throw new Error(`No member of the place of ${nicId} has ${addressText(number)}.`);
  const { of: { spokeId, subnet }, machine } = member;
  const address = addressText(number);
  const [vmId, nic] = [machine?.vmId ?? subnet.id, machine?.nic ?? { name: subnet.name, location: '', enableIPForwarding: false, ipConfigurations: [] }];
  const vm: MachineNic['vm'] = machine?.vm ?? { status: 'unread', problem: { kind: 'not-found', request: '', message: 'no machine has the address' } };
  const made: MachineNic = { spokeId, subnet, nic: { ...nic, id: nicId }, vmId, vm, address, ref: { nicId: machine?.nic.id ?? nicId, vmId, spokeId, subnetId: subnet.id, address } };
  return { nic: made, isMachine: machine !== undefined, groups, ...(lacks && { lacks }), ...(unrouted && { unrouted }) };
}
