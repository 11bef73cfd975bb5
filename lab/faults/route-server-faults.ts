/** What goes wrong with the Route Server and its subnet. */
import type { Fault } from './fault';
import { fault } from './fault';
import { addSecurityGroup, hubOf, removeFrom, routeServerOf, routeServerSubnetOf } from './stage';
import type { Stage } from './stage';

/** Two networks' worth of subnets: the Route Server goes where the fault wants it. */
function moveRouteServer(stage: Stage, subnet: string, prefix: string): void {
  hubOf(stage).subnets.push({ name: subnet, addressPrefixes: [prefix] });
  routeServerOf(stage).subnet = `${hubOf(stage).name}/${subnet}`;
}

function shrink(stage: Stage, prefix: string): void {
  routeServerSubnetOf(stage).addressPrefixes = [prefix];
}

export const routeServerFaults: readonly Fault[] = [
  fault('RouteServerSubnet missing', 'RS-01 SSH-01', ['bluehub-vnet1 has no subnet named RouteServerSubnet'], (stage) => {
    stage.topology.routeServers.length = 0;
    removeFrom(hubOf(stage).subnets, routeServerSubnetOf(stage));
  }),
  fault('RouteServerSubnet misnamed', 'RS-01', ['bluehub-vnet1 has no subnet named RouteServerSubnet'], (stage) => {
    removeFrom(hubOf(stage).subnets, routeServerSubnetOf(stage));
    moveRouteServer(stage, 'RouterSubnet', '10.0.1.0/24');
  }),
  fault('RouteServerSubnet is a /28', 'RS-02', ['RouteServerSubnet of bluehub-vnet1 is /28'], (stage) => { shrink(stage, '10.0.1.0/28'); }),
  fault('RouteServerSubnet is a /29', 'RS-02', ['RouteServerSubnet of bluehub-vnet1 is /29'], (stage) => { shrink(stage, '10.0.1.0/29'); }),
  fault('RouteServerSubnet with an NSG', 'RS-03', ['RouteServerSubnet of bluehub-vnet1 is associated with', 'nsg'], (stage) => {
    routeServerSubnetOf(stage).networkSecurityGroup = addSecurityGroup(stage, hubOf(stage), []);
  }),
  fault('RouteServerSubnet with a route table', 'RS-03', ['RouteServerSubnet of bluehub-vnet1 is associated with', 'hubrt'], (stage) => {
    const { subscription, resourceGroup, location } = hubOf(stage);
    stage.topology.routeTables.push({ name: 'hubrt', subscription, resourceGroup, location, disableBgpRoutePropagation: false, routes: [] });
    routeServerSubnetOf(stage).routeTable = 'hubrt';
  }),
  fault('no Route Server', 'RS-04 SSH-01', ['no Route Server sits in RouteServerSubnet of bluehub-vnet1'], ({ topology }) => {
    topology.routeServers.length = 0;
  }),
  fault('Route Server still deploying: Succeeded, but routingState None and no addresses', 'RS-04 RS-05 SSH-01', ['myfirstrouteserver', 'routingState None'], (stage) => {
    Object.assign(routeServerOf(stage), { routingState: 'None', virtualRouterIps: [] });
  }),
  fault('Route Server still deploying: routingState Provisioning', 'RS-04 RS-05 SSH-01', ['myfirstrouteserver', 'routingState Provisioning'], (stage) => {
    Object.assign(routeServerOf(stage), { provisioningState: 'Updating', routingState: 'Provisioning', virtualRouterIps: [] });
  }),
  fault('Route Server Failed', 'RS-04 RS-05 SSH-01', ['myfirstrouteserver', 'Failed'], (stage) => {
    Object.assign(routeServerOf(stage), { provisioningState: 'Failed', routingState: 'Failed', virtualRouterIps: [] });
  }),
  fault('Route Server with one instance address', 'RS-05 RT-02 RT-03 ER-02 SSH-01', ['myfirstrouteserver has', '10.0.1.4'], (stage) => {
    routeServerOf(stage).virtualRouterIps = ['10.0.1.4'];
  }),
  fault('branch-to-branch off', 'RS-06', ['branch-to-branch is off at Route Server myfirstrouteserver'], (stage) => {
    routeServerOf(stage).allowBranchToBranchTraffic = false;
  }),
  fault('a BGP peer NotConnected', 'RS-07', ['rednva1', 'NotConnected'], (stage) => {
    const [peer] = routeServerOf(stage).bgpConnections;
    if (peer) peer.connectionState = 'NotConnected';
  }, 'nva-bgp'),
  fault('a BGP peer not provisioned', 'RS-07', ['rednva1', 'Failed'], (stage) => {
    const [peer] = routeServerOf(stage).bgpConnections;
    if (peer) peer.provisioningState = 'Failed';
  }, 'nva-bgp'),
  fault('a BGP peer whose routes only one instance has learned', 'RS-07', ['rednva1', '10.0.0.0/8'], (stage) => {
    const [peer] = routeServerOf(stage).bgpConnections;
    if (peer) peer.learnedBy = [0];
  }, 'nva-bgp'),
  fault("Route Server sitting in another network's subnet", 'RS-04 SSH-01', ['no Route Server sits in RouteServerSubnet of bluehub-vnet1'], (stage) => {
    const { subscription, resourceGroup, location } = hubOf(stage);
    stage.topology.virtualNetworks.push({
      name: 'otherhub', subscription, resourceGroup, location, addressPrefixes: ['10.9.0.0/16'], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.9.1.0/24'] }], peerings: [],
    });
    routeServerOf(stage).subnet = 'otherhub/RouteServerSubnet';
  }),
];
