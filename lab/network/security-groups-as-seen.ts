/** Effective security groups that were seen, as ARM sends them. */
import type { SeenSecurityGroup, SeenSecurityRule } from '../topology/as-seen';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './effective-security-rules';
import { singular } from './singular-field';

/** @param ids what the groups of a NIC may be associated with */
export const securityGroupsAsSeen = (groups: readonly SeenSecurityGroup[], ids: { readonly subnet: string; readonly networkInterface: string }): EffectiveSecurityGroup[] =>
  groups.map(({ networkSecurityGroup, association, rules }) => ({
    networkSecurityGroup: { id: networkSecurityGroup },
    association: association === 'subnet' ? { subnet: { id: ids.subnet } } : { networkInterface: { id: ids.networkInterface } },
    effectiveSecurityRules: rules.map(ruleAsSeen),
    tagMap: {},
  }));

function ruleAsSeen(rule: SeenSecurityRule): EffectiveSecurityRule {
  const { expandedSourceAddressPrefixes: source, expandedDestinationAddressPrefixes: destination, ...written } = rule;
  return {
    ...written,
    ...singular('sourcePortRange', rule.sourcePortRanges),
    ...singular('destinationPortRange', rule.destinationPortRanges),
    ...singular('sourceAddressPrefix', rule.sourceAddressPrefixes),
    ...singular('destinationAddressPrefix', rule.destinationAddressPrefixes),
    ...(source.length > 0 && { expandedSourceAddressPrefix: source }),
    ...(destination.length > 0 && { expandedDestinationAddressPrefix: destination }),
  };
}
