/** Reads a virtual network gateway: a VPN or an ExpressRoute one. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { VirtualNetworkGateway } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, resource } from './resource-shape';

const gateway = resource
  .extend({
    gatewayType: z.string(),
    provisioningState: z.string(),
    // The SDK's name for `activeActive`; an ExpressRoute gateway has none.
    active: z.boolean().default(false),
  })
  .transform(({ active, ...raw }): VirtualNetworkGateway => ({ ...raw, activeActive: active }));

/** One GET. @param id id of the gateway, in any case */
export function readVirtualNetworkGateway(azure: AzureClients, id: string): Promise<Reading<VirtualNetworkGateway>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return parseResource(gateway, await azure.network(subscriptionId).virtualNetworkGateways.get(resourceGroup, name), id);
  });
}
