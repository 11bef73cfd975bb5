/** Reads the network security groups that apply to a NIC, with their rules as Azure evaluates them. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { distinctTexts, placeOf, reference } from './resource-shape';
import { runOperation } from '../transport/run-operation';

/** Azure sends lists of several values and single values beside each other; a rule may have either or both. */
const expanded = distinctTexts.default([]);

const rule = z
  .object({
    name: z.string(),
    protocol: z.string(),
    sourcePortRange: z.string().optional(),
    sourcePortRanges: distinctTexts.optional(),
    destinationPortRange: z.string().optional(),
    destinationPortRanges: distinctTexts.optional(),
    sourceAddressPrefix: z.string().optional(),
    sourceAddressPrefixes: distinctTexts.optional(),
    destinationAddressPrefix: z.string().optional(),
    destinationAddressPrefixes: distinctTexts.optional(),
    expandedSourceAddressPrefix: expanded,
    expandedDestinationAddressPrefix: expanded,
    access: z.enum(['Allow', 'Deny']),
    priority: z.number(),
    direction: z.enum(['Inbound', 'Outbound']),
  })
  .transform((raw, context): EffectiveSecurityRule => {
    const either = (list: readonly string[] | undefined, single: string | undefined, what: string): readonly string[] => {
      const found = list?.length ? list : single === undefined || single === '' ? [] : [single];
      if (found.length === 0) context.addIssue({ code: 'custom', message: `has no ${what}` });
      return found;
    };
    return {
      name: raw.name,
      protocol: raw.protocol,
      sourcePortRanges: either(raw.sourcePortRanges, raw.sourcePortRange, 'source ports'),
      destinationPortRanges: either(raw.destinationPortRanges, raw.destinationPortRange, 'destination ports'),
      sourceAddressPrefixes: either(raw.sourceAddressPrefixes, raw.sourceAddressPrefix, 'source addresses'),
      destinationAddressPrefixes: either(raw.destinationAddressPrefixes, raw.destinationAddressPrefix, 'destination addresses'),
      expandedSourceAddressPrefixes: raw.expandedSourceAddressPrefix,
      expandedDestinationAddressPrefixes: raw.expandedDestinationAddressPrefix,
      access: raw.access,
      priority: raw.priority,
      direction: raw.direction,
    };
  });

const securityGroup = z
  .object({
    networkSecurityGroup: reference,
    association: z.object({ subnet: reference.optional(), networkInterface: reference.optional() }),
    effectiveSecurityRules: z.array(rule),
  })
  .transform(({ networkSecurityGroup, association, effectiveSecurityRules }, context): EffectiveSecurityGroup => {
    // A third kind, rules of a network manager, is evaluated before all others and is not understood here.
    if (!association.subnet && !association.networkInterface) {
      context.addIssue({ code: 'custom', path: ['association'], message: 'names neither a subnet nor a network interface' });
    }
    return {
      networkSecurityGroupId: networkSecurityGroup.id,
      association: association.subnet ? 'subnet' : 'networkInterface',
      rules: effectiveSecurityRules,
    };
  });

const securityGroups = z.object({ value: z.array(securityGroup), nextLink: z.undefined().optional() });

/**
 * A long-running POST like that for effective routes. A NIC without any network security group has an empty list.
 *
 * @param id id of the NIC, in any case
 */
export function readEffectiveSecurityGroups(azure: AzureClients, id: string): Promise<Reading<readonly EffectiveSecurityGroup[]>> {
  return observe(`POST ${id}/effectiveNetworkSecurityGroups`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    const { networkInterfaces } = azure.network(subscriptionId);
    const answer = await runOperation(
      (options) => networkInterfaces.beginListEffectiveNetworkSecurityGroups(resourceGroup, name, options),
      azure,
    );
    return securityGroups.parse(answer).value;
  });
}
