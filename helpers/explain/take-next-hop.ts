/** Where the deciding effective route of a NIC leads: on towards the other spoke, or to a place from which nothing comes back. */
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { isWithin, sameAddress } from '../estate/prefix';
import { readingIn } from '../estate/reading-in';
import type { MatchingRoute } from '../estate/route-selection';
import { routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import { hubOf, subnetNamed } from '../estate/spokes';
import type { NetworkInterface, Survey } from '../estate/survey';
import { knowsAddress } from './cross-peering';
import type { Obstacle } from './walk';

/** @param deciding undefined where no Active row matches. */
export function takeNextHop(deployment: Deployment, nic: MachineNic, destination: MachineNic, all: readonly MatchingRoute[], deciding: MatchingRoute | undefined): Obstacle {
  const stopped: Obstacle = { break: { kind: 'route', nic, destination, deciding: all } };
  if (!deciding) return stopped;
  const { nextHopType, nextHopIpAddresses } = deciding.route;
  switch (nextHopType.toLowerCase()) {
    case 'vnetpeering':
    case 'vnetglobalpeering':
      return undefined;
    case 'virtualnetworkgateway':
      return nextHopIpAddresses.length > 0 ? overAddresses(deployment, nic, destination, deciding) : overGateway(deployment, nic, destination, deciding);
    case 'virtualappliance':
    case 'virtualapplianceecmp':
      return nextHopIpAddresses.length > 0 ? overAddresses(deployment, nic, destination, deciding) : stopped;
    default:
      // VnetLocal would look for the other spoke's machine in the own network; None drops; Internet has no private addresses.
      return stopped;
  }
}

/** The gateway that a user route names must be of type Vpn, and no ExpressRoute gateway may be beside it ("Virtual network traffic routing", custom routes). */
function overGateway({ survey }: Deployment, nic: MachineNic, destination: MachineNic, deciding: MatchingRoute): Obstacle {
  const gateways = Object.values(survey.gateways);
  const unread = gateways.find((gateway) => gateway.status === 'unread');
  if (unread?.status === 'unread') return { gap: { kind: 'unread', what: 'the gateway in the hub', problem: unread.problem } };
  if (gateways.length > 0 && gateways.every((gateway) => gateway.status === 'read' && gateway.value.gatewayType.toLowerCase() === 'vpn')) return undefined;
  return { break: { kind: 'no-gateway', nic, destination, deciding } };
}

function overAddresses(deployment: Deployment, nic: MachineNic, destination: MachineNic, deciding: MatchingRoute): Obstacle {
  return deciding.route.nextHopIpAddresses.map((address) => overAddress(deployment, nic, destination, deciding, address)).find((obstacle) => obstacle !== undefined);
}

function overAddress(deployment: Deployment, nic: MachineNic, destination: MachineNic, deciding: MatchingRoute, address: string): Obstacle {
  const { survey } = deployment;
  const { routeServer } = survey;
  if (isMeantForRouteServer(deployment, address)) {
    if (routeServer.status === 'unread') return { gap: { kind: 'unread', what: 'the Route Server', problem: routeServer.problem } };
    const routing = routeServer.value && sitsInHub(routeServer.value, survey.hubId) && routeServer.value.routingState.toLowerCase() === 'provisioned' ? routeServer.value : undefined;
    if (!routing || routing.virtualRouterIps.length === 0) return { break: { kind: 'no-route-server', nic, destination, deciding } };
    if (!routing.virtualRouterIps.some((instance) => sameAddress(instance, address))) return { break: { kind: 'no-instance', nic, destination, deciding, address } };
    return reachesHop(survey, nic, address);
  }
  const unreachable = reachesHop(survey, nic, address);
  if (unreachable) return unreachable;
  const holder = holderOf(survey, address);
  return holder ? overAppliance(survey, holder, deciding) : { gap: { kind: 'unseen-next-hop', nic, destination, address } };
}

/** No route is looked up for a next hop: it must lie in the own network, or in the hub as the peering knows it. */
function reachesHop(survey: Survey, { spokeId }: MachineNic, address: string): Obstacle {
  const own = readingIn(survey.virtualNetworks, spokeId);
  return own.status === 'read' && isWithin(address, own.value.addressPrefixes) ? undefined : knowsAddress(survey, { owner: spokeId, remote: survey.hubId }, address);
}

/** An address in RouteServerSubnet; where there is no such subnet, with TRANSIT=route-server, any address of the hub. */
function isMeantForRouteServer({ survey, expectations: { transit } }: Deployment, address: string): boolean {
  const hub = hubOf(survey).reading;
  if (hub.status === 'unread') return false;
  const subnet = subnetNamed(hub.value, routeServerSubnetName);
  return isWithin(address, subnet?.addressPrefixes ?? (transit.kind === 'route-server' ? hub.value.addressPrefixes : []));
}

/** Undefined for what the survey does not hold: a load balancer, a firewall, a NIC that was not read. */
function holderOf(survey: Survey, address: string): NetworkInterface | undefined {
  return Object.values(survey.networkInterfaces)
    .flatMap((reading) => (reading.status === 'read' ? reading.value : []))
    .find(({ ipConfigurations }) => ipConfigurations.some(({ privateIPAddress }) => sameAddress(privateIPAddress, address)));
}

function overAppliance(survey: Survey, holder: NetworkInterface, deciding: MatchingRoute): Obstacle {
  if (!holder.enableIPForwarding) return { break: { kind: 'appliance', holder, why: 'ip-forwarding-off', deciding } };
  const isOff = holder.virtualMachineId !== undefined && powerOf(readingIn(survey.virtualMachines, holder.virtualMachineId)) === 'not running';
  return isOff ? { break: { kind: 'appliance', holder, why: 'machine-off', deciding } } : undefined;
}
