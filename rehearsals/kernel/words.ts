/** What a topology can say of the data plane beyond what the faults of `agreement` change, at random: the harness does not follow all of it, both data planes must. */
import fc from 'fast-check';
import type { Forwarder } from '../../lab/topology/forwarders';
import type { ApplianceFilter, Route, Topology, VirtualMachine } from '../../lab/topology/topology';
import { pick, spokesOf, type Mutation } from '../agreement/mutations/mutation';

const address = '10.0.2.9';

const placeOfHub = ({ virtualNetworks: [hub] }: Topology): { subscription: string; resourceGroup: string; location: string } => {
  if (!hub) throw new Error('a network without a hub');
  const { subscription, resourceGroup, location } = hub;
  return { subscription, resourceGroup, location };
};

const forwardersOf = ({ virtualNetworks }: Topology): Forwarder[] => virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ forwarders = [] }) => forwarders));

const appliancesOf = (topology: Topology): (VirtualMachine | Forwarder)[] => [...topology.virtualMachines.filter(({ forwards }) => forwards === true), ...forwardersOf(topology)];

/** A firewall, which some routes are led to. */
function addFirewall({ virtualNetworks: [hub], routeTables }: Topology, a: number): void {
  const subnet = hub?.subnets.find(({ name }) => name === 'appliances');
  if (subnet && !subnet.forwarders) subnet.forwarders = [{ name: 'firewall', privateIPAddress: address }];
  const route = pick(routeTables.flatMap(({ routes }) => routes), a);
  if (route) Object.assign(route, { nextHopType: 'VirtualAppliance', nextHopIpAddress: address });
}

function onGatewaySubnet(topology: Topology, route: Omit<Route, 'name' | 'addressPrefix'>, a: number): void {
  const subnet = topology.virtualNetworks[0]?.subnets.find(({ name }) => name === 'GatewaySubnet');
  if (!subnet || subnet.routeTable !== undefined) return;
  subnet.routeTable = 'gatewayroutes';
  const spoke = String((a % 3) + 1);
  const addressPrefix = pick([`10.${spoke}.0.0/16`, `10.${spoke}.1.0/24`, '10.0.0.0/8', 'AzureCloud'], a) ?? 'AzureCloud';
  topology.routeTables.push({ name: 'gatewayroutes', ...placeOfHub(topology), disableBgpRoutePropagation: false, routes: [{ name: 'of-gateway', addressPrefix, ...route }] });
}

function subnetPeering(topology: Topology, a: number, b: number): void {
  const side = pick(topology.virtualNetworks.flatMap((network) => network.peerings.map((peering) => ({ network, peering }))), a);
  const remote = topology.virtualNetworks.find(({ name }) => name === side?.peering.remote);
  if (!side || !remote) return;
  const some = (names: readonly string[]): string[] => names.filter((_, index) => index === b % names.length || (b >> index) % 2 === 1);
  const [local, other] = [side.network, remote].map(({ subnets }) => some(subnets.map(({ name }) => name))) as [string[], string[]];
  if (local.length > 0 && other.length > 0) Object.assign(side.peering, { peerCompleteVnets: false, localSubnetNames: local, remoteSubnetNames: other });
}

const filters: readonly ApplianceFilter[] = [
  { protocol: 'Tcp', ports: ['22'], prefixes: ['*'], access: 'Allow' },
  { protocol: 'Tcp', ports: ['20-25'], prefixes: ['10.2.0.0/16'], access: 'Deny' },
  { protocol: '*', ports: ['*'], prefixes: ['10.1.0.0/16'], access: 'Deny' },
];

const words = {
  'forwarded traffic not enforced': (topology) => { Object.assign(topology, { forwardedTraffic: 'not enforced' }); },
  'a route on GatewaySubnet that drops': (topology, a) => { onGatewaySubnet(topology, { nextHopType: 'None' }, a); },
  'a route on GatewaySubnet that stays': (topology, a) => { onGatewaySubnet(topology, { nextHopType: 'VnetLocal' }, a); },
  'a route on GatewaySubnet to an appliance': (topology, a, b) => {
    addFirewall(topology, b);
    onGatewaySubnet(topology, { nextHopType: 'VirtualAppliance', nextHopIpAddress: pick([address, '10.0.2.4', '10.0.2.77'], b) ?? address }, a);
  },
  'a BGP next hop': (topology, a, b) => {
    addFirewall(topology, b);
    for (const { bgpConnections } of topology.routeServers) for (const peer of bgpConnections) peer.nextHop = pick([address, '10.0.2.77'], a) ?? address;
  },
  'a subnet peering': subnetPeering,
  'another subnet peering': subnetPeering,
  'a firewall': addFirewall,
  'a stateful firewall': (topology, a) => {
    addFirewall(topology, a);
    for (const forwarder of forwardersOf(topology)) forwarder.stateful = true;
  },
  'stateful appliances': (topology) => { for (const appliance of appliancesOf(topology)) appliance.stateful = true; },
  'filters': (topology, a, b) => {
    for (const appliance of appliancesOf(topology)) appliance.filters = [pick(filters, a), pick(filters, b)].flatMap((filter) => filter ?? []);
  },
  'a connected group': (topology, a) => {
    const members = [...(a % 2 === 0 ? topology.virtualNetworks.slice(0, 1) : []), ...spokesOf(topology)].map(({ name }) => name);
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members }] });
  },
  'a route for a service tag': ({ routeTables }, a) => { pick(routeTables, a)?.routes.push({ name: `tag${String(a)}`, addressPrefix: 'Storage', nextHopType: 'None' }); },
  'routes from on-premises': ({ virtualNetworkGateways }, a, b) => {
    for (const gateway of virtualNetworkGateways) Object.assign(gateway, { hairpin: a % 2 === 0, learnedPrefixes: [{ prefix: '10.0.0.0/8', ...(b % 2 === 0 && { nextHops: ['172.16.255.4', '172.16.255.5'] }) }] });
  },
  'routes from on-premises, and no others': (topology, a, b) => {
    for (const { routes } of topology.routeTables) routes.length = 0;
    words['routes from on-premises'](topology, a, b);
  },
} satisfies Record<string, Mutation>;

interface SaidWord {
  readonly word: keyof typeof words;
  readonly a: number;
  readonly b: number;
}

/** Up to three of them. */
export const saidWords: fc.Arbitrary<readonly SaidWord[]> = fc.array(
  fc.record({ word: fc.constantFrom(...(Object.keys(words) as (keyof typeof words)[])), a: fc.nat({ max: 40 }), b: fc.nat({ max: 40 }) }),
  { maxLength: 3 },
);

export function say(topology: Topology, said: readonly SaidWord[]): void {
  for (const { word, a, b } of said) (words[word] as Mutation)(topology, a, b);
}
