/** Healthy shapes: what the documentation allows, in as many ways as operators build it. */
import { gatewaySubnetOf, hubOf, hubSideOf, machineOf, machineSubnetOf, routeServerOf, routeServerSubnetOf, spokeOf, subnetPeerings, tableOf } from '../faults/fault-target';
import type { FaultTarget } from '../faults/fault-target';
import { builtInTopology } from '../topologies/built-in';
import type { ApplianceFilter, Route, Topology, VirtualMachine } from '../topology/topology';
import type { Coverage, Design, NetworkPlan, SpokePlan } from './build-network';
import { networkOf } from './build-network';
import { designShapes } from './design-shapes';
import { flowShapes } from './flow-shapes';
import { inAnyCase, peeringInitiatedFor } from './settling';
import type { Shape } from './shape';

const plain: SpokePlan = { region: 0, subscription: 0, machines: 1, hasRules: false };

const plan = (design: Design, coverage: Coverage, spokes: readonly Partial<SpokePlan>[] = [{}, {}]): NetworkPlan => ({
  design,
  coverage,
  hubRegion: 0,
  spokes: spokes.map((spoke) => ({ ...plain, ...spoke })),
});

const built = (name: string, made: NetworkPlan, more: Omit<Shape, 'name' | 'topology'> = {}): Shape => ({ name, topology: () => networkOf(made), ...more });

const reference = (name: string, apply: (target: FaultTarget) => void, settings?: Shape['settings']): Shape => ({
  name,
  topology: () => builtInTopology('reference'),
  apply,
  ...(settings && { settings }),
});

const times = (count: number, spoke: (index: number) => Partial<SpokePlan> = () => ({})): Partial<SpokePlan>[] => Array.from({ length: count }, (_, index) => spoke(index));

const placeOf = ({ subscription, resourceGroup, location }: Topology['virtualNetworks'][number]): { subscription: string; resourceGroup: string; location: string } => ({ subscription, resourceGroup, location });

/** An appliance in the hub of a design without one. */
function addAppliance(target: FaultTarget): void {
  const hub = hubOf(target);
  target.topology.networkInterfaces.push({ name: 'nvanic', ...placeOf(hub), subnet: 'hub/appliances', privateIPAddresses: ['10.0.2.4'], enableIPForwarding: true });
  target.topology.virtualMachines.push({ name: 'nva', ...placeOf(hub), powerState: 'running', networkInterfaces: ['nvanic'], forwards: true });
}

/** A further machine in the subnet of a spoke that has one. */
function addMachine(target: FaultTarget, number: number, name: string, address: string): VirtualMachine {
  const place = placeOf(spokeOf(target, number));
  const machine: VirtualMachine = { name, ...place, powerState: 'running', networkInterfaces: [`${name}-nic`] };
  target.topology.networkInterfaces.push({ name: `${name}-nic`, ...place, subnet: `${spokeOf(target, number).name}/${machineSubnetOf(target, number).name}`, privateIPAddresses: [address], enableIPForwarding: false });
  target.topology.virtualMachines.push(machine);
  return machine;
}

/** A second subnet with a machine in spoke 1, which both route tables know. */
function addSubnet(target: FaultTarget): void {
  const spoke = spokeOf(target, 1);
  spoke.subnets.push({ name: 'second', addressPrefixes: ['10.1.2.0/24'], routeTable: 'bluespoke1rt' });
  target.topology.networkInterfaces.push({ name: 'secondnic', ...placeOf(spoke), subnet: 'bluespoke1-vnet1/second', privateIPAddresses: ['10.1.2.4'], enableIPForwarding: false });
  tableOf(target, 2).routes.push({ name: 'tosecond', addressPrefix: '10.1.2.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' });
}

export const healthyShapes: readonly Shape[] = [
  { name: 'the reference deployment', topology: () => builtInTopology('reference') },
  { name: 'gateway transit', topology: () => builtInTopology('gateway-transit') },
  {
    name: 'routes of an ExpressRoute provider that turns traffic round',
    topology: () => builtInTopology('gateway-transit'),
    apply: ({ topology }: FaultTarget): void => {
      for (const { routes } of topology.routeTables) routes.length = 0;
      for (const gateway of topology.virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin: true, learnedPrefixes: [{ prefix: '10.0.0.0/8', nextHops: ['172.16.255.4', '172.16.255.5'] }] });
    },
  },
  { name: 'two appliances with equal-cost routes learned by BGP', topology: () => builtInTopology('nva-bgp') },
  {
    name: 'appliances that advertise their load balancer by BGP',
    topology: () => builtInTopology('nva-bgp'),
    apply: (target: FaultTarget): void => {
      Object.assign(hubOf(target).subnets[1] ?? {}, { forwarders: [{ name: 'nvalb', privateIPAddress: '10.20.2.10' }] });
      for (const peer of routeServerOf(target).bgpConnections) peer.nextHop = '10.20.2.10';
    },
    settings: { TRANSIT: '10.20.2.10' },
  },
  { name: 'ten spokes with one route for all', topology: () => builtInTopology('ten-spokes') },
  built('an appliance with a route for each subnet', plan('appliance', 'subnets')),
  built('an appliance with a route for each network', plan('appliance', 'networks')),
  built('an appliance with one route for all spokes', plan('appliance', 'private-range')),
  built('an appliance with a default route', plan('appliance', 'default-route')),
  built('an appliance whose routes are learned by BGP', plan('appliance-by-bgp', 'subnets')),
  built('a stateful appliance that passes SSH alone', plan('appliance', 'private-range', times(3)), {
    apply: ({ topology }) => {
      const filters: ApplianceFilter[] = [{ protocol: 'Tcp', ports: ['22'], prefixes: ['10.0.0.0/8'], access: 'Allow' }, { protocol: '*', ports: ['*'], prefixes: ['*'], access: 'Deny' }];
      for (const machine of topology.virtualMachines) if (machine.forwards === true) Object.assign(machine, { stateful: true, filters });
    },
  }),
  built('a gateway with a route for each network', plan('gateway', 'networks')),
  built('a gateway with one route for all spokes', plan('gateway', 'private-range')),
  built('a gateway whose subnet has a route table that leads to an appliance', plan('gateway', 'networks'), {
    apply: (target) => {
      addAppliance(target);
      const routes = [1, 2].map((spoke): Route => ({ name: `spoke${String(spoke)}`, addressPrefix: `10.${String(spoke)}.0.0/16`, nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.2.4' }));
      target.topology.routeTables.push({ name: 'gatewayroutes', ...placeOf(hubOf(target)), disableBgpRoutePropagation: false, routes });
      gatewaySubnetOf(target).routeTable = 'gatewayroutes';
    },
  }),
  built('the Route Server with one route for all spokes', plan('route-server', 'private-range')),
  built('the Route Server with a default route', plan('route-server', 'default-route')),
  built('three spokes', plan('route-server', 'subnets', times(3))),
  built('spokes in the region of the hub and in another', plan('route-server', 'subnets', [{ region: 0 }, { region: 1 }])),
  built('as many subscriptions as networks', plan('route-server', 'subnets', times(3, (index) => ({ subscription: index + 1 })))),
  built('everything in one resource group', plan('appliance', 'subnets', times(3))),
  built('several machines in a subnet', plan('route-server', 'subnets', [{ machines: 2 }, { machines: 3 }])),
  built('security rules that let SSH in', plan('route-server', 'subnets', [{ hasRules: true }, { hasRules: true }])),
  reference('RouteServerSubnet is a /26', (target) => { routeServerSubnetOf(target).addressPrefixes = ['10.0.1.0/26']; }),
  reference('RouteServerSubnet is a /27', (target) => { routeServerSubnetOf(target).addressPrefixes = ['10.0.1.0/27']; }),
  reference('several subnets with machines in a spoke', (target) => {
    addSubnet(target);
    target.topology.virtualMachines.push({ name: 'secondvm', ...placeOf(spokeOf(target, 1)), powerState: 'running', networkInterfaces: ['secondnic'] });
  }),
  reference('a machine with two NICs', (target) => {
    addSubnet(target);
    machineOf(target, 1).networkInterfaces.push('secondnic');
  }),
  reference('several address spaces in a spoke', (target) => { spokeOf(target, 1).addressPrefixes.push('10.21.0.0/16', '192.168.21.0/24'); }),
  reference('a stopped machine beside one that runs', (target) => {
    addMachine(target, 1, 'sparevm', '10.1.1.9').powerState = 'deallocated';
  }),
  reference('service endpoints and a private endpoint', (target) => {
    Object.assign(machineSubnetOf(target, 1), { serviceEndpoints: ['Microsoft.Storage'], privateEndpoints: [{ name: 'vault', privateIPAddress: '10.1.1.20' }] });
  }),
  reference('IPv6 beside IPv4', (target) => {
    spokeOf(target, 1).addressPrefixes.push('fd00:1::/48');
    machineSubnetOf(target, 1).addressPrefixes.push('fd00:1:0:1::/64');
  }),
  reference('a hub that also holds a VPN gateway, a Bastion and a firewall', (target) => {
    const hub = hubOf(target);
    hub.subnets.push({ name: 'GatewaySubnet', addressPrefixes: ['10.0.2.0/26'] }, { name: 'AzureBastionSubnet', addressPrefixes: ['10.0.3.0/26'] }, { name: 'AzureFirewallSubnet', addressPrefixes: ['10.0.4.0/26'] });
    target.topology.virtualNetworkGateways.push({ name: 'vpngateway', ...placeOf(hub), subnet: `${hub.name}/GatewaySubnet`, gatewayType: 'Vpn', activeActive: true, asn: 65515 });
  }),
  reference('spokes of another hub in the same subscription', (target) => {
    const hub = hubOf(target);
    target.topology.virtualNetworks.push(
      { name: 'redhub', ...placeOf(hub), addressPrefixes: ['10.0.0.0/16'], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.1.0/24'] }], peerings: [] },
      { name: 'redspoke', ...placeOf(hub), addressPrefixes: ['10.1.0.0/16'], subnets: [], peerings: [] },
    );
    target.topology.routeServers.push({ name: 'redrouteserver', ...placeOf(hub), subnet: 'redhub/RouteServerSubnet', provisioningState: 'Succeeded', routingState: 'Provisioned', allowBranchToBranchTraffic: false, bgpConnections: [] });
  }),
  reference('ids in capitals', inAnyCase((id) => id.toUpperCase())),
  reference('ids in lower case', inAnyCase((id) => id.toLowerCase())),
  reference('the spokes found by the peerings of the hub', () => undefined, { SPOKE_VNET_IDS: '' }),
  reference('convergence that takes a second', peeringInitiatedFor(1), { CONVERGENCE_TIMEOUT: '30' }),
  reference('convergence that takes ten seconds', peeringInitiatedFor(4), { CONVERGENCE_TIMEOUT: '60' }),
  reference('a first login that hangs', ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'hangs-first-logins', logins: 1 }); }, { CONVERGENCE_TIMEOUT: '20' }),
  reference('forwarded traffic off on the hub side, which is an advisory', (target) => { hubSideOf(target, 1).allowForwardedTraffic = false; }),
  reference('forwarded traffic off on all sides, in a fabric that does not enforce it', ({ topology }) => {
    Object.assign(topology, { forwardedTraffic: 'not enforced' });
    for (const { peerings } of topology.virtualNetworks) for (const peering of peerings) peering.allowForwardedTraffic = false;
  }, { FORWARDED_TRAFFIC: 'any' }),
  reference('subnet peerings that carry the Route Server and the machines', (target) => { subnetPeerings(target, 'RouteServerSubnet'); }),
  reference('spokes in a connected group of Network Manager, with routes more specific than its own', ({ topology }) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
  }, { ALLOW_SPOKE_PEERING: 'true' }),
  reference('routes for service tags', (target) => {
    tableOf(target, 1).routes.push({ name: 'cloud', addressPrefix: 'AzureCloud', nextHopType: 'Internet' }, { name: 'storage', addressPrefix: 'Storage.WestEurope', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' });
  }),
  reference('source address translated on the way', ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'source-translated', address: '10.0.1.4' }); }),
  reference('a guest that was renamed', (target) => { machineOf(target, 2).renamedTo = 'web-2'; }),
  reference('a machine with Windows, first by name beside one with Linux', (target) => {
    addMachine(target, 2, 'dc01', '10.2.1.8').operatingSystem = 'Windows';
  }),
  reference('a guest that was renamed, and whose agent does not say so', ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'other-machine', hostName: 'web-2', hostKey: 'cloned' }); }),
  reference('a machine without an SSH server, first by name beside one that has one', (target) => {
    addMachine(target, 2, 'backupvm', '10.2.1.9');
    target.ssh.machines.set('backupvm', { kind: 'daemon-down' });
  }),
  reference('a page of a list that is empty and has a next one', ({ incidents }) => { incidents.push({ match: { operation: 'VirtualHubs_List' }, act: { kind: 'empty-page' } }); }),
  reference('429 with Retry-After, once', ({ incidents }) => { incidents.push({ match: { operation: 'VirtualNetworks_Get' }, times: 1, act: { kind: 'status', status: 429, code: 'TooManyRequests', headers: { 'retry-after': '0' } } }); }),
  reference('429 without Retry-After, once', ({ incidents }) => { incidents.push({ match: { operation: 'VirtualNetworks_Get' }, times: 1, act: { kind: 'status', status: 429, code: 'TooManyRequests' } }); }),
  reference('503, once', ({ incidents }) => { incidents.push({ match: { operation: 'RouteTables_Get' }, times: 1, act: { kind: 'status', status: 503 } }); }),
  reference('a connection reset, once', ({ incidents }) => { incidents.push({ match: { operation: 'VirtualMachines_Get' }, times: 1, act: { kind: 'reset' } }); }),
  reference('sshd on port 2222', ({ topology }) => { for (const machine of topology.virtualMachines) machine.listensOn = [2222]; }, { SSH_PORT: '2222' }),
  reference('branch-to-branch off, and not asked for', (target) => { routeServerOf(target).allowBranchToBranchTraffic = false; }, { BRANCH_TO_BRANCH: 'any' }),
  reference('branch-to-branch off, as asked for', (target) => { routeServerOf(target).allowBranchToBranchTraffic = false; }, { BRANCH_TO_BRANCH: 'off' }),
  built('an appliance with a default route, and peerings without gateways', plan('appliance', 'default-route'), {
    apply: ({ topology }) => {
      for (const { peerings } of topology.virtualNetworks) for (const peering of peerings) Object.assign(peering, { allowGatewayTransit: false, useRemoteGateways: false });
    },
    settings: { REMOTE_GATEWAYS: 'any' },
  }),
  ...designShapes,
  ...flowShapes,
];
