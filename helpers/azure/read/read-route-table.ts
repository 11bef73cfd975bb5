/** Reads a route table with its routes, which ARM sends inline. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { Route, RouteTable } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, resource } from './resource-shape';

const route = z
  .object({
    name: z.string(),
    addressPrefix: z.string(),
    nextHopType: z.string(),
    nextHopIpAddress: z.string().optional(),
    provisioningState: z.string(),
  })
  .transform(({ nextHopIpAddress, ...raw }): Route => ({
    ...raw,
    // Azure sends an empty text for next hop types that have no address.
    ...(nextHopIpAddress !== undefined && nextHopIpAddress !== '' && { nextHopIpAddress }),
  }));

const routeTable = resource.extend({
  location: z.string(),
  provisioningState: z.string(),
  disableBgpRoutePropagation: z.boolean(),
  routes: z.array(route),
});

/** @param answer the resource as ARM sends it, alone or in a list. Throws ZodError or MalformedAnswer */
export const routeTableFrom = (answer: unknown, id: string): RouteTable => parseResource(routeTable, answer, id);

/** One GET. @param id id of the route table, in any case */
export function readRouteTable(azure: AzureClients, id: string): Promise<Reading<RouteTable>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return routeTableFrom(await azure.network(subscriptionId).routeTables.get(resourceGroup, name), id);
  });
}
