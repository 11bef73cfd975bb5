/** Faults in the hub: of its Route Server, the Route Server's subnet and BGP peers, its gateway. */
import type { BgpConnection, RouteServer, Subnet, Topology, VirtualNetwork } from '../../../lab/topology/topology';
import { pick, removeWhere, type Mutation } from './mutation';

const name = 'RouteServerSubnet';

const onRouteServer =
  (change: (routeServer: RouteServer, a: number) => void): Mutation =>
  ({ routeServers }, a) => {
    for (const routeServer of routeServers) change(routeServer, a);
  };

const onSubnet =
  (change: (subnet: Subnet, topology: Topology, a: number) => void): Mutation =>
  (topology, a) => {
    const subnet = topology.virtualNetworks[0]?.subnets.find((one) => one.name === name);
    if (subnet) change(subnet, topology, a);
  };

/** A Route Server without a peer gets one that no traffic depends on. */
const onPeer = (change: (peer: BgpConnection) => void): Mutation =>
  onRouteServer(({ bgpConnections }, a) => {
    if (bgpConnections.length === 0) {
      const sound = { provisioningState: 'Succeeded', connectionState: 'Connected' } as const;
      bgpConnections.push({ name: 'peer', peerIp: '10.0.2.9', peerAsn: 65010, ...sound, advertises: ['10.200.0.0/16'] });
    }
    const peer = pick(bgpConnections, a);
    if (peer) change(peer);
  });

function placeOfHub({ virtualNetworks: [hub] }: Topology): Pick<VirtualNetwork, 'subscription' | 'resourceGroup' | 'location'> {
  if (!hub) throw new Error('a network without a hub');
  return { subscription: hub.subscription, resourceGroup: hub.resourceGroup, location: hub.location };
}

export const hubMutations = {
  'no RouteServerSubnet': ({ virtualNetworks, routeServers }) => {
    const [hub] = virtualNetworks;
    routeServers.splice(0);
    for (const { localSubnetNames = [], remoteSubnetNames = [] } of virtualNetworks.flatMap(({ peerings }) => peerings)) for (const names of [localSubnetNames, remoteSubnetNames]) removeWhere(names, (one) => one === name);
    if (hub) removeWhere(hub.subnets, (subnet) => subnet.name === name);
  },
  'a small RouteServerSubnet': onSubnet((subnet, _, a) => {
    subnet.addressPrefixes = [`10.0.1.0/${String(27 + (a % 3))}`];
  }),
  'RouteServerSubnet with a route table': onSubnet((subnet, topology) => {
    if (subnet.routeTable !== undefined) return;
    subnet.routeTable = 'hubrt';
    topology.routeTables.push({ name: 'hubrt', ...placeOfHub(topology), disableBgpRoutePropagation: false, routes: [] });
  }),
  'RouteServerSubnet with a security group': onSubnet((subnet, topology) => {
    if (subnet.networkSecurityGroup !== undefined) return;
    subnet.networkSecurityGroup = 'hubnsg';
    topology.networkSecurityGroups.push({ name: 'hubnsg', ...placeOfHub(topology), rules: [] });
  }),
  'no Route Server': ({ routeServers }) => { routeServers.splice(0, 1); },
  'a Route Server that does not route': onRouteServer((routeServer, a) => {
    routeServer.routingState = pick(['None', 'Provisioning', 'Failed'] as const, a) ?? 'None';
  }),
  'a Route Server Failed': onRouteServer((routeServer) => { routeServer.provisioningState = 'Failed'; }),
  'a Route Server with one instance address': onRouteServer((routeServer, a) => {
    routeServer.virtualRouterIps = [`10.0.1.${String(4 + (a % 2))}`];
  }),
  'an instance address outside RouteServerSubnet': onRouteServer((routeServer) => {
    routeServer.virtualRouterIps = ['10.0.1.4', '10.0.2.40'];
  }),
  'branch-to-branch off': onRouteServer((routeServer) => { routeServer.allowBranchToBranchTraffic = false; }),
  'a BGP peer NotConnected': onPeer((peer) => { peer.connectionState = 'NotConnected'; }),
  'a BGP peer not provisioned': onPeer((peer) => { peer.provisioningState = 'Failed'; }),
  'a BGP peer whose routes one instance has learned': onPeer((peer) => { peer.learnedBy = [0]; }),
  'no gateway': ({ virtualNetworkGateways }) => { virtualNetworkGateways.splice(0, 1); },
  'an ExpressRoute gateway': ({ virtualNetworkGateways }) => {
    for (const gateway of virtualNetworkGateways) gateway.gatewayType = 'ExpressRoute';
  },
} satisfies Record<string, Mutation>;
