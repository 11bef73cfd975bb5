/** Network security groups with their rules, as Microsoft.Network sends them. */
import { defaultSecurityRules } from '../../network/default-security-rules';
import { applicationSecurityGroupId, networkInterfaceId, networkSecurityGroupId, securityRuleId, subnetId } from '../../topology/resource-ids';
import type { NetworkSecurityGroup, SecurityRule } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, withEtag, type ResourceBody } from '../resource-body';

export function networkSecurityGroupBody(world: World, group: NetworkSecurityGroup): ResourceBody {
  const id = networkSecurityGroupId(group);
  const subnets = world.subnetsWith(group).map(({ network, subnet }) => reference(subnetId(network, subnet)));
  const networkInterfaces = world.networkInterfacesWith(group).map((nic) => reference(networkInterfaceId(nic)));
  return withEtag((etag) => ({
    name: group.name,
    id,
    etag,
    type: 'Microsoft.Network/networkSecurityGroups',
    location: group.location,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidOf(id),
      securityRules: securityRuleBodies(world, group, etag),
      defaultSecurityRules: defaultSecurityRules.map((rule) => ruleBody(rule, 'defaultSecurityRules', `${id}/defaultSecurityRules/${rule.name}`, etag)),
      ...optional('networkInterfaces', networkInterfaces.length > 0 ? networkInterfaces : undefined),
      ...optional('subnets', subnets.length > 0 ? subnets : undefined),
    },
  }));
}

export function securityRuleBodies(world: World, group: NetworkSecurityGroup, etag: string): ResourceBody[] {
  return group.rules.map((rule) => {
    const body = ruleBody(rule, 'securityRules', securityRuleId(group, rule), etag);
    return { ...body, properties: { ...body.properties, ...applicationGroups(world, rule) } };
  });
}

function applicationGroups(world: World, rule: SecurityRule): Record<string, unknown> {
  const references = (refs: readonly string[] | undefined): { id: string }[] | undefined => refs && world.applicationSecurityGroupsAt(refs).map((group) => reference(applicationSecurityGroupId(group)));
  return {
    ...optional('sourceApplicationSecurityGroups', references(rule.sourceApplicationSecurityGroups)),
    ...optional('destinationApplicationSecurityGroups', references(rule.destinationApplicationSecurityGroups)),
  };
}

function ruleBody(rule: SecurityRule, type: 'securityRules' | 'defaultSecurityRules', id: string, etag: string): ResourceBody {
  return {
    name: rule.name,
    id,
    etag,
    type: `Microsoft.Network/networkSecurityGroups/${type}`,
    properties: {
      provisioningState: 'Succeeded',
      protocol: rule.protocol,
      ...oneOrMany('sourcePortRange', 'sourcePortRanges', rule.sourcePortRanges),
      ...oneOrMany('destinationPortRange', 'destinationPortRanges', rule.destinationPortRanges),
      ...oneOrMany('sourceAddressPrefix', 'sourceAddressPrefixes', rule.sourceAddressPrefixes),
      ...oneOrMany('destinationAddressPrefix', 'destinationAddressPrefixes', rule.destinationAddressPrefixes),
      access: rule.access,
      priority: rule.priority,
      direction: rule.direction,
    },
  };
}

/** One value is sent by the singular key beside an empty list, several as the list alone. */
const oneOrMany = (one: string, many: string, values: readonly string[]): Record<string, unknown> =>
  values.length === 1 ? { [one]: values[0], [many]: [] } : { [many]: values };
