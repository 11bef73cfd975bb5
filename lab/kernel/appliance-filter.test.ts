import type { ApplianceFilter } from '../topology/topology';
import { applianceFilter } from './appliance-filter';

const filter = (access: ApplianceFilter['access'], more: Partial<ApplianceFilter> = {}): ApplianceFilter => ({ protocol: '*', ports: ['*'], prefixes: ['*'], access, ...more });
const rules = (lines: readonly string[]): readonly string[] => lines.slice(3, -2);

test('an appliance that passes everything has no rules', () => {
  expect(applianceFilter({})).toEqual([]);
});

test('a stateful one drops what it has not seen begin', () => {
  expect(applianceFilter({ stateful: true })).toEqual([
    'table ip appliance {',
    'chain forward {',
    'type filter hook forward priority 0; policy accept;',
    'ct state established,related accept',
    'ct state invalid drop',
    'ct state new tcp flags & (fin | syn | rst | ack) != syn drop',
    '}',
    '}',
  ]);
});

test('filters are rules in their order, each for what it names', () => {
  const filters = [
    filter('Allow', { protocol: 'Tcp', ports: ['22', '8000-9000'], prefixes: ['10.2.0.0/16', 'fd00::/16'] }),
    filter('Deny', { ports: ['443'] }),
    filter('Deny', { protocol: 'Icmp' }),
    filter('Deny'),
  ];
  expect(rules(applianceFilter({ filters }))).toEqual(['ip daddr { 10.2.0.0/16 } meta l4proto tcp th dport { 22, 8000-9000 } accept', 'meta l4proto { tcp, udp } th dport { 443 } drop', 'meta l4proto icmp drop', 'drop']);
});

test('a filter for IPv6 alone, or for ports of ICMP, is none', () => {
  expect(rules(applianceFilter({ filters: [filter('Deny', { prefixes: ['fd00::/16'] }), filter('Deny', { protocol: 'Icmp', ports: ['22'] })] }))).toEqual([]);
});
