/** What goes wrong with the Route Server and its subnet. */
import type { Fault } from './fault';
import { fault } from './fault';
import { addSecurityGroup, addressIn, hubOf, removeFrom, routeServerOf, routeServerSubnetOf } from './fault-target';
import type { FaultTarget } from './fault-target';

/** Two networks' worth of subnets: the Route Server goes where the fault wants it. */
function moveRouteServer(target: FaultTarget, subnet: string, prefix: string): void {
  hubOf(target).subnets.push({ name: subnet, addressPrefixes: [prefix] });
  routeServerOf(target).subnet = `${hubOf(target).name}/${subnet}`;
}

function shrink(target: FaultTarget, length: number): void {
  const { addressPrefixes } = routeServerSubnetOf(target);
  addressPrefixes.splice(0, 1, addressIn(addressPrefixes[0], `0/${String(length)}`));
}

export const routeServerFaults: readonly Fault[] = [
  fault('RouteServerSubnet missing', 'RS-01 PATH-01 SSH-01', ['{hub} has no subnet named RouteServerSubnet'], (target) => {
    target.topology.routeServers.length = 0;
    removeFrom(hubOf(target).subnets, routeServerSubnetOf(target));
  }),
  fault('RouteServerSubnet misnamed', 'RS-01 PATH-01', ['{hub} has no subnet named RouteServerSubnet'], (target) => {
    const [prefix = ''] = routeServerSubnetOf(target).addressPrefixes;
    removeFrom(hubOf(target).subnets, routeServerSubnetOf(target));
    moveRouteServer(target, 'RouterSubnet', prefix);
  }),
  fault('RouteServerSubnet is a /28', 'RS-02', ['RouteServerSubnet of {hub} is /28'], (target) => { shrink(target, 28); }),
  fault('RouteServerSubnet is a /29', 'RS-02', ['RouteServerSubnet of {hub} is /29'], (target) => { shrink(target, 29); }),
  fault('RouteServerSubnet with an NSG', 'RS-03', ['RouteServerSubnet of {hub} is associated with', 'nsg'], (target) => {
    routeServerSubnetOf(target).networkSecurityGroup = addSecurityGroup(target, hubOf(target), []);
  }),
  fault('RouteServerSubnet with a route table', 'RS-03', ['RouteServerSubnet of {hub} is associated with', 'hubrt'], (target) => {
    const { subscription, resourceGroup, location } = hubOf(target);
    target.topology.routeTables.push({ name: 'hubrt', subscription, resourceGroup, location, disableBgpRoutePropagation: false, routes: [] });
    routeServerSubnetOf(target).routeTable = 'hubrt';
  }),
  fault('no Route Server', 'RS-04 PATH-01 SSH-01', ['no Route Server sits in RouteServerSubnet of {hub}'], ({ topology }) => {
    topology.routeServers.length = 0;
  }),
  fault('Route Server still deploying: Succeeded, but routingState None and no addresses', 'RS-04 RS-05 PATH-01 SSH-01', ['{routeServer}', 'routingState None'], (target) => {
    Object.assign(routeServerOf(target), { routingState: 'None', virtualRouterIps: [] });
  }),
  fault('Route Server still deploying: routingState Provisioning', 'RS-04 RS-05 PATH-01 SSH-01', ['{routeServer}', 'routingState Provisioning'], (target) => {
    Object.assign(routeServerOf(target), { provisioningState: 'Updating', routingState: 'Provisioning', virtualRouterIps: [] });
  }),
  fault('Route Server Failed', 'RS-04 RS-05 PATH-01 SSH-01', ['{routeServer}', 'Failed'], (target) => {
    Object.assign(routeServerOf(target), { provisioningState: 'Failed', routingState: 'Failed', virtualRouterIps: [] });
  }),
  fault('Route Server with one instance address', 'RS-05 RT-02 RT-03 ER-02 PATH-01 SSH-01', ['{routeServer} has', '.4'], (target) => {
    routeServerOf(target).virtualRouterIps = [addressIn(routeServerSubnetOf(target).addressPrefixes[0], '4')];
  }),
  fault('branch-to-branch off', 'RS-06', ['branch-to-branch is off at Route Server {routeServer}'], (target) => {
    routeServerOf(target).allowBranchToBranchTraffic = false;
  }),
  fault('a BGP peer NotConnected', 'RS-07', ['rednva1', 'NotConnected'], (target) => {
    const [peer] = routeServerOf(target).bgpConnections;
    if (peer) peer.connectionState = 'NotConnected';
  }, 'nva-bgp'),
  fault('a BGP peer not provisioned', 'RS-07', ['rednva1', 'Failed'], (target) => {
    const [peer] = routeServerOf(target).bgpConnections;
    if (peer) peer.provisioningState = 'Failed';
  }, 'nva-bgp'),
  fault('a BGP peer whose routes only one instance has learned', 'RS-07', ['rednva1', '10.0.0.0/8'], (target) => {
    const [peer] = routeServerOf(target).bgpConnections;
    if (peer) peer.learnedBy = [0];
  }, 'nva-bgp'),
  fault("Route Server sitting in another network's subnet", 'RS-04 PATH-01 SSH-01', ['no Route Server sits in RouteServerSubnet of {hub}'], (target) => {
    const { subscription, resourceGroup, location } = hubOf(target);
    target.topology.virtualNetworks.push({
      name: 'otherhub', subscription, resourceGroup, location, addressPrefixes: ['10.9.0.0/16'], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.9.1.0/24'] }], peerings: [],
    });
    routeServerOf(target).subnet = 'otherhub/RouteServerSubnet';
  }),
];
