/** What there is where a setting names a resource that is not there. */
import { z } from 'zod';
import { parseResourceId } from '../../estate/resource-id';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { readPages } from '../transport/read-pages';

const listed = z.array(z.looseObject({ id: z.string() }));

/**
 * @param id of a virtual network or a Route Server that was not found
 * @returns ids of resources of that type in the resource group, else in the subscription; none where neither can be listed
 */
export async function readInstead(azure: AzureClients, id: string): Promise<string[]> {
  const place = parseResourceId(id);
  if (!place) return [];
  const { subscriptionId, resourceGroup, type } = place;
  const { virtualNetworks, virtualHubs } = azure.network(subscriptionId);
  const isHub = type.toLowerCase() === 'microsoft.network/virtualhubs';
  const inGroup = await observe(`GET ${id.slice(0, id.lastIndexOf('/'))}`, async () =>
    listed.parse(await readPages((options) => (isHub ? virtualHubs.listByResourceGroup(resourceGroup, options) : virtualNetworks.list(resourceGroup, options)), azure)),
  );
  if (inGroup.status === 'read' && inGroup.value.length > 0) return inGroup.value.map((one) => one.id);
  const inSubscription = await observe(`GET /subscriptions/${subscriptionId}/providers/${type}`, async () => listed.parse(await readPages((options) => (isHub ? virtualHubs.list(options) : virtualNetworks.listAll(options)), azure)));
  return inSubscription.status === 'read' ? inSubscription.value.map((one) => one.id) : [];
}
