import { named } from '../topologies/testing/named';
import { networkInterfaceId, networkSecurityGroupId, subnetId } from '../topology/resource-ids';
import { contains } from '../addresses/addresses';
import { effectiveSecurityGroups } from './effective-security-rules';
import { internetPrefixes } from '../addresses/service-tags';
import { virtualNetworkTag } from './virtual-network-tag';

test('a NIC without groups has no rules', () => {
  const { world, nic } = named('reference');
  expect(effectiveSecurityGroups(world, nic('spoke1vm711_z1'))).toEqual([]);
});

test('the group of the subnet and that of the NIC are two elements, each with its association', () => {
  const { world, nic, subnet, network, topology, addSecurityGroup } = named('reference');
  subnet('bluespoke1-vnet1sub1').networkSecurityGroup = addSecurityGroup('of-subnet');
  nic('spoke1vm711_z1').networkSecurityGroup = addSecurityGroup('of-nic');
  const groups = effectiveSecurityGroups(world, nic('spoke1vm711_z1'));
  expect(groups.map(({ networkSecurityGroup, association }) => ({ networkSecurityGroup, association }))).toEqual([
    {
      networkSecurityGroup: { id: topology.networkSecurityGroups.map(networkSecurityGroupId)[0] },
      association: { subnet: { id: subnetId(network('bluespoke1-vnet1'), subnet('bluespoke1-vnet1sub1')) } },
    },
    {
      networkSecurityGroup: { id: topology.networkSecurityGroups.map(networkSecurityGroupId)[1] },
      association: { networkInterface: { id: networkInterfaceId(nic('spoke1vm711_z1')) } },
    },
  ]);
});

test('the default rules are as recorded from a real NIC, key by key', () => {
  const { world, nic, addSecurityGroup } = named('reference');
  nic('spoke1vm711_z1').networkSecurityGroup = addSecurityGroup('nsg');
  const [group] = effectiveSecurityGroups(world, nic('spoke1vm711_z1'));
  const [allowVnet, allowLoadBalancer, denyAll, ...outbound] = group?.effectiveSecurityRules ?? [];
  const tag = ['10.1.0.0/16', '10.0.0.0/16', '10.2.1.0/24', '168.63.129.16/32'];
  expect(JSON.stringify(allowVnet)).toBe(
    JSON.stringify({
      name: 'defaultSecurityRules/AllowVnetInBound',
      protocol: 'All',
      sourcePortRange: '0-65535',
      destinationPortRange: '0-65535',
      sourcePortRanges: ['0-65535'],
      destinationPortRanges: ['0-65535'],
      sourceAddressPrefix: 'VirtualNetwork',
      destinationAddressPrefix: 'VirtualNetwork',
      sourceAddressPrefixes: ['VirtualNetwork'],
      destinationAddressPrefixes: ['VirtualNetwork'],
      expandedSourceAddressPrefix: tag,
      expandedDestinationAddressPrefix: tag,
      access: 'Allow',
      priority: 65000,
      direction: 'Inbound',
    }),
  );
  expect(allowLoadBalancer).toMatchObject({
    sourceAddressPrefix: 'AzureLoadBalancer',
    destinationAddressPrefix: '0.0.0.0/0',
    destinationAddressPrefixes: ['0.0.0.0/0', '0.0.0.0/0'],
    expandedSourceAddressPrefix: ['168.63.129.16/32', 'fe80::1234:5678:9abc/128'],
  });
  expect(denyAll).not.toHaveProperty('expandedSourceAddressPrefix');
  expect([denyAll, ...outbound].map((rule) => `${rule?.direction ?? ''} ${String(rule?.priority)} ${rule?.name ?? ''}`)).toEqual([
    'Inbound 65500 defaultSecurityRules/DenyAllInBound',
    'Outbound 65000 defaultSecurityRules/AllowVnetOutBound',
    'Outbound 65001 defaultSecurityRules/AllowInternetOutBound',
    'Outbound 65500 defaultSecurityRules/DenyAllOutBound',
  ]);
});

test('own rules stand before the default ones by priority, with ports as ranges and several values in the plural field alone', () => {
  const { world, nic, addSecurityGroup } = named('reference');
  nic('spoke1vm711_z1').networkSecurityGroup = addSecurityGroup(
    'nsg',
    { name: 'later', priority: 300, access: 'Allow' },
    { name: 'ssh', priority: 200, access: 'Allow', protocol: 'Tcp', destinationPortRanges: ['22', '2200-2299'], sourceAddressPrefixes: ['10.0.0.0/16', 'VirtualNetwork'] },
  );
  const rules = effectiveSecurityGroups(world, nic('spoke1vm711_z1'))[0]?.effectiveSecurityRules ?? [];
  expect(rules.slice(0, 3).map(({ name }) => name)).toEqual(['securityRules/ssh', 'securityRules/later', 'defaultSecurityRules/AllowVnetInBound']);
  expect(rules[0]).toEqual({
    name: 'securityRules/ssh',
    protocol: 'Tcp',
    sourcePortRange: '0-65535',
    sourcePortRanges: ['0-65535'],
    destinationPortRanges: ['22-22', '2200-2299'],
    sourceAddressPrefixes: ['10.0.0.0/16', 'VirtualNetwork'],
    destinationAddressPrefix: '0.0.0.0/0',
    destinationAddressPrefixes: ['0.0.0.0/0', '0.0.0.0/0'],
    expandedSourceAddressPrefix: ['10.0.0.0/16', '10.1.0.0/16', '10.0.0.0/16', '10.2.1.0/24', '168.63.129.16/32'],
    access: 'Allow',
    priority: 200,
    direction: 'Inbound',
  });
});

describe('the tag VirtualNetwork', () => {
  test('holds no peered network that access is not allowed with', () => {
    const { world, nic, peering } = named('reference');
    peering('bluehub1-spoke1').allowVirtualNetworkAccess = false;
    expect(virtualNetworkTag(world, nic('spoke1vm711_z1'))).toEqual(['10.1.0.0/16', '10.2.1.0/24', '168.63.129.16/32']);
  });

  test('does not hold the other spoke unless a route covers it', () => {
    const { world, nic, routeTable } = named('reference');
    routeTable('bluespoke1rt').routes = [];
    expect(virtualNetworkTag(world, nic('spoke1vm711_z1'))).toEqual(['10.1.0.0/16', '10.0.0.0/16', '168.63.129.16/32']);
  });

  test('holds what is learned by BGP, once', () => {
    const { world, nic } = named('nva-bgp');
    expect(virtualNetworkTag(world, nic('redvm1nic'))).toEqual(['10.21.0.0/16', '10.20.0.0/16', '10.0.0.0/8', '168.63.129.16/32']);
  });
});

test('the tag Internet holds public addresses and no private ones', () => {
  const isPublic = (address: string): boolean => internetPrefixes.some((prefix) => contains(prefix, address));
  expect(['8.8.8.8', '1.1.1.1', '172.32.0.1', '168.63.129.17'].map(isPublic)).toEqual([true, true, true, true]);
  expect(['10.2.1.4', '172.16.0.1', '100.64.0.1', '127.0.0.1', '224.0.0.1', '168.63.129.16'].map(isPublic)).toEqual([false, false, false, false, false, false]);
});
