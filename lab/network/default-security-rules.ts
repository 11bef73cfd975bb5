/** The six rules that every network security group has below its own. */
import type { SecurityRule } from '../topology/topology';

const rule = (name: string, direction: SecurityRule['direction'], priority: number, access: SecurityRule['access'], source: string, destination: string): SecurityRule => ({
  name,
  priority,
  direction,
  access,
  protocol: '*',
  sourceAddressPrefixes: [source],
  sourcePortRanges: ['*'],
  destinationAddressPrefixes: [destination],
  destinationPortRanges: ['*'],
});

export const defaultSecurityRules: readonly SecurityRule[] = [
  rule('AllowVnetInBound', 'Inbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  rule('AllowAzureLoadBalancerInBound', 'Inbound', 65001, 'Allow', 'AzureLoadBalancer', '*'),
  rule('DenyAllInBound', 'Inbound', 65500, 'Deny', '*', '*'),
  rule('AllowVnetOutBound', 'Outbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  rule('AllowInternetOutBound', 'Outbound', 65001, 'Allow', '*', 'Internet'),
  rule('DenyAllOutBound', 'Outbound', 65500, 'Deny', '*', '*'),
];
