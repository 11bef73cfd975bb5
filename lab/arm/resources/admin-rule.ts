/** Security admin rules as Microsoft.Network sends those that apply to a virtual network. */
import type { Placed, VirtualNetwork } from '../../topology/topology';
import { guidOf, reference } from '../resource-body';

/** In the order of the topology. The Network Manager is taken to lie in the group of the network, and to have one configuration. */
export function adminRuleBodies(network: VirtualNetwork): Record<string, unknown>[] {
  const manager = managerId(network);
  const group = `${manager}/networkGroups/managed`;
  return (network.adminRules ?? []).map((rule) => {
    const id = `${manager}/securityAdminConfigurations/security/ruleCollections/rules/rules/${rule.name}`;
    return {
      id,
      configurationDescription: '',
      ruleCollectionDescription: '',
      ruleCollectionAppliesToGroups: [{ networkGroupId: group }],
      ruleGroups: [{ ...reference(group), properties: { description: '', provisioningState: 'Succeeded', resourceGuid: guidOf(group) } }],
      kind: 'Custom',
      properties: {
        description: '',
        protocol: rule.protocol === '*' ? 'Any' : rule.protocol,
        sources: rule.sourceAddressPrefixes.map(addressItem),
        destinations: rule.destinationAddressPrefixes.map(addressItem),
        sourcePortRanges: rule.sourcePortRanges.map(portRange),
        destinationPortRanges: rule.destinationPortRanges.map(portRange),
        access: rule.access,
        priority: rule.priority,
        direction: rule.direction,
        provisioningState: 'Succeeded',
        resourceGuid: guidOf(id),
      },
    };
  });
}

const managerId = ({ subscription, resourceGroup }: Placed): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/networkManagers/manager`;

const addressItem = (prefix: string): Record<string, string> => ({ addressPrefix: prefix, addressPrefixType: prefix === 'Internet' ? 'ServiceTag' : 'IPPrefix' });

const portRange = (range: string): string => (range === '*' ? '0-65535' : range);
