/** Azure Firewalls as Microsoft.Network sends them. */
import type { FirewallRule, PlacedForwarder } from '../../topology/forwarders';
import { azureFirewallId, subnetId } from '../../topology/resource-ids';
import type { World } from '../../topology/world';
import { optional, reference, withEtag, type ResourceBody } from '../resource-body';
import { publicIPAddressId } from './public-ip-address';

/** Rules are the firewall's own, or they lie in a policy, which is a resource that the lab does not hold. */
export function azureFirewallBody(_: World, firewall: PlacedForwarder): ResourceBody {
  const { network, subnet, forwarder, subscription, resourceGroup } = firewall;
  const { policy } = forwarder;
  return withEtag((etag) => ({
    name: firewall.name,
    id: azureFirewallId(firewall),
    etag,
    type: 'Microsoft.Network/azureFirewalls',
    location: firewall.location,
    properties: {
      provisioningState: 'Succeeded',
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      additionalProperties: {},
      ipConfigurations: [
        {
          name: ipConfigurationName,
          id: firewallIpConfigurationId(firewall),
          etag,
          type: 'Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations',
          properties: {
            provisioningState: 'Succeeded',
            privateIPAddress: forwarder.privateIPAddress,
            publicIPAddress: reference(publicIPAddressId(firewall, 0)),
            subnet: reference(subnetId(network, subnet)),
          },
        },
      ],
      networkRuleCollections: policy === undefined ? ruleCollections(firewall, etag) : [],
      applicationRuleCollections: [],
      natRuleCollections: [],
      ...optional('firewallPolicy', policy === undefined ? undefined : reference(`/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/firewallPolicies/${policy}`)),
      threatIntelMode: 'Alert',
    },
  }));
}

const ipConfigurationName = 'AzureFirewallIpConfiguration0';

export const firewallIpConfigurationId = (firewall: PlacedForwarder): string => `${azureFirewallId(firewall)}/azureFirewallIpConfigurations/${ipConfigurationName}`;

const everything: FirewallRule = { name: 'everything', protocol: '*', sourceAddressPrefixes: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['*'] };

/** All rules allow, so that one collection holds them. */
function ruleCollections(firewall: PlacedForwarder, etag: string): Record<string, unknown>[] {
  const { allows = [everything] } = firewall.forwarder;
  if (allows.length === 0) return [];
  const name = 'allowed';
  const rules = allows.map((rule) => ({
    name: rule.name,
    protocols: [protocolNames[rule.protocol]],
    sourceAddresses: rule.sourceAddressPrefixes,
    destinationAddresses: rule.destinationAddressPrefixes,
    destinationPorts: rule.destinationPortRanges,
    sourceIpGroups: [],
    destinationIpGroups: [],
    destinationFqdns: [],
  }));
  return [{ name, id: `${azureFirewallId(firewall)}/networkRuleCollections/${name}`, etag, properties: { provisioningState: 'Succeeded', priority: 100, action: { type: 'Allow' }, rules } }];
}

const protocolNames: Readonly<Record<FirewallRule['protocol'], string>> = { Tcp: 'TCP', Udp: 'UDP', Icmp: 'ICMP', '*': 'Any' };
