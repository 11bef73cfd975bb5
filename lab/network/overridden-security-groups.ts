/** The effective security groups of a NIC's override, as ARM sends them. */
import type { OverrideSecurityGroup, OverrideSecurityRule } from '../topology/overrides';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './effective-security-rules';
import { singular } from './singular-field';

/** @param ids what the groups of a NIC may be associated with */
export const overriddenSecurityGroups = (groups: readonly OverrideSecurityGroup[], ids: { readonly subnet: string; readonly networkInterface: string }): EffectiveSecurityGroup[] =>
  groups.map(({ networkSecurityGroup, association, rules }) => ({
    networkSecurityGroup: { id: networkSecurityGroup },
    association: association === 'subnet' ? { subnet: { id: ids.subnet } } : { networkInterface: { id: ids.networkInterface } },
    effectiveSecurityRules: rules.map(overriddenRule),
    tagMap: {},
  }));

function overriddenRule(rule: OverrideSecurityRule): EffectiveSecurityRule {
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
