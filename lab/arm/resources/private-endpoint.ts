/** The NIC that Azure makes for a private endpoint: it lies in the subnet like any other, and no machine is behind it. */
import { remember } from '../../topology/remember';
import { subnetId, virtualNetworkId } from '../../topology/resource-ids';
import type { NetworkInterface, Placed, Subnet, VirtualNetwork } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf } from '../resource-body';

/** Private endpoints are taken to lie in the group of their network. */
export function privateEndpointIds({ subscription, resourceGroup }: Placed, subnet: Subnet): string[] {
  return (subnet.privateEndpoints ?? []).map(
    ({ name }) => `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/privateEndpoints/${name}`,
  );
}

/** The NICs of the private endpoints in a subnet, in their order. */
export function privateEndpointNics(network: VirtualNetwork, subnet: Subnet): NetworkInterface[] {
  const { subscription, resourceGroup, location } = network;
  return (subnet.privateEndpoints ?? []).map(({ name, privateIPAddress, networkInterface }) => ({
    name: networkInterface ?? `${name}.nic.${guidOf(`${virtualNetworkId(network)} ${name}`)}`,
    subscription,
    resourceGroup,
    location,
    subnet: subnetId(network, subnet),
    privateIPAddresses: [privateIPAddress],
    enableIPForwarding: false,
  }));
}

/** The NICs of the topology, and those of its private endpoints. */
export const everyNetworkInterface = ({ topology }: World): NetworkInterface[] =>
  remember(topology, everyNetworkInterface, '', () => [
    ...topology.networkInterfaces,
    ...topology.virtualNetworks.flatMap((network) => network.subnets.flatMap((subnet) => privateEndpointNics(network, subnet))),
  ]);
