/** Reads a managed routing appliance (`virtualNetworkAppliances`). */
import { z } from 'zod';
import type { RoutingAppliance } from '../../estate/forwarder-shapes';
import type { Reading } from '../../estate/reading';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, resource } from './resource-shape';

const appliance = resource
  .extend({
    provisioningState: z.string(),
    subnet: z.object({ id: z.string() }).optional(),
    ipConfigurations: z.array(z.object({ privateIPAddress: z.string().optional() })).default([]),
  })
  .transform(
    ({ subnet, ipConfigurations, ...raw }): RoutingAppliance => ({
      ...raw,
      addresses: ipConfigurations.flatMap(({ privateIPAddress }) => (privateIPAddress === undefined || !subnet ? [] : [{ subnetId: subnet.id, privateIPAddress }])),
    }),
  );

/** One GET. @param id id of the appliance, in any case */
export function readRoutingAppliance(azure: AzureClients, id: string): Promise<Reading<RoutingAppliance>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return parseResource(appliance, await azure.network(subscriptionId).virtualNetworkAppliances.get(resourceGroup, name), id);
  });
}
