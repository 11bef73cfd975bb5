/** What a topology can say of a gateway: the route table of its subnet, and what it has learned from on-premises. */
import type { Route, Topology } from '../../../lab/topology/topology';
import { pick, type Mutation } from '../mutations/mutation';
import { addFirewall, firewallAddress } from './appliance-words';
import { addTable } from './places';

function onGatewaySubnet(topology: Topology, route: Omit<Route, 'name' | 'addressPrefix'>, a: number): void {
  const [hub] = topology.virtualNetworks;
  const subnet = hub?.subnets.find(({ name }) => name === 'GatewaySubnet');
  if (!hub || !subnet || subnet.routeTable !== undefined) return;
  subnet.routeTable = 'gatewayroutes';
  const spoke = String((a % 3) + 1);
  const addressPrefix = pick([`10.${spoke}.0.0/16`, `10.${spoke}.1.0/24`, '10.0.0.0/8', 'AzureCloud'], a) ?? 'AzureCloud';
  addTable(topology, hub, 'gatewayroutes', [{ name: 'of-gateway', addressPrefix, ...route }]);
}

const fromOnPremises: Mutation = ({ virtualNetworkGateways }, a, b) => {
  for (const gateway of virtualNetworkGateways) Object.assign(gateway, { hairpin: a % 2 === 0, learnedPrefixes: [{ prefix: '10.0.0.0/8', ...(b % 2 === 0 && { nextHops: ['172.16.255.4', '172.16.255.5'] }) }] });
};

export const gatewayWords = {
  'a route on GatewaySubnet that drops': (topology, a) => { onGatewaySubnet(topology, { nextHopType: 'None' }, a); },
  'a route on GatewaySubnet that stays': (topology, a) => { onGatewaySubnet(topology, { nextHopType: 'VnetLocal' }, a); },
  'a route on GatewaySubnet to the Internet': (topology, a) => { onGatewaySubnet(topology, { nextHopType: 'Internet' }, a); },
  'a route on GatewaySubnet to an appliance': (topology, a, b) => {
    addFirewall(topology, b);
    onGatewaySubnet(topology, { nextHopType: 'VirtualAppliance', nextHopIpAddress: pick([firewallAddress, '10.0.2.4', '10.0.2.77'], b) ?? firewallAddress }, a);
  },
  'routes from on-premises': fromOnPremises,
  'routes from on-premises, and no others': (topology, a, b) => {
    for (const { routes } of topology.routeTables) routes.length = 0;
    fromOnPremises(topology, a, b);
  },
} satisfies Record<string, Mutation>;
