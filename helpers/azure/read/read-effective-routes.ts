/** Reads the routes that apply to a NIC, as Azure computed them. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { EffectiveRoute } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { placeOf } from './resource-shape';
import { runOperation } from '../transport/run-operation';

const effectiveRoute = z
  .object({
    name: z.string().optional(),
    source: z.string(),
    state: z.string(),
    addressPrefix: z.array(z.string()).min(1),
    nextHopType: z.string(),
    nextHopIpAddress: z.array(z.string()).default([]),
  })
  .transform(
    ({ name, addressPrefix, nextHopIpAddress, ...raw }): EffectiveRoute => ({
      ...(name !== undefined && { name }),
      ...raw,
      addressPrefixes: addressPrefix,
      nextHopIpAddresses: nextHopIpAddress,
    }),
  );

/** `nextLink` is in the definition, but neither Azure nor the SDK has a way to follow it. */
const effectiveRoutes = z.object({ value: z.array(effectiveRoute), nextLink: z.undefined().optional() });

/**
 * A long-running POST, about 10 s; Azure refuses it (`nic-not-running`) unless the NIC's machine runs, so there is no empty table.
 *
 * @param id id of the NIC, in any case
 */
export function readEffectiveRoutes(azure: AzureClients, id: string): Promise<Reading<readonly EffectiveRoute[]>> {
  return observe(`POST ${id}/effectiveRouteTable`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    const { networkInterfaces } = azure.network(subscriptionId);
    const answer = await runOperation(
      (options) => networkInterfaces.beginGetEffectiveRouteTable(resourceGroup, name, options),
      azure,
    );
    return effectiveRoutes.parse(answer).value;
  });
}
