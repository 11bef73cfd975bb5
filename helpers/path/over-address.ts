/** A route with an address leads to whatever has it: an instance of the Route Server, an appliance, a firewall, a load balancer, or nothing that is known. */
import { gatewaySubnetName, subnetNamed } from '../estate/network-parts';
import { powerOf, primaryAddressOf } from '../estate/machines';
import { isWithin, sameAddress } from '../estate/prefix';
import { onceFor } from '../estate/prefix-lookup';
import type { Estate } from '../estate/estate';
import { sameId } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import { misnamedRouteServer, routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import { scaleSetsAt } from '../estate/scale-sets';
import type { NetworkInterface, Subnet, VirtualNetwork } from '../estate/survey';
import type { Finding } from '../findings/finding';
import { circleOf } from './circle';
import { crossPeering, enterNetwork, knowsAddress, leadsAcross, peersSubnets, unreadNetwork } from './cross-peering';
import { connectedNetworkWith } from './connected-group';
import type { Journey, Onward, Standpoint } from './journey';
import { leaveGuest } from './leave-guest';
import { isForwarded, shared } from './shared-ways';
import { passHopRules } from './pass-rules';
import type { Trail } from './path';
import { breaks, clear, followed, unread } from './path';
import { overForwarder } from './over-forwarder';

/** No route is looked up for a next hop: it must lie in the own network, or in one that is peered with it, as the peering knows it. */
export function overAddress(journey: Journey, row: MatchingRoute, address: string, at: Standpoint, onward: Onward): Trail {
  const { estate, to } = journey;
  const own = estate.network(at.networkId);
  if (own.status === 'unread') return unreadNetwork(estate, at.networkId);
  const { isOwn, isPeered, peered, entry } = shared(journey, at.subnet ?? own.value, isForwarded(journey, at.networkId) ? `forwarded ${address}` : address, () => exitTowards(journey, own.value, address, at));
  const member = isOwn || isPeered ? undefined : connectedNetworkWith(estate, at.nicId, address);
  const networkId = isOwn ? own.value.id : (member ?? peered);
  if (networkId === undefined) return outOfReach(journey, row, address, at, onward);
  const entered = (): Trail => (member === undefined ? entry : clear);
  if (sameAddress(address, to.address)) return followed(entered, () => (sameId(networkId, to.spokeId) ? clear : at.drops()));
  return followed(entered, () => unreadNetwork(estate, networkId), () => overHolder(journey, row, address, networkId, at, onward));
}

interface Exit {
  readonly isOwn: boolean;
  /** Whether a peering leads there from this subnet. */
  readonly isPeered: boolean;
  /** The network that the peering for this address leads to. */
  readonly peered?: string;
  /** The way into that network. */
  readonly entry: Trail;
}

function exitTowards(journey: Journey, own: VirtualNetwork, address: string, { networkId, subnet }: Standpoint): Exit {
  const { estate } = journey;
  const isOwn = isWithin(address, own.addressPrefixes);
  const peered = isOwn ? undefined : estate.peeringTowards(networkId, address)?.remoteVirtualNetworkId;
  if (peered === undefined) return { isOwn, isPeered: false, entry: clear };
  const side = { owner: networkId, remote: peered };
  return { isOwn, isPeered: leadsAcross(estate, side, subnet, address), peered, entry: followed(() => peersSubnets(estate, side, subnet, address), () => enterNetwork(journey, side)) };
}

function overHolder(journey: Journey, row: MatchingRoute, address: string, networkId: string, at: Standpoint, onward: Onward): Trail {
  const { estate } = journey;
  const subnet = estate.subnetIn(networkId, address);
  if (isMeantForRouteServer(journey, networkId, address, subnet)) return overRouteServer(journey, row, address, at, onward);
  const nic = estate.holderIn(networkId, address);
  if (nic) return overAppliance(journey, row, nic, address, at, onward);
  const forwarder = estate.forwarderIn(networkId, address);
  if (forwarder) return overForwarder(journey, forwarder, { address, networkId, ...(subnet && { subnet }) }, at, { ...onward, overNic: (behind) => overAppliance(journey, row, behind, undefined, at, onward) });
  // A row that a gateway has learned may name the gateway itself; what it does with the packet is its networks' matter.
  if (subnet?.name.toLowerCase() === gatewaySubnetName.toLowerCase()) return followed(() => ({ beyond: [{ kind: 'edge', networkId, address }] }), () => onward.leaveFabric(journey, networkId, subnet, at.passed, true));
  const scaleSetIds = subnet ? scaleSetsAt([subnet]) : [];
  const seen = { address, networkId, ...(subnet && { subnetId: subnet.id }), ...(scaleSetIds.length > 0 && { scaleSetIds }) };
  return followed(
    () => ({ beyond: [{ kind: 'unseen', ...seen }] }),
    () => (subnet && haveSeveralSubnets(estate, networkId, subnet, scaleSetIds) ? clear : behindUnseen(journey, at, onward.leaveFabric(journey, networkId, subnet, at.passed))),
  );
}

/** The guest of an instance with NICs in several subnets may send on by any of them. */
function haveSeveralSubnets({ network }: Estate, networkId: string, subnet: Subnet, scaleSetIds: readonly string[]): boolean {
  const reading = network(networkId);
  const elsewhere = reading.status === 'read' ? scaleSetsAt(reading.value.subnets.filter(({ id }) => !sameId(id, subnet.id))) : [];
  return elsewhere.some((id) => scaleSetIds.some((one) => sameId(one, id)));
}

/** A gateway is exempt from the setting for forwarded traffic, so where one is meant to be the transit the setting is not missing: the route that leads elsewhere is what is wrong. */
function behindUnseen({ expectations: { transit } }: Journey, at: Standpoint, trail: Trail): Trail {
  const { break: found } = trail;
  return transit.kind === 'gateway' && found?.kind === 'peering-switch-off' && found.setting === 'allowForwardedTraffic' ? at.drops() : trail;
}

/** An address in RouteServerSubnet; where there is no such subnet, with TRANSIT=route-server, an address of the hub that lies in no subnet or in one with nothing in it, so that nothing has it. */
function isMeantForRouteServer({ estate, expectations: { transit } }: Journey, networkId: string, address: string, subnet: Subnet | undefined): boolean {
  const { hub } = estate;
  if (hub.reading.status === 'unread' || !sameId(networkId, hub.id)) return false;
  const ofRouteServer = subnetNamed(hub.reading.value, routeServerSubnetName);
  return ofRouteServer ? isWithin(address, ofRouteServer.addressPrefixes) : transit.kind === 'route-server' && (subnet?.ipConfigurationIds ?? []).length === 0 && !estate.holderIn(networkId, address);
}

function overRouteServer(journey: Journey, deciding: MatchingRoute, address: string, at: Standpoint, onward: Onward): Trail {
  const { estate } = journey;
  const { hubId, routeServer } = estate.survey;
  const misnamed = misnamedRouteServer(estate.survey);
  if (misnamed) return unread({ kind: 'setting-names-nothing', ...misnamed });
  if (routeServer.status === 'unread') return unread({ kind: 'not-read', what: { of: 'route-server', id: hubId }, problem: routeServer.problem });
  const isRouting = routeServer.value && sitsInHub(routeServer.value, hubId) && routeServer.value.routingState.toLowerCase() === 'provisioned';
  if (!isRouting || routeServer.value.virtualRouterIps.length === 0) return breaks({ kind: 'next-hop-is-no-route-server', hubId, nicId: at.nicId ?? journey.from.nic.id, deciding });
  if (!routeServer.value.virtualRouterIps.some((instance) => sameAddress(instance, address))) return at.drops();
  return followed(() => passedRouteServer(estate), () => onward.leaveFabric(journey, hubId, estate.subnetIn(hubId, address), at.passed));
}

/** One and the same for all pairs. */
const passedRouteServer = onceFor(({ survey: { hubId } }: Estate): Trail => ({ beyond: [{ kind: 'route-server', hubId }] }));

/** An appliance forwards when Azure lets its NIC take packets for others and its machine runs; what its guest does is not known. */
function overAppliance(journey: Journey, deciding: MatchingRoute, nic: NetworkInterface, hop: string | undefined, at: Standpoint, onward: Onward): Trail {
  const { estate, from } = journey;
  const address = hop ?? primaryAddressOf(nic);
  const vmId = nic.virtualMachineId;
  const appliance = { kind: 'appliance-does-not-forward', nicId: nic.id, ...(vmId !== undefined && { vmId }), deciding } as const;
  if (vmId === undefined) return breaks({ ...appliance, why: 'no-machine' });
  if (!nic.enableIPForwarding) return breaks({ ...appliance, why: 'ip-forwarding-off' });
  const machine = estate.virtualMachine(vmId);
  if (journey.seeks === 'loss' && powerOf(machine) === 'not running') return breaks({ ...appliance, why: 'machine-off' });
  const circle = at.passed.findIndex((one) => one.takenBy !== undefined && sameId(one.takenBy.id, nic.id));
  if (circle >= 0 || sameId(vmId, from.vmId)) return breaks(inACircle(journey, deciding, nic, at, Math.max(0, circle)));
  const subnetId = nic.ipConfigurations.find(({ privateIPAddress }) => sameAddress(privateIPAddress, address))?.subnetId ?? '';
  return followed(
    () => ({ beyond: [{ kind: 'guest', nicId: nic.id, vmId, address }] }),
    () => passHopRules(journey, nic, 'Inbound'),
    () => leaveGuest(journey, nic, subnetId, at.passed, onward),
  );
}

const inACircle = (journey: Journey, row: MatchingRoute, nic: NetworkInterface, at: Standpoint, start: number): Finding => {
  const circle = circleOf(journey, at.passed.slice(start));
  return { ...circle, ...(circle.nicIds.length === 0 && { nicIds: [nic.id] }), ...(circle.routes.length === 0 && { routes: [{ row }] }) };
};

/** The hub is not to blame for an address that is not the hub's. */
function outOfReach(journey: Journey, deciding: MatchingRoute, address: string, at: Standpoint, onward: Onward): Trail {
  const { estate } = journey;
  const isLearned = deciding.route.source.toLowerCase() === 'virtualnetworkgateway';
  const [holder] = networksWith(journey, at.networkId, address);
  if (holder !== undefined) return followed(() => knowsAddress(estate, { owner: at.networkId, remote: holder }, address), () => at.drops());
  // What a gateway has learned may name a provider's router, which lies in no network of Azure.
  if (isLearned) return overEdge(journey, address, at, onward);
  return breaks({ kind: 'next-hop-out-of-reach', address, networkId: at.networkId, deciding, ...(at.nicId !== undefined && { nicId: at.nicId }) });
}

/** To a provider by the gateway of the hub, and back by it. */
function overEdge(journey: Journey, address: string, at: Standpoint, onward: Onward): Trail {
  const { estate } = journey;
  const { hubId } = estate.survey;
  const subnet = estate.hub.reading.status === 'read' ? subnetNamed(estate.hub.reading.value, gatewaySubnetName) : undefined;
  return followed(
    () => ({ beyond: [{ kind: 'edge', networkId: hubId, address }] }),
    () => (sameId(at.networkId, hubId) ? clear : crossPeering(estate, { owner: at.networkId, remote: hubId })),
    () => onward.leaveFabric(journey, hubId, subnet, at.passed, true),
  );
}

/** The hub, or a network that this one is peered with, where it has the address today. */
function networksWith({ estate }: Journey, networkId: string, address: string): string[] {
  const own = estate.network(networkId);
  const peered = own.status === 'read' ? own.value.peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId) : [];
  return [estate.survey.hubId, ...peered].filter((id) => {
    const network = estate.network(id);
    return !sameId(id, networkId) && network.status === 'read' && isWithin(address, network.value.addressPrefixes);
  });
}
