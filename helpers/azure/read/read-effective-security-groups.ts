/** Reads the network security groups that apply to a NIC, with their rules as Azure evaluates them. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
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
    type Texts = readonly string[];
    const either = (list: Texts | undefined, single: string | undefined, what: string, otherwise: Texts = []): Texts => {
      const found = list?.length ? list : single === undefined || single === '' ? otherwise : [single];
      // A rule for an application security group without members is one for nobody; of a field that is left out nothing is known.
      if (found.length === 0 && !list) context.addIssue({ code: 'custom', message: `has no ${what}` });
      return found;
    };
    const [sources, destinations] = [raw.expandedSourceAddressPrefix, raw.expandedDestinationAddressPrefix];
    return {
      name: raw.name,
      protocol: raw.protocol,
      sourcePortRanges: either(raw.sourcePortRanges, raw.sourcePortRange, 'source ports'),
      destinationPortRanges: either(raw.destinationPortRanges, raw.destinationPortRange, 'destination ports'),
      sourceAddressPrefixes: either(raw.sourceAddressPrefixes, raw.sourceAddressPrefix, 'source addresses', sources),
      destinationAddressPrefixes: either(raw.destinationAddressPrefixes, raw.destinationAddressPrefix, 'destination addresses', destinations),
      expandedSourceAddressPrefixes: sources,
      expandedDestinationAddressPrefixes: destinations,
      access: raw.access,
      priority: raw.priority,
      direction: raw.direction,
    };
  });

const securityGroup = z
  .object({
    networkSecurityGroup: reference,
    association: z.object({ subnet: reference.optional(), networkInterface: reference.optional() }),
    effectiveSecurityRules: z.array(rule).nullish(),
  })
  .transform(({ networkSecurityGroup, association, effectiveSecurityRules }, context): Entry => {
    const associatedWith = association.subnet ?? association.networkInterface;
    // A third kind, rules of a network manager, is evaluated before all others and is not understood here.
    if (!associatedWith) {
      context.addIssue({ code: 'custom', path: ['association'], message: 'names neither a subnet nor a network interface' });
    }
    return {
      networkSecurityGroupId: networkSecurityGroup.id,
      association: association.subnet ? 'subnet' : 'networkInterface',
      key: [networkSecurityGroup.id, associatedWith?.id ?? ''].map(keyOf).join(' '),
      ...(effectiveSecurityRules && { rules: effectiveSecurityRules }),
    };
  });

interface Entry extends Omit<EffectiveSecurityGroup, 'rules'> {
  /** The group and what it is associated with. */
  readonly key: string;
  readonly rules?: readonly EffectiveSecurityRule[];
}

const envelope = z.object({ value: z.array(securityGroup), nextLink: z.undefined().optional() });

/**
 * Azure has been seen to send a group twice for one association, the second time without rules. By itself that entry would decide
 * nothing, so all of a group and an association are one; where none of them has rules, there is nothing to judge the group by.
 */
const securityGroups = envelope.transform(({ value }, context): EffectiveSecurityGroup[] => {
  const byKey = new Map(value.map(({ key }) => [key, value.filter((entry) => entry.key === key)]));
  return [...byKey.values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const { networkSecurityGroupId, association } = first;
    const rules = entries.flatMap((entry) => entry.rules ?? []);
    if (entries.every((entry) => !entry.rules)) {
      context.addIssue({ code: 'custom', path: ['value', value.indexOf(first), 'effectiveSecurityRules'], message: 'is not there' });
    }
    return [{ networkSecurityGroupId, association, rules: [...new Map(rules.map((each) => [JSON.stringify(each), each])).values()] }];
  });
});

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
    return securityGroups.parse(answer);
  });
}
