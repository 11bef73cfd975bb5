/** What a virtual network has, by name or by where it leads. */
import { parentId, sameId } from './resource-id';
import type { Peering, Subnet, VirtualNetwork } from './survey';

/** A peering belongs to the network that it leads to, not to its name, which is free. A network has at most one to each other network. */
export const peeringTo = (network: VirtualNetwork, remoteId: string): Peering | undefined =>
  network.peerings.find(({ remoteVirtualNetworkId }) => sameId(remoteVirtualNetworkId, remoteId));

/** ARM names regardless of case. */
export const subnetNamed = (network: VirtualNetwork, name: string): Subnet | undefined =>
  network.subnets.find((subnet) => subnet.name.toLowerCase() === name.toLowerCase());

/** @param subnetId `…/virtualNetworks/<network>/subnets/<subnet>` */
export const networkIdOf = (subnetId: string): string => parentId(subnetId);

/** Where a gateway of the network sits; Azure allows it no other name. */
export const gatewaySubnetName = 'GatewaySubnet';
