/** Sends one packet out of a NIC and follows it, hop by hop, to the machine that receives it or to the place where it is lost. */
import { remembers, type Forwarder } from '../topology/forwarders';
import type { PeeringPair } from '../topology/peerings';
import type { NetworkInterface, VirtualMachine, VirtualNetwork } from '../topology/topology';
import type { SubnetPlace } from '../topology/references';
import type { Holder, World } from '../topology/world';
import { contains, sameAddress } from '../addresses/addresses';
import { pickByHash } from '../addresses/pick-by-hash';
import { stoppedByAppliance } from './appliance';
import { decidingRoutes } from './deciding-routes';
import { deliver, stoppedAtPeering, stoppedByRules, type Arrival, type Journey } from './delivery';
import { effectiveRoutes, type EffectiveRoute } from './effective-routes';
import { beyondGateway, memberWith, peeringTowards, throughGateway, throughRouteServer } from './fabric-transit';
import { throughForwarder } from './forwarders';
import { gatewayToEdge } from './learned-routes';
import { because, describeRoute, isLost, loss, type Loss } from './loss';

/**
 * Where several routes decide at equal cost, Azure picks one by a hash of the connection. A path that works for some connections only is broken, so the packet
 * is followed along all of them, and the first loss counts. Only among stateful appliances, where following all would show nothing, one is picked.
 */
export function travel(journey: Journey, nic: NetworkInterface, passed: readonly Hop[] = []): Arrival | Loss {
  const { world, packet } = journey;
  if (passed.includes(nic)) return loop(passed, nic);
  const stopped = stoppedByRules(journey, nic, 'Outbound');
  if (stopped) return stopped;
  const deciding = decidingRoutes(effectiveRoutes(world, nic), packet.destination);
  const hops = deciding.flatMap((route) => hopsOf(route).map((hop) => ({ route, hop })));
  const isHashed = hops.length > 1 && hops.every(({ hop }) => isStateful(world, world.placeOf(nic), hop));
  const ways = isHashed ? hops.slice(pickByHash(packet.source, packet.destination, hops.length)).slice(0, 1) : hops;
  const outcomes = alongAll(journey, ways.map(({ route, hop }) => (onThisWay: Journey) => follow(onThisWay, nic, route, hop, [...passed, nic])));
  return outcomes.find(isLost) ?? outcomes[0] ?? loss('no-route', nic.name, `no active route of ${nic.name} matches ${packet.destination}`);
}

/** What a packet has surely been through is what lies on each of its ways. */
function alongAll(journey: Journey, ways: readonly ((onThisWay: Journey) => Arrival | Loss)[]): (Arrival | Loss)[] {
  const followed = ways.map((follow) => {
    const surely = new Set(journey.passed.surely);
    return { surely, outcome: follow({ ...journey, passed: { ...journey.passed, surely } }) };
  });
  for (const appliance of followed[0]?.surely ?? []) if (followed.every(({ surely }) => surely.has(appliance))) journey.passed.surely.add(appliance);
  return followed.map(({ outcome }) => outcome);
}

function isStateful(world: World, from: SubnetPlace, hop: string | undefined): boolean {
  const place = hop === undefined ? undefined : networkOfHop(world, from, hop).place;
  const holder = hop === undefined || !place ? undefined : world.holderOf(place, hop);
  return (holder?.kind === 'nic' && holder.vm?.stateful === true) || (holder?.kind === 'forwarder' && remembers(holder.forwarder));
}

/** What a packet has been sent through: NICs that it left by, and what forwards without one. */
type Hop = NetworkInterface | Forwarder;

/** The TTL that Linux sends a packet out with. */
const initialTtl = 64;

/** A packet that loops from `hop` on. What forwards without a NIC reports nothing. */
function loop(passed: readonly Hop[], hop: Hop): Loss {
  const start = passed.indexOf(hop);
  const ttlEndsAt = passed[start + ((initialTtl - start) % (passed.length - start))];
  return { ...loss('loop', hop.name, `${[...passed, hop].map(({ name }) => name).join(' → ')} is a loop`), ...(ttlEndsAt && 'privateIPAddresses' in ttlEndsAt && { ttlEndsAt }) };
}

const hopsOf = ({ nextHopIpAddress }: EffectiveRoute): readonly (string | undefined)[] => (nextHopIpAddress.length > 0 ? nextHopIpAddress : [undefined]);

function follow(journey: Journey, nic: NetworkInterface, route: EffectiveRoute, hop: string | undefined, passed: readonly Hop[]): Arrival | Loss {
  const place = journey.world.placeOf(nic);
  const { network } = place;
  const decides = `${journey.packet.destination} matches ${describeRoute(route)} on ${nic.name}`;
  if (hop !== undefined) return because(decides, throughAddress(journey, place, hop, passed));
  switch (route.nextHopType) {
    case 'VnetLocal':
      return deliver(journey, network);
    case 'VNetPeering':
    case 'VNetGlobalPeering':
      return acrossPeering(journey, place);
    case 'ConnectedGroup':
      return toMember(journey, network);
    case 'VirtualNetworkGateway':
      return because(decides, throughGateway(journey, place, fromGateway(journey, passed)));
    case 'None':
      return loss('next-hop-none', nic.name, decides);
    default:
      return loss('next-hop-outside', nic.name, decides);
  }
}

/** No peering is crossed, so no peering can deny it. */
function toMember(journey: Journey, network: VirtualNetwork): Arrival | Loss {
  const member = memberWith(journey.world, network, journey.packet.destination);
  return member ? deliver(journey, member) : loss('no-machine', network.name, `no network connected with ${network.name} has ${journey.packet.destination}`);
}

function acrossPeering(journey: Journey, from: SubnetPlace): Arrival | Loss {
  const { world, packet } = journey;
  const { network } = from;
  const pair = peeringTowards(world, from, packet.destination);
  if (!pair?.remoteNetwork) return loss('no-machine', network.name, `no network peered with ${network.name} has ${packet.destination}`);
  return stoppedAtPeering(journey, pair) ?? deliver(journey, pair.remoteNetwork);
}

const fromGateway = (journey: Journey, passed: readonly Hop[]) => (gateway: SubnetPlace, hop: string): Arrival | Loss => throughAddress(journey, gateway, hop, passed, 'gateway');

/** The network that a next hop lies in, and the peering that leads there from another one, if it is no connected group that does. */
function networkOfHop(world: World, from: SubnetPlace, hop: string): { readonly place: VirtualNetwork | undefined; readonly pair?: PeeringPair | undefined } {
  if (from.network.addressPrefixes.some((prefix) => contains(prefix, hop))) return { place: from.network };
  const pair = peeringTowards(world, from, hop);
  return pair ? { place: pair.remoteNetwork, pair } : { place: memberWith(world, from.network, hop) };
}

/** A next hop must be reached directly: it lies in the own network or in one peered with it, and no route is looked up for it. */
function throughAddress(journey: Journey, from: SubnetPlace, hop: string, passed: readonly Hop[], sentBy: 'gateway' | 'others' = 'others'): Arrival | Loss {
  const { world } = journey;
  const { network } = from;
  const { place, pair } = networkOfHop(world, from, hop);
  const holder = place && world.holderOf(place, hop);
  const gateway = holder?.kind === 'gateway' ? holder.gateway : place ? undefined : gatewayToEdge(world, from, hop);
  if (gateway && sentBy === 'gateway') return loss('loop', gateway.name, `${gateway.name} sends it to itself`);
  if (gateway) return beyondGateway(journey, from, gateway, fromGateway(journey, passed));
  if (!place) return loss('next-hop-unheld', network.name, `${hop} lies neither in ${network.name} nor in a network peered with it`);
  if (!holder || holder.kind === 'gateway') return loss('next-hop-unheld', place.name, `nothing in ${place.name} has the address ${hop}`);
  const stopped = pair && stoppedAtPeering(journey, pair, sentBy);
  return stopped ?? throughHolder(journey, place, hop, holder, passed);
}

function throughHolder(journey: Journey, place: VirtualNetwork, hop: string, holder: Exclude<Holder, { readonly kind: 'gateway' }>, passed: readonly Hop[]): Arrival | Loss {
  if (sameAddress(hop, journey.packet.destination)) return deliver(journey, place);
  switch (holder.kind) {
    case 'route-server':
      return throughRouteServer(journey, holder.routeServer);
    case 'forwarder':
      return throughKnownForwarder(journey, { network: place, subnet: holder.subnet }, holder.forwarder, passed);
    case 'private-endpoint':
      return loss('next-hop-does-not-forward', holder.name, `${hop} is the private endpoint ${holder.name}, which forwards nothing`);
    case 'nic':
      return throughAppliance(journey, holder, passed);
  }
}

/** What the table of its subnet leads back to it goes round for ever. */
function throughKnownForwarder(journey: Journey, place: SubnetPlace, forwarder: Forwarder, passed: readonly Hop[]): Arrival | Loss {
  if (passed.includes(forwarder)) return loop(passed, forwarder);
  const onTheWay = [...passed, forwarder];
  return throughForwarder(
    journey,
    place,
    forwarder,
    (backends) => alongAll(journey, backends.map((backend) => (onThisWay: Journey) => throughAppliance(onThisWay, backend, onTheWay))),
    (from, hop) => throughAddress(journey, from, hop, onTheWay, from.subnet === place.subnet ? 'others' : 'gateway'),
  );
}

/** An appliance forwards when Azure lets its NIC take packets for others and the guest passes them on. */
function throughAppliance(journey: Journey, { nic, vm }: Extract<Holder, { kind: 'nic' }>, passed: readonly Hop[]): Arrival | Loss {
  if (!vm) return loss('next-hop-does-not-forward', nic.name, `${nic.name} is attached to no machine`);
  // No guest takes a packet from the network that says it comes from the guest itself (RFC 1812, 5.3.7).
  const own = journey.world.networkInterfacesOf(vm).flatMap(({ privateIPAddresses }) => privateIPAddresses);
  if (own.some((address) => sameAddress(address, journey.packet.source))) return loss('came-back', nic.name, `it comes back to ${vm.name}, which sent it`);
  if (vm.powerState !== 'running') return loss('next-hop-does-not-forward', vm.name, `${vm.name} is ${vm.powerState}`);
  if (!nic.enableIPForwarding) return loss('next-hop-does-not-forward', nic.name, `IP forwarding is off on ${nic.name}`);
  if (vm.forwards !== true) return loss('next-hop-does-not-forward', vm.name, `the guest of ${vm.name} does not forward`);
  return stoppedByRules(journey, nic, 'Inbound') ?? stoppedByAppliance(journey, vm) ?? sendOn(journey, vm, nic, passed);
}

/** A guest of several NICs sends by the one in whose subnet the destination lies, else by the primary one, which has the default route; that one, too, must be let forward. */
function sendOn(journey: Journey, vm: VirtualMachine, tookIt: NetworkInterface, passed: readonly Hop[]): Arrival | Loss {
  const { world, packet } = journey;
  const nics = world.networkInterfacesOf(vm);
  const isNear = (nic: NetworkInterface): boolean => world.placeOf(nic).subnet.addressPrefixes.some((prefix) => contains(prefix, packet.destination));
  const nic = nics.find(isNear) ?? nics[0] ?? tookIt;
  return nic.enableIPForwarding ? travel(journey, nic, passed) : loss('next-hop-does-not-forward', nic.name, `IP forwarding is off on ${nic.name}`);
}
