/** Networks for each thing that a topology can say of the data plane, healthy ones and broken ones, with how the connections in them must end. */
import { builtInTopology, type BuiltInTopology } from '../../lab/topologies/built-in';
import type { ApplianceFilter, Route, Topology } from '../../lab/topology/topology';

interface Design {
  readonly name: string;
  readonly topology: () => Topology;
  /** `vm1 → vm2: lost, next-hop-none`, for each machine that is no appliance and each other one. */
  readonly endings: readonly string[];
}

function design(name: string, base: BuiltInTopology, change: (topology: Topology) => void, ...endings: readonly string[]): Design {
  const topology = (): Topology => {
    const changed = builtInTopology(base);
    change(changed);
    return changed;
  };
  return { name, topology, endings };
}

const inHub = ({ virtualNetworks: [hub] }: Topology): { subscription: string; resourceGroup: string; location: string } => {
  if (!hub) throw new Error('a network without a hub');
  const { subscription, resourceGroup, location } = hub;
  return { subscription, resourceGroup, location };
};

/** An appliance in the hub of gateway-transit, to which what the gateway forwards is diverted or not. */
const withGatewayRoutes = (...routes: readonly Omit<Route, 'name'>[]) => (topology: Topology): void => {
  const [hub, ...spokes] = topology.virtualNetworks;
  hub?.subnets.push({ name: 'appliances', addressPrefixes: ['10.40.2.0/24'] });
  Object.assign(hub?.subnets[0] ?? {}, { routeTable: 'gatewayroutes' });
  topology.routeTables.push({ name: 'gatewayroutes', ...inHub(topology), disableBgpRoutePropagation: false, routes: routes.map((route, index) => ({ name: `route${String(index)}`, ...route })) });
  topology.networkInterfaces.push({ name: 'nvanic', ...inHub(topology), subnet: 'greenhub/appliances', privateIPAddresses: ['10.40.2.4'], enableIPForwarding: true });
  topology.virtualMachines.push({ name: 'nva', ...inHub(topology), powerState: 'running', networkInterfaces: ['nvanic'], forwards: true });
  for (const { peerings } of spokes) for (const peering of peerings) peering.allowForwardedTraffic = true;
};

const toNva = { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.2.4' } as const;

/** Subnet peerings in the reference deployment: these subnets of the hub with the machines' subnets. */
const subnetPeerings = (...ofHub: readonly string[]) => ({ virtualNetworks: [hub, ...spokes] }: Topology): void => {
  for (const spoke of spokes) {
    const ofSpoke = spoke.subnets.map(({ name }) => name);
    for (const side of hub?.peerings ?? []) if (side.remote === spoke.name) Object.assign(side, { peerCompleteVnets: false, localSubnetNames: ofHub, remoteSubnetNames: ofSpoke });
    for (const side of spoke.peerings) Object.assign(side, { peerCompleteVnets: false, localSubnetNames: ofSpoke, remoteSubnetNames: ofHub });
  }
};

/** The appliances of nva-bgp remember connections, and machine 2 has this address. */
const statefulAppliances = (address: string) => ({ virtualMachines, networkInterfaces }: Topology): void => {
  for (const machine of virtualMachines) if (machine.forwards === true) machine.stateful = true;
  for (const nic of networkInterfaces) if (nic.name === 'redvm2nic') nic.privateIPAddresses = [address];
};

const withFilters = (stateful: boolean, ...filters: readonly ApplianceFilter[]) => ({ virtualMachines }: Topology): void => {
  for (const machine of virtualMachines) if (machine.forwards === true) Object.assign(machine, { stateful, filters });
};

/** Appliance 1 alone advertises and remembers, and spoke 2 answers by appliance 2. */
function answersAstray(topology: Topology): void {
  const [appliance] = topology.virtualMachines;
  if (appliance) appliance.stateful = true;
  for (const { bgpConnections } of topology.routeServers) bgpConnections.pop();
  const [machines] = topology.virtualNetworks[2]?.subnets ?? [];
  if (machines) machines.routeTable = 'rt2';
  topology.routeTables.push({ name: 'rt2', ...inHub(topology), disableBgpRoutePropagation: false, routes: [{ name: 'by2', addressPrefix: '10.21.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.5' }] });
}

/** Everything goes over a firewall whose subnet has a table with this route. */
const withTable = (route: Omit<Route, 'name'>) => (topology: Topology): void => {
  Object.assign(topology.virtualNetworks[0]?.subnets[0] ?? {}, { forwarders: [{ name: 'fw', privateIPAddress: '10.0.0.68' }], routeTable: 'ofhub' });
  for (const { routes } of topology.routeTables) for (const one of routes) one.nextHopIpAddress = '10.0.0.68';
  topology.routeTables.push({ name: 'ofhub', ...inHub(topology), disableBgpRoutePropagation: false, routes: [{ name: 'on', ...route }] });
};

/** Appliance 1 alone, which advertises the address of its second NIC. */
const withSecondNic = (firstForwards: boolean) => (topology: Topology): void => {
  const { virtualNetworks: [hub], virtualMachines: [appliance], networkInterfaces, routeServers } = topology;
  hub?.subnets.push({ name: 'inside', addressPrefixes: ['10.20.9.0/24'] });
  for (const nic of networkInterfaces) if (nic.name === appliance?.networkInterfaces[0]) nic.enableIPForwarding = firstForwards;
  networkInterfaces.push({ name: 'insidenic', ...inHub(topology), subnet: 'redhub/inside', privateIPAddresses: ['10.20.9.4'], enableIPForwarding: true });
  appliance?.networkInterfaces.push('insidenic');
  for (const { bgpConnections } of routeServers) {
    bgpConnections.pop();
    for (const peer of bgpConnections) peer.nextHop = '10.20.9.4';
  }
};

const allowSsh: ApplianceFilter = { protocol: 'Tcp', ports: ['22'], prefixes: ['10.22.0.0/16'], access: 'Allow' };
const denyAll: ApplianceFilter = { protocol: '*', ports: ['*'], prefixes: ['*'], access: 'Deny' };

/** The spokes of gateway-transit have no user routes, and learn all private addresses from an ExpressRoute gateway. */
const learnedFromProvider = (hairpin: boolean) => ({ routeTables, virtualNetworkGateways }: Topology): void => {
  for (const { routes } of routeTables) routes.length = 0;
  for (const gateway of virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin, learnedPrefixes: [{ prefix: '10.0.0.0/8', nextHops: ['172.16.255.4', '172.16.255.5'] }] });
};

export const designs: readonly Design[] = [
  design('forwarded traffic off, in a fabric that does not enforce it', 'reference', (topology) => {
    Object.assign(topology, { forwardedTraffic: 'not enforced' });
    for (const { peerings } of topology.virtualNetworks) for (const peering of peerings) peering.allowForwardedTraffic = false;
  }, 'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('subnet peerings that carry the Route Server', 'reference', subnetPeerings('RouteServerSubnet'), 'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('subnet peerings that leave the Route Server out', 'reference', subnetPeerings('bluehub-vnet1sub1'),
    'spoke1vm → spoke2vm: lost, next-hop-unheld', 'spoke2vm → spoke1vm: lost, next-hop-unheld'),
  design('subnet peerings, one of which leaves out the machines of spoke 2 on its side', 'reference', (topology) => {
    subnetPeerings('RouteServerSubnet')(topology);
    const spoke = topology.virtualNetworks[2];
    spoke?.subnets.push({ name: 'other', addressPrefixes: ['10.2.9.0/24'] });
    Object.assign(spoke?.peerings[0] ?? {}, { localSubnetNames: ['other'] });
  }, 'spoke1vm → spoke2vm: lost, transit-has-no-way', 'spoke2vm → spoke1vm: lost, next-hop-unheld'),
  design('stateful appliances at equal cost, with luck', 'nva-bgp', statefulAppliances('10.22.1.4'), 'redvm1 → redvm2: open', 'redvm2 → redvm1: open'),
  design('stateful appliances at equal cost, out of luck', 'nva-bgp', statefulAppliances('10.22.1.7'),
    'redvm1 → redvm2: lost, connection-unknown', 'redvm2 → redvm1: lost, connection-unknown'),
  design('a stateful appliance that sees one half of each connection', 'nva-bgp', answersAstray,
    'redvm1 → redvm2: half-open, connection-unknown', 'redvm2 → redvm1: lost, connection-unknown'),
  design('stateful appliances that pass SSH to spoke 2 alone', 'nva-bgp', withFilters(true, allowSsh, denyAll),
    'redvm1 → redvm2: open', 'redvm2 → redvm1: lost, appliance-filter'),
  design('appliances that forget, and pass SSH to spoke 2 alone', 'nva-bgp', withFilters(false, allowSsh, denyAll),
    'redvm1 → redvm2: lost, appliance-filter', 'redvm2 → redvm1: lost, appliance-filter'),
  design('stateful firewalls that are no machines, one for each direction', 'reference', (topology) => {
    Object.assign(topology.virtualNetworks[0]?.subnets[0] ?? {}, { forwarders: ['10.0.0.68', '10.0.0.69'].map((privateIPAddress) => ({ name: `fw${privateIPAddress}`, privateIPAddress, stateful: true })) });
    topology.routeTables.forEach(({ routes }, index) => { for (const route of routes) route.nextHopIpAddress = `10.0.0.6${String(8 + index)}`; });
  }, 'spoke1vm → spoke2vm: lost, connection-unknown', 'spoke2vm → spoke1vm: lost, connection-unknown'),
  design('a stateful firewall that is no machine', 'reference', (topology) => {
    Object.assign(topology.virtualNetworks[0]?.subnets[0] ?? {}, { forwarders: [{ name: 'fw', privateIPAddress: '10.0.0.68', stateful: true, filters: [{ ...allowSsh, prefixes: ['10.0.0.0/8'] }, denyAll] }] });
    for (const { routes } of topology.routeTables) for (const route of routes) route.nextHopIpAddress = '10.0.0.68';
  }, 'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('a firewall that is no machine, with a table that drops what is for spoke 2', 'reference', withTable({ addressPrefix: '10.2.0.0/16', nextHopType: 'None' }),
    'spoke1vm → spoke2vm: lost, next-hop-none', 'spoke2vm → spoke1vm: lost, next-hop-none'),
  design('a firewall that is no machine, with a table that is less specific than the peerings', 'reference', withTable({ addressPrefix: '10.0.0.0/8', nextHopType: 'None' }),
    'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('a firewall that is no machine, with a table that leads back to it', 'reference', withTable({ addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.68' }),
    'spoke1vm → spoke2vm: lost, loop', 'spoke2vm → spoke1vm: lost, loop'),
  design('an appliance with two NICs, which takes packets by one and sends them by the other', 'nva-bgp', withSecondNic(true), 'redvm1 → redvm2: open', 'redvm2 → redvm1: open'),
  design('one whose other NIC may not forward', 'nva-bgp', withSecondNic(false),
    'redvm1 → redvm2: lost, next-hop-does-not-forward', 'redvm2 → redvm1: lost, next-hop-does-not-forward'),
  design('spokes in a connected group, without a hub', 'reference', (topology) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
    for (const { peerings } of topology.virtualNetworks) peerings.length = 0;
    for (const { routes } of topology.routeTables) routes.length = 0;
  }, 'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('a connected group of hub and spokes in place of peerings', 'reference', (topology) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.virtualNetworks.map(({ name }) => name) }] });
    for (const { peerings } of topology.virtualNetworks) peerings.length = 0;
  }, 'spoke1vm → spoke2vm: open', 'spoke2vm → spoke1vm: open'),
  design('a connected group that a user route of spoke 1 overrides', 'reference', (topology) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
    topology.routeTables[0]?.routes.splice(0, 1, { name: 'away', addressPrefix: '10.2.0.0/16', nextHopType: 'None' });
  }, 'spoke1vm → spoke2vm: lost, next-hop-none', 'spoke2vm → spoke1vm: lost, next-hop-none'),
  design('routes of a provider that turns traffic round', 'gateway-transit', learnedFromProvider(true), 'greenvm1 → greenvm2: open', 'greenvm2 → greenvm1: open'),
  design('routes of a provider that does not turn traffic round', 'gateway-transit', learnedFromProvider(false),
    'greenvm1 → greenvm2: lost, next-hop-outside', 'greenvm2 → greenvm1: lost, next-hop-outside'),
  design('appliances that advertise their load balancer by BGP', 'nva-bgp', (topology) => {
    Object.assign(topology.virtualNetworks[0]?.subnets[1] ?? {}, { forwarders: [{ name: 'nvalb', privateIPAddress: '10.20.2.10' }] });
    for (const peer of topology.routeServers.flatMap(({ bgpConnections }) => bgpConnections)) peer.nextHop = '10.20.2.10';
  }, 'redvm1 → redvm2: open', 'redvm2 → redvm1: open'),
  design('appliances that advertise a next hop that nobody has', 'nva-bgp', (topology) => {
    for (const peer of topology.routeServers.flatMap(({ bgpConnections }) => bgpConnections)) peer.nextHop = '10.20.2.77';
  }, 'redvm1 → redvm2: lost, next-hop-unheld', 'redvm2 → redvm1: lost, next-hop-unheld'),
  design('a route table on GatewaySubnet that diverts to an appliance', 'gateway-transit', withGatewayRoutes({ addressPrefix: '10.42.0.0/16', ...toNva }, { addressPrefix: '10.41.1.0/24', ...toNva }),
    'greenvm1 → greenvm2: open', 'greenvm2 → greenvm1: open'),
  design('a route table on GatewaySubnet that drops what is for spoke 2', 'gateway-transit', withGatewayRoutes({ addressPrefix: '10.42.1.0/24', nextHopType: 'None' }),
    'greenvm1 → greenvm2: lost, next-hop-none', 'greenvm2 → greenvm1: lost, next-hop-none'),
  design('a route table on GatewaySubnet with a stale appliance', 'gateway-transit', withGatewayRoutes({ addressPrefix: '10.42.1.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.2.77' }),
    'greenvm1 → greenvm2: lost, next-hop-unheld', 'greenvm2 → greenvm1: lost, next-hop-unheld'),
  design('a route table on GatewaySubnet that is less specific than the peerings', 'gateway-transit', withGatewayRoutes({ addressPrefix: '10.0.0.0/8', nextHopType: 'None' }),
    'greenvm1 → greenvm2: open', 'greenvm2 → greenvm1: open'),
];
