import { hubId, hubRoom, nic1Id, spoke1Room, type RecordedParts } from './testing/recorded';
import { nic1, rebuilt } from './testing/rebuilt';

const rulesKept = 'Recorded values override what would follow from the rest: the effective security rules of spoke1vm711_z1. A change of security rules has no effect there; --without-overrides drops these overrides.';

describe('Security groups', () => {
  const groupId = `${spoke1Room}/networkSecurityGroups/nsg`;
  const own = { name: 'securityRules/AllowStorage', protocol: 'Tcp', sourcePortRanges: ['0-65535'], destinationPortRanges: ['22-22', '80-90'], sourceAddressPrefixes: ['Storage'], destinationAddressPrefixes: ['0.0.0.0/0'], expandedSourceAddressPrefixes: ['20.38.96.0/23'], expandedDestinationAddressPrefixes: [], access: 'Allow', priority: 200, direction: 'Inbound' } as const;
  const any = { protocol: 'All', sourcePortRanges: ['0-65535'], destinationPortRanges: ['0-65535'], expandedSourceAddressPrefixes: [] as string[], expandedDestinationAddressPrefixes: [] as string[] };
  const vnet = ['10.1.0.0/16', '10.0.0.0/16', '10.2.1.0/24', '168.63.129.16/32'];
  const everything = ['0.0.0.0/0'];
  const internet = ['13.0.0.0/8'];
  const defaults = [
    { ...any, name: 'AllowVnetInBound', priority: 65000, access: 'Allow', direction: 'Inbound', sourceAddressPrefixes: ['VirtualNetwork'], destinationAddressPrefixes: ['VirtualNetwork'], expandedSourceAddressPrefixes: vnet, expandedDestinationAddressPrefixes: vnet },
    { ...any, name: 'AllowAzureLoadBalancerInBound', priority: 65001, access: 'Allow', direction: 'Inbound', sourceAddressPrefixes: ['AzureLoadBalancer'], destinationAddressPrefixes: everything, expandedSourceAddressPrefixes: ['168.63.129.16/32'] },
    { ...any, name: 'DenyAllInBound', priority: 65500, access: 'Deny', direction: 'Inbound', sourceAddressPrefixes: everything, destinationAddressPrefixes: everything },
    { ...any, name: 'AllowVnetOutBound', priority: 65000, access: 'Allow', direction: 'Outbound', sourceAddressPrefixes: ['VirtualNetwork'], destinationAddressPrefixes: ['VirtualNetwork'], expandedSourceAddressPrefixes: vnet, expandedDestinationAddressPrefixes: vnet },
    { ...any, name: 'AllowInternetOutBound', priority: 65001, access: 'Allow', direction: 'Outbound', sourceAddressPrefixes: everything, destinationAddressPrefixes: ['Internet'], expandedDestinationAddressPrefixes: internet },
    { ...any, name: 'DenyAllOutBound', priority: 65500, access: 'Deny', direction: 'Outbound', sourceAddressPrefixes: everything, destinationAddressPrefixes: everything },
  ].map((rule) => ({ ...rule, name: `defaultSecurityRules/${rule.name}` }));

  /** On the NIC of spoke 1, with one rule of its own. */
  const withGroup = (change: Readonly<Record<string, unknown>> = {}, expansion = vnet) => (it: RecordedParts): void => {
    it.nic(nic1Id).networkSecurityGroupId = groupId;
    const rules = [{ ...own, ...change }, ...defaults.map((rule) => (rule.expandedSourceAddressPrefixes === vnet ? { ...rule, expandedSourceAddressPrefixes: expansion, expandedDestinationAddressPrefixes: expansion } : rule))];
    it.survey.effectiveSecurityGroups[nic1Id.toLowerCase()] = { status: 'read', value: [{ networkSecurityGroupId: groupId.toUpperCase(), association: 'networkInterface', rules: structuredClone(rules) as never }] };
  };

  test('are rebuilt from their effective rules, without the default ones, a foreign tag expanded, and need no override', () => {
    const { topology, notes } = rebuilt(withGroup());
    expect(topology.networkSecurityGroups).toEqual([
      {
        name: 'nsg',
        subscription: '00000000-0000-4000-8000-000000000002',
        resourceGroup: 'bluespoke1rg',
        location: 'australiaeast',
        rules: [{ name: 'AllowStorage', priority: 200, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourceAddressPrefixes: ['20.38.96.0/23'], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['22', '80-90'] }],
      },
    ]);
    expect(nic1(topology)?.networkSecurityGroup).toBe('nsg');
    expect(notes).toEqual([]);
  });

  test('a tag that stands for other addresses of the networks becomes an override', () => {
    const { topology, notes } = rebuilt(withGroup({}, vnet.slice(0, 2)));
    expect(nic1(topology)?.effectiveSecurityGroups).toHaveLength(1);
    expect(notes).toEqual([rulesKept]);
  });

  test('a tag that Azure did not expand cannot be written in a topology, and becomes an override', () => {
    const { topology, notes } = rebuilt(withGroup({ expandedSourceAddressPrefixes: [] }));
    expect(topology.networkSecurityGroups[0]?.rules).toEqual([]);
    expect(notes).toEqual(['Rule AllowStorage of NSG is left out: a topology has no word for it.', rulesKept]);
  });

  test('that apply to no NIC that runs have no rules that were seen', () => {
    const { notes } = rebuilt((it) => {
      const subnet = it.network(hubId).subnets.find(({ name }) => name === 'RouteServerSubnet');
      if (subnet) subnet.networkSecurityGroupId = `${hubRoom}/networkSecurityGroups/hubnsg`;
    });
    expect(notes).toEqual(["The rules of network security group hubnsg were not seen on any NIC; it has none but Azure's own."]);
  });
});
