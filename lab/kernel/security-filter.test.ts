import type { SecurityRule } from '../topology/topology';
import { named } from '../topologies/testing/named';
import { layOut } from './layout';
import { securityFilter } from './security-filter';

/** The filter of spoke1vm's NIC with these rules on the NIC, on the subnet, or on both. */
function filterWith(place: 'nic' | 'subnet' | 'both', ...rules: Partial<SecurityRule>[]): string[] {
  const it = named('reference');
  if (place !== 'nic') it.subnet('bluespoke1-vnet1sub1').networkSecurityGroup = it.addSecurityGroup('of-subnet', ...rules);
  if (place !== 'subnet') it.nic('spoke1vm711_z1').networkSecurityGroup = it.addSecurityGroup('of-nic', ...rules);
  const [port] = layOut(it.world)[0]?.ports ?? [];
  if (!port) throw new Error('spoke1vm has no port');
  return securityFilter(it.world, port, 'eth0');
}

const vnet = '{ 10.1.0.0/16, 10.0.0.0/16, 10.2.1.0/24, 168.63.129.16/32 }';

test('without a group there is no filter', () => {
  const { world } = named('reference');
  const [port] = layOut(world)[0]?.ports ?? [];
  expect(port && securityFilter(world, port, 'eth0')).toEqual([]);
});

test('what is established passes, everything else meets the rules of the direction in their order', () => {
  const lines = filterWith('nic', { name: 'DenySsh', protocol: 'Tcp', destinationPortRanges: ['22'], sourceAddressPrefixes: ['10.2.0.0/16'] });
  expect(lines.filter((line) => !/Internet/.test(line))).toEqual([
    'table ip security-eth0 {',
    'chain inbound-0 {',
    'ip saddr { 10.2.0.0/16 } meta l4proto tcp th dport { 22 } drop comment "securityRules/DenySsh"',
    `ip saddr ${vnet} ip daddr ${vnet} return comment "defaultSecurityRules/AllowVnetInBound"`,
    'ip saddr { 168.63.129.16/32 } return comment "defaultSecurityRules/AllowAzureLoadBalancerInBound"',
    'drop comment "defaultSecurityRules/DenyAllInBound"',
    'drop',
    '}',
    'chain outbound-0 {',
    `ip saddr ${vnet} ip daddr ${vnet} return comment "defaultSecurityRules/AllowVnetOutBound"`,
    'drop comment "defaultSecurityRules/DenyAllOutBound"',
    'drop',
    '}',
    'chain prerouting {',
    'type filter hook prerouting priority 0; policy accept;',
    'iifname != "eth0" accept',
    'ct state established,related accept',
    'jump inbound-0',
    '}',
    'chain postrouting {',
    'type filter hook postrouting priority 0; policy accept;',
    'oifname != "eth0" accept',
    'ct state established,related accept',
    'jump outbound-0',
    '}',
    '}',
  ]);
});

test.each<[Partial<SecurityRule>, string[]]>([
  [{ access: 'Deny', enforced: { after: 3 } }, ['th dport { 22 } add @inbound-0-first { ip saddr . th sport } goto inbound-0-on comment "securityRules/Late"', 'th dport { 22 } drop comment "securityRules/Late"', 'goto inbound-0-on']],
  [{ access: 'Deny', enforced: { first: 3 } }, ['th dport { 22 } add @inbound-0-first { ip saddr . th sport } drop comment "securityRules/Late"', 'goto inbound-0-on']],
  [{ access: 'Allow', enforced: { first: 3 } }, ['th dport { 22 } add @inbound-0-first { ip saddr . th sport } return comment "securityRules/Late"', 'goto inbound-0-on']],
])('a rule that is enforced for a time has a set that is full after so many connections: %j', (rule, lines) => {
  const filter = filterWith('nic', { name: 'Late', protocol: 'Tcp', destinationPortRanges: ['22'], ...rule });
  expect(filter.slice(1, 3)).toEqual(['chain inbound-0-on {', expect.stringContaining('AllowVnetInBound')]);
  expect(filter).toContain('set inbound-0-first { type ipv4_addr . inet_service; flags dynamic; size 3; }');
  const start = filter.indexOf('chain inbound-0 {') + 1;
  expect(filter.slice(start, start + lines.length)).toEqual(lines.map((line) => line.replace(/^th/, 'meta l4proto tcp th')));
});

test('inbound the subnet’s group comes first, outbound the NIC’s', () => {
  expect(filterWith('both').filter((line) => line.startsWith('jump'))).toEqual(['jump inbound-0', 'jump inbound-1', 'jump outbound-1', 'jump outbound-0']);
});

test.each<[string, Partial<SecurityRule>, string[]]>([
  ['any protocol with ports is TCP and UDP', { destinationPortRanges: ['22', '8000-9000'] }, ['meta l4proto { tcp, udp } th dport { 22, 8000-9000 } drop']],
  ['any protocol without ports is everything', { access: 'Allow' }, ['return']],
  ['ICMP has no ports', { protocol: 'Icmp' }, ['meta l4proto icmp drop']],
  ['a source port is matched as well', { protocol: 'Udp', sourcePortRanges: ['53'] }, ['meta l4proto udp th sport { 53 } drop']],
  ['a rule about IPv6 alone is left out', { sourceAddressPrefixes: ['fd00::/8'] }, []],
  ['of a rule about both families IPv4 stays', { destinationAddressPrefixes: ['fd00::/8', '10.1.1.4'] }, ['ip daddr { 10.1.1.4 } drop']],
])('%s', (_, rule, expected) => {
  expect(filterWith('subnet', { name: 'it', ...rule }).filter((line) => line.includes('securityRules/it')).map((line) => line.replace(' comment "securityRules/it"', ''))).toEqual(expected);
});

test('overridden rules are applied as they are, with the recorded expansions of their service tags', () => {
  const it = named('reference');
  const rule = { name: 'securityRules/seen', protocol: 'TCP', sourcePortRanges: ['*'], destinationPortRanges: ['22-22'], destinationAddressPrefixes: ['*'], expandedDestinationAddressPrefixes: [], access: 'Deny' as const, priority: 100, direction: 'Inbound' as const };
  it.nic('spoke1vm711_z1').effectiveSecurityGroups = [
    { networkSecurityGroup: '/nsg', association: 'networkInterface', rules: [{ ...rule, sourceAddressPrefixes: ['ApiManagement'], expandedSourceAddressPrefixes: ['10.2.0.0/16', 'fd00::/8'] }] },
  ];
  const [port] = layOut(it.world)[0]?.ports ?? [];
  expect(port && securityFilter(it.world, port, 'eth0')).toContain('ip saddr { 10.2.0.0/16 } meta l4proto tcp th dport { 22 } drop comment "securityRules/seen"');
});

test('a Network Manager’s rules come before the groups, and what they always allow meets none', () => {
  const it = named('reference');
  const any = { sourceAddressPrefixes: ['*'], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['*'] };
  it.network('bluespoke1-vnet1').adminRules = [
    { ...any, name: 'later', priority: 3, direction: 'Inbound', access: 'Deny', protocol: '*' },
    { ...any, name: 'always', priority: 1, direction: 'Inbound', access: 'AlwaysAllow', protocol: 'Tcp', destinationPortRanges: ['22'] },
    { ...any, name: 'left', priority: 2, direction: 'Inbound', access: 'Allow', protocol: 'Udp' },
  ];
  const [port] = layOut(it.world)[0]?.ports ?? [];
  expect(port && securityFilter(it.world, port, 'eth0').slice(0, 12)).toEqual([
    'table ip security-eth0 {',
    'chain admin-inbound {',
    'meta l4proto tcp th dport { 22 } accept comment "always"',
    'meta l4proto udp return comment "left"',
    'drop comment "later"',
    '}',
    'chain admin-outbound {',
    '}',
    'chain prerouting {',
    'type filter hook prerouting priority 0; policy accept;',
    'iifname != "eth0" accept',
    'ct state established,related accept',
  ]);
  it.nic('spoke1vm711_z1').networkSecurityGroup = it.addSecurityGroup('of-nic');
  expect(port && securityFilter(it.world, port, 'eth0').filter((line) => line.startsWith('jump'))).toEqual(['jump admin-inbound', 'jump inbound-0', 'jump admin-outbound', 'jump outbound-0']);
});
