/** Reads a Route Server by its id, or looks for the one in the hub's RouteServerSubnet. In ARM it is a `virtualHubs` resource. */
import { z } from 'zod';
import { read } from '../../estate/reading';
import type { Reading } from '../../estate/reading';
import { parseResourceId, sameId } from '../../estate/resource-id';
import type { RouteServer } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { readBgpConnections } from './read-bgp-connections';
import { readPages } from '../transport/read-pages';
import { parseResource, placeOf, reference, resource } from './resource-shape';

const virtualHub = resource
  .extend({
    location: z.string(),
    provisioningState: z.string(),
    routingState: z.string(),
    virtualRouterIps: z.array(z.string()),
    virtualRouterAsn: z.number().optional(),
    allowBranchToBranchTraffic: z.boolean(),
    hubRoutingPreference: z.string().optional(),
  })
  .transform(({ virtualRouterAsn, hubRoutingPreference, ...raw }) => ({
    ...raw,
    ...(virtualRouterAsn !== undefined && { virtualRouterAsn }),
    ...(hubRoutingPreference !== undefined && { hubRoutingPreference }),
  }));

const ipConfiguration = z.object({ subnet: reference });

/** @param id of the Route Server, or of the hub's virtual network, whose RouteServerSubnet is then searched for one */
export const findOrReadRouteServer = (azure: AzureClients, id: string): Promise<Reading<RouteServer | null>> =>
  isVirtualNetwork(id) ? findRouteServer(azure, id) : readRouteServer(azure, id);

const isVirtualNetwork = (id: string): boolean => parseResourceId(id)?.type.toLowerCase() === 'microsoft.network/virtualnetworks';

/** Three requests at once, and one for each BGP peer. @param id ROUTE_SERVER_ID, in any case */
export async function readRouteServer(azure: AzureClients, id: string): Promise<Reading<RouteServer>> {
  const [hub, subnetIds, bgpConnections] = await Promise.all([
    observe(`GET ${id}`, async () => {
      const { subscriptionId, resourceGroup, name } = placeOf(id);
      return parseResource(virtualHub, await azure.network(subscriptionId).virtualHubs.get(resourceGroup, name), id);
    }),
    readSubnetIds(azure, id),
    readBgpConnections(azure, id),
  ]);
  if (hub.status === 'unread') return hub;
  if (subnetIds.status === 'unread') return subnetIds;
  return read({ ...hub.value, subnetIds: subnetIds.value, bgpConnections });
}

/**
 * A GET of a virtual hub does not name its subnet, nor a subnet its Route Server; so this lists the virtual hubs of the hub's
 * subscription, leaves out those of Virtual WAN, and asks each for its IP configurations.
 *
 * @param hubId id of the hub's virtual network, in any case
 * @returns `null` where all of them were read and none lies there
 */
export async function findRouteServer(azure: AzureClients, hubId: string): Promise<Reading<RouteServer | null>> {
  const candidates = await listCandidates(azure, hubId);
  if (candidates.status === 'unread') return candidates;
  const wanted = `${hubId.trim()}/subnets/RouteServerSubnet`;
  const placed = await Promise.all(candidates.value.map(async (hub) => ({ hub, subnetIds: await readSubnetIds(azure, hub.id) })));
  for (const { hub, subnetIds } of placed) {
    if (subnetIds.status === 'unread' || !subnetIds.value.some((id) => sameId(id, wanted))) continue;
    const found = await observe(`GET ${hub.id}`, () => Promise.resolve(virtualHub.parse(hub)));
    if (found.status === 'unread') return found;
    return read({ ...found.value, subnetIds: subnetIds.value, bgpConnections: await readBgpConnections(azure, hub.id) });
  }
  // A hub whose subnets could not be read may be the Route Server in question.
  return placed.map(({ subnetIds }) => subnetIds).find((reading) => reading.status === 'unread') ?? read(null);
}

/** Only a hub of Virtual WAN belongs to a `virtualWan`; ASN, addresses and SKU are alike (REST reference of virtualHubs). */
const candidate = z.looseObject({ id: z.string(), virtualWan: reference.optional() });

function listCandidates(azure: AzureClients, hubId: string): Promise<Reading<z.infer<typeof candidate>[]>> {
  const { subscriptionId } = placeOf(hubId);
  return observe(`GET /subscriptions/${subscriptionId}/providers/Microsoft.Network/virtualHubs`, async () => {
    const { virtualHubs } = azure.network(subscriptionId);
    return z.array(candidate).parse(await readPages((options) => virtualHubs.list(options), azure)).filter(({ virtualWan }) => !virtualWan);
  });
}

function readSubnetIds(azure: AzureClients, id: string): Promise<Reading<readonly string[]>> {
  return observe(`GET ${id}/ipConfigurations`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    const { virtualHubIpConfiguration } = azure.network(subscriptionId);
    const pages = await readPages((options) => virtualHubIpConfiguration.list(resourceGroup, name, options), azure);
    return z.array(ipConfiguration).parse(pages).map(({ subnet }) => subnet.id);
  });
}
