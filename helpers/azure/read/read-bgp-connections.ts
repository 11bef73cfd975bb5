/** Reads the BGP peers of a Route Server, and what each of its instances has learned from them. */
import { z } from 'zod';
import { read } from '../../estate/reading';
import type { Reading } from '../../estate/reading';
import type { BgpConnection, PeerRoute } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { readPages } from '../transport/read-pages';
import { placeOf, resource } from './resource-shape';
import { runOperation } from '../transport/run-operation';

const bgpConnection = resource
  .extend({
    provisioningState: z.string(),
    peerIp: z.string(),
    peerAsn: z.number(),
    // In the definition, but not in recordings of real traffic.
    connectionState: z.string().optional(),
  })
  .transform(({ connectionState, ...raw }) => ({ ...raw, ...(connectionState !== undefined && { connectionState }) }));

const peerRoute = z.object({ network: z.string(), nextHop: z.string(), asPath: z.string() });

/** Keyed by instance, `RouteServiceRole_IN_0` and `…_1`; there is no `value`. */
const learnedRoutes = z.record(z.string(), z.array(peerRoute)).refine((byInstance) => Object.keys(byInstance).length > 0, 'it names no instance');

/** One list, then one long-running POST for each peer. @param routeServerId in any case */
export async function readBgpConnections(azure: AzureClients, routeServerId: string): Promise<Reading<readonly BgpConnection[]>> {
  const peers = await observe(`GET ${routeServerId}/bgpConnections`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(routeServerId);
    const { virtualHubBgpConnections } = azure.network(subscriptionId);
    return z.array(bgpConnection).parse(await readPages((options) => virtualHubBgpConnections.list(resourceGroup, name, options), azure));
  });
  if (peers.status === 'unread') return peers;
  return read(
    await Promise.all(peers.value.map(async (peer) => ({ ...peer, learnedRoutes: await readLearnedRoutes(azure, peer.id) }))),
  );
}

function readLearnedRoutes(azure: AzureClients, id: string): Promise<Reading<Readonly<Record<string, readonly PeerRoute[]>>>> {
  return observe(`POST ${id}/learnedRoutes`, async () => {
    const { subscriptionId, resourceGroup, parentName, name } = placeOf(id);
    const { virtualHubBgpConnections } = azure.network(subscriptionId);
    const answer = await runOperation(
      (options) => virtualHubBgpConnections.beginListLearnedRoutes(resourceGroup, parentName, name, options),
      azure,
    );
    return learnedRoutes.parse(answer);
  });
}
