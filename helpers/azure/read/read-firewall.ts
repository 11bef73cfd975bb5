/** Reads an Azure Firewall: its private addresses, and its network rules where they are its own. */
import { z } from 'zod';
import type { Firewall, FirewallRule } from '../../estate/forwarder-shapes';
import type { Reading } from '../../estate/reading';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, reference, resource } from './resource-shape';
import { subnetAddresses } from './subnet-addresses';

const texts = z.array(z.string()).default([]);

const collection = z.object({
  name: z.string(),
  priority: z.number(),
  action: z.object({ type: z.enum(['Allow', 'Deny']) }),
  rules: z
    .array(
      z.object({
        name: z.string(),
        protocols: texts,
        sourceAddresses: texts,
        destinationAddresses: texts,
        destinationPorts: texts,
        sourceIpGroups: texts,
        destinationIpGroups: texts,
        destinationFqdns: texts,
      }),
    )
    .default([]),
});

const firewall = resource
  .extend({
    provisioningState: z.string(),
    // Absent while the firewall is deallocated.
    ipConfigurations: subnetAddresses,
    firewallPolicy: reference.optional(),
    networkRuleCollections: z.array(collection).default([]),
  })
  .transform(
    ({ ipConfigurations, firewallPolicy, networkRuleCollections, ...raw }): Firewall => ({
      ...raw,
      addresses: ipConfigurations,
      ...(firewallPolicy && { policyId: firewallPolicy.id }),
      networkRules: [...networkRuleCollections]
        .sort((a, b) => a.priority - b.priority)
        .flatMap(({ action, rules }) =>
          rules.map(
            ({ sourceIpGroups, destinationIpGroups, destinationFqdns, ...rule }): FirewallRule => ({
              ...rule,
              access: action.type,
              isPartlyRead: sourceIpGroups.length + destinationIpGroups.length + destinationFqdns.length > 0,
            }),
          ),
        ),
    }),
  );

/** One GET. @param id id of the firewall, in any case */
export function readFirewall(azure: AzureClients, id: string): Promise<Reading<Firewall>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return parseResource(firewall, await azure.network(subscriptionId).azureFirewalls.get(resourceGroup, name), id);
  });
}
