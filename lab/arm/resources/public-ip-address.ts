/** Public IP addresses are only named here, by the resources that own one: the topology doesn't describe them, and the lab answers no request for one. */
import type { Placed } from '../../topology/topology';

/** The id of the address that the `index`th IP configuration of a resource owns. */
export const publicIPAddressId = ({ subscription, resourceGroup, name }: Placed, index: number): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/publicIPAddresses/${name}-ip${(index + 1).toString()}`;
