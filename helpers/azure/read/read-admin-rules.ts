/** Reads the security admin rules of Azure Virtual Network Manager that apply in a virtual network. */
import { z } from 'zod';
import type { AdminRule } from '../../estate/forwarder-shapes';
import type { Reading } from '../../estate/reading';
import type { AzureClients } from '../transport/azure-clients';
import { MalformedAnswer } from '../problem/errors';
import { observe } from '../problem/observe';
import { placeOf } from './resource-shape';

const addresses = z.array(z.object({ addressPrefix: z.string() })).default([]);

const rule = z
  .object({
    id: z.string().default(''),
    access: z.enum(['Allow', 'AlwaysAllow', 'Deny']),
    priority: z.number(),
    direction: z.enum(['Inbound', 'Outbound']),
    protocol: z.string(),
    sources: addresses,
    destinations: addresses,
    sourcePortRanges: z.array(z.string()).default([]),
    destinationPortRanges: z.array(z.string()).default([]),
  })
  .transform(({ id, sources, destinations, ...raw }): AdminRule => ({
    ...raw,
    name: id.split('/').at(-1) ?? '',
    sources: sources.map(({ addressPrefix }) => addressPrefix),
    destinations: destinations.map(({ addressPrefix }) => addressPrefix),
  }));

const answer = z.object({ value: z.array(rule).default([]), skipToken: z.string().optional() });

/** More pages than any network has rules for. */
const mostPages = 100;

/**
 * One POST for each page. Its action, `Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action`, is in no built-in reading role.
 *
 * @param id id of the virtual network, in any case
 */
export function readAdminRules(azure: AzureClients, id: string): Promise<Reading<readonly AdminRule[]>> {
  return observe(`POST ${id}/listNetworkManagerEffectiveSecurityAdminRules`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    const found: AdminRule[] = [];
    let skipToken: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const parsed = answer.parse(await azure.network(subscriptionId).listNetworkManagerEffectiveSecurityAdminRules(resourceGroup, name, skipToken === undefined ? {} : { skipToken }));
      found.push(...parsed.value);
      if (parsed.skipToken === undefined || parsed.skipToken === '') return found;
      skipToken = parsed.skipToken;
    }
    throw new MalformedAnswer('it has no last page');
  });
}
