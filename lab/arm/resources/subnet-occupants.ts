/** What a subnet says of who is in it: the ids of their IP configurations. */
import { forwardersIn, type PlacedForwarder } from '../../topology/forwarders';
import type { Subnet, VirtualNetwork } from '../../topology/topology';
import type { World } from '../../topology/world';
import { firewallIpConfigurationId } from './azure-firewall';
import { ipConfigurationId } from './ip-configuration-id';
import { loadBalancerFrontendId } from './load-balancer';
import { privateEndpointNics } from './private-endpoint';
import { applianceIpConfigurationId } from './virtual-network-appliance';
import { gatewayIpConfigurationId } from './virtual-network-gateway';

/**
 * The IP configurations in a subnet. Azure writes these ids, and only these, with group and names in upper case. Recordings
 * don't show what a Route Server leaves in its subnet, so nothing is said of it here.
 */
export function occupantsOf(world: World, network: VirtualNetwork, subnet: Subnet): string[] {
  const nics = [...world.networkInterfacesIn(subnet), ...privateEndpointNics(network, subnet)].flatMap((nic) => nic.privateIPAddresses.map((_, index) => ipConfigurationId(nic, index)));
  const gateways = world
    .gatewaysIn(network)
    .filter((gateway) => world.placeOf(gateway).subnet === subnet)
    .flatMap((gateway) => world.gatewayAddresses(gateway).map((_, index) => gatewayIpConfigurationId(gateway, index)));
  return [...nics, ...gateways, ...forwardersIn(network, subnet).flatMap(configurationOf)].map(inUpperCase);
}

function configurationOf(placed: PlacedForwarder): string[] {
  switch (placed.forwarder.kind) {
    case 'firewall':
      return [firewallIpConfigurationId(placed)];
    case 'load-balancer':
      return [loadBalancerFrontendId(placed)];
    case 'routing-appliance':
      return [applianceIpConfigurationId(placed)];
    default:
      return [];
  }
}

/** Every name in an id: the group, and of the provider's part each second segment. */
export function inUpperCase(id: string): string {
  const [, before = '', group = '', provider = '', typed = ''] = /^(.*\/resourceGroups\/)([^/]+)(\/providers\/[^/]+)\/(.+)$/.exec(id) ?? [];
  const segments = typed.split('/').map((segment, index) => (index % 2 === 1 ? segment.toUpperCase() : segment));
  return [before, group.toUpperCase(), provider, '/', segments.join('/')].join('');
}
