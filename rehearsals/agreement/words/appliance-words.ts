/** What a topology can say of appliances: where they are, how many, which NICs, tables and rules they have, and what their guests make of a packet. */
import { sshRule } from '../../../lab/faults/fault-target';
import type { ApplianceFilter, Route, SecurityRule, Topology, VirtualNetwork } from '../../../lab/topology/topology';
import { pick, spokesOf, type Mutation } from '../mutations/mutation';
import { addMachine, addNic, addTable, appliancesOf, appliancesSubnets, forwardersOf, isTaken, lead, meant, placeOf } from './places';

/** Of a firewall that Resource Manager does not show. */
export const firewallAddress = '10.0.2.9';

/** A firewall that Resource Manager does not show, which some routes are led to. */
export function addFirewall(topology: Topology, a: number): void {
  const subnet = topology.virtualNetworks[0]?.subnets.find(({ name }) => name === 'appliances');
  if (subnet && !subnet.forwarders) {
    subnet.forwarders = [{ name: 'firewall', privateIPAddress: firewallAddress }];
    // In a subnet that shows nothing at all nothing can forward.
    subnet.privateEndpoints = [{ name: 'beside', privateIPAddress: '10.0.2.60' }];
  }
  const route = pick(topology.routeTables.flatMap(({ routes }) => routes), a);
  if (route) lead([route], firewallAddress);
}

/** Every other table leads there, or all do; where BGP brings the routes, it advertises them too. */
function leadSome(topology: Topology, address: string, a: number): void {
  topology.routeTables.filter((_, index) => a % 3 === 0 || index % 2 === a % 2).forEach(({ routes }) => { lead(routes, address); });
  meant(topology, address);
}

const secondAppliance: Mutation = (topology, a) => {
  const [hub] = topology.virtualNetworks;
  const subnet = hub?.subnets.find(({ name }) => name === 'appliances');
  if (!hub || !subnet || !addMachine(topology, hub, subnet, 'nva2', '10.0.2.5', { forwards: true })) return;
  for (const { bgpConnections } of topology.routeServers) {
    const [first] = bgpConnections;
    if (first) bgpConnections.push({ ...first, name: 'nva2', peerIp: '10.0.2.5' });
  }
  leadSome(topology, '10.0.2.5', a);
};

const peered = (one: VirtualNetwork, other: VirtualNetwork): void => {
  for (const [owner, remote] of [[one, other], [other, one]] as const) {
    owner.peerings.push({ name: `to-${remote.name}`, remote: remote.name, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false });
  }
};

/** A network beside the hub, peered with all spokes or all but one, and with the hub or not. */
const thirdNetwork: Mutation = (topology, a, b) => {
  const [hub] = topology.virtualNetworks;
  if (!hub || topology.virtualNetworks.some(({ name }) => name === 'perimeter')) return;
  const perimeter: VirtualNetwork = { ...placeOf(hub), name: 'perimeter', addressPrefixes: ['10.60.0.0/16'], subnets: [{ name: 'appliances', addressPrefixes: ['10.60.1.0/24'] }], peerings: [] };
  const spokes = spokesOf(topology);
  topology.virtualNetworks.push(perimeter);
  for (const [index, spoke] of spokes.entries()) if (b % 5 !== index + 1) peered(spoke, perimeter);
  if (a % 4 === 0) peered(hub, perimeter);
  for (const subnet of perimeter.subnets) addMachine(topology, perimeter, subnet, 'outernva', '10.60.1.4', { forwards: true });
  leadSome(topology, '10.60.1.4', a);
  if (b % 2 === 0) topology.settings.transit = '10.60.1.4';
};

/** The table of the subnet that appliances are in. */
const tableOfAppliances: Mutation = (topology, a, b) => {
  const at = pick(appliancesSubnets(topology), a);
  if (!at || at.subnet.routeTable !== undefined) return;
  const spoke = String((b % 3) + 1);
  const addressPrefix = pick([`10.${spoke}.0.0/16`, `10.${spoke}.1.0/24`, '10.0.0.0/8', `10.${spoke}.1.4/32`], b) ?? '10.0.0.0/8';
  const hops: readonly Omit<Route, 'name' | 'addressPrefix'>[] = [
    { nextHopType: 'None' },
    { nextHopType: 'Internet' },
    { nextHopType: 'VnetLocal' },
    { nextHopType: 'VirtualNetworkGateway' },
    ...['10.0.2.4', '10.0.2.5', firewallAddress, '10.0.1.4', '10.0.2.77', '10.60.1.4', '10.2.1.4'].map((nextHopIpAddress) => ({ nextHopType: 'VirtualAppliance', nextHopIpAddress }) as const),
  ];
  const table = addTable(topology, at.network, `${at.network.name}-appliances`, [{ name: 'on', addressPrefix, ...(pick(hops, a) ?? { nextHopType: 'None' }) }]);
  table.disableBgpRoutePropagation = a % 2 === 0;
  at.subnet.routeTable = table.name;
};

/** Rules at the subnet of appliances, or at one of their NICs: none but Azure's own, or one of these. */
const rulesOfAppliances: Mutation = (topology, a, b) => {
  const rules: readonly SecurityRule[] = [
    sshRule('AllowSshIn', 110, 'Inbound', 'Allow'),
    sshRule('AllowSshOut', 120, 'Outbound', 'Allow'),
    sshRule('DenySsh1In', 130, 'Inbound', 'Deny', '10.1.0.0/16'),
    sshRule('DenySshOut', 140, 'Outbound', 'Deny'),
    { ...sshRule('DenyAnswersIn', 150, 'Inbound', 'Deny'), sourcePortRanges: ['22'], destinationPortRanges: ['*'] },
    { ...sshRule('DenyAnswersOut', 160, 'Outbound', 'Deny'), sourcePortRanges: ['22'], destinationPortRanges: ['*'] },
    { ...sshRule('DenyAllIn', 170, 'Inbound', 'Deny'), protocol: '*', destinationPortRanges: ['*'] },
  ];
  const at = pick(appliancesSubnets(topology), a);
  const nic = pick(topology.networkInterfaces.filter(({ enableIPForwarding }) => enableIPForwarding), a);
  const target = b % 2 === 0 ? at?.subnet : nic;
  if (!at || !target || target.networkSecurityGroup !== undefined) return;
  const name = `${at.network.name}-appliances`;
  if (topology.networkSecurityGroups.some((group) => group.name === name)) return;
  topology.networkSecurityGroups.push({ name, ...placeOf(at.network), rules: rules.filter((_, index) => (b >> index) % 2 === 1 || index === a % 8) });
  target.networkSecurityGroup = name;
};

/** In a subnet of its own, which at times has the table that the appliances' subnet has by then, so that no NIC is a way out. */
const secondNic: Mutation = (topology, a, b) => {
  const appliance = pick(appliancesOf(topology).filter(({ networkInterfaces }) => networkInterfaces.length === 1), a);
  const [hub] = topology.virtualNetworks;
  if (!appliance || !hub || isTaken(topology, '10.0.4.4')) return;
  if (appliance.name === 'outernva') return;
  const table = b % 2 === 0 ? appliancesSubnets(topology)[0]?.subnet.routeTable : undefined;
  const subnet = { name: 'outside', addressPrefixes: ['10.0.4.0/24'], ...(table !== undefined && { routeTable: table }) };
  hub.subnets.push(subnet);
  addNic(topology, hub, subnet, `${appliance.name}nic2`, '10.0.4.4', a % 4 !== 0);
  appliance.networkInterfaces.push(`${appliance.name}nic2`);
  if (a % 3 === 0) leadSome(topology, '10.0.4.4', a);
};

/** A machine of a uniform scale set, whose NIC no list has. */
const scaleSet: Mutation = (topology, a) => {
  const [hub] = topology.virtualNetworks;
  if (!hub || topology.scaleSets.length > 0) return;
  const nic = { name: 'workernic', subnet: 'hub/appliances', privateIPAddresses: ['10.0.2.30'], enableIPForwarding: a % 4 !== 0 };
  topology.scaleSets.push({ name: 'workers', ...placeOf(hub), orchestration: 'uniform', forwards: a % 5 !== 0, instances: [{ instanceId: '0', powerState: 'running', networkInterfaces: [nic] }] });
  leadSome(topology, '10.0.2.30', a);
};

const filters: readonly ApplianceFilter[] = [
  { protocol: 'Tcp', ports: ['22'], prefixes: ['*'], access: 'Allow' },
  { protocol: 'Tcp', ports: ['20-25'], prefixes: ['10.2.0.0/16'], access: 'Deny' },
  { protocol: '*', ports: ['*'], prefixes: ['10.1.0.0/16'], access: 'Deny' },
];

export const applianceWords = {
  'a BGP next hop': (topology, a, b) => {
    addFirewall(topology, b);
    for (const { bgpConnections } of topology.routeServers) for (const peer of bgpConnections) peer.nextHop = pick([firewallAddress, '10.0.2.77', '10.0.2.5'], a) ?? firewallAddress;
  },
  'a firewall': addFirewall,
  'a stateful firewall': (topology, a) => {
    addFirewall(topology, a);
    for (const forwarder of forwardersOf(topology)) forwarder.stateful = true;
  },
  'stateful appliances': (topology) => { for (const appliance of [...appliancesOf(topology), ...forwardersOf(topology)]) appliance.stateful = true; },
  'filters': (topology, a, b) => {
    for (const appliance of [...appliancesOf(topology), ...forwardersOf(topology)]) appliance.filters = [pick(filters, a), pick(filters, b)].flatMap((filter) => filter ?? []);
  },
  'a guest that does not forward': (topology, a) => {
    const appliance = pick(appliancesOf(topology), a);
    if (appliance) appliance.forwards = false;
  },
  'a second appliance': secondAppliance,
  'appliances in a third network': thirdNetwork,
  'a route table at appliances': tableOfAppliances,
  'rules at appliances': rulesOfAppliances,
  'an appliance with two NICs': secondNic,
  'an appliance of a scale set': scaleSet,
} satisfies Record<string, Mutation>;
