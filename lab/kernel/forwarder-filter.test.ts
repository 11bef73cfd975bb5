import type { Forwarder } from '../topology/forwarders';
import { forwarderFilter } from './forwarder-filter';

const filterOf = (more: Partial<Forwarder>): string[] => forwarderFilter({ name: 'hop', privateIPAddress: '10.0.0.68', ...more }).slice(3, -2);

const rule = (more: object): NonNullable<Forwarder['allows']>[number] => ({ name: 'r', protocol: '*', sourceAddressPrefixes: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['*'], ...more });

test.each<[string, Partial<Forwarder>, string[]]>([
  ['what is no resource', {}, []],
  ['a routing appliance', { kind: 'routing-appliance' }, []],
  ['a load balancer with HA ports', { kind: 'load-balancer' }, []],
  ['a load balancer with ports', { kind: 'load-balancer', rules: [{ protocol: 'Tcp', frontendPort: 22 }] }, ['tcp dport 22 accept', 'drop']],
  ['a firewall that allows everything', { kind: 'firewall' }, []],
  ['a firewall that allows nothing', { kind: 'firewall', allows: [] }, ['ct state established,related accept', 'drop']],
  [
    'a firewall with rules',
    { kind: 'firewall', allows: [rule({ protocol: 'Icmp' }), rule({ destinationPortRanges: ['22', '80-81'] }), rule({ protocol: 'Tcp', sourceAddressPrefixes: ['10.1.0.0/16', 'fd00::/8'], destinationAddressPrefixes: ['10.2.1.4'] })] },
    [
      'ct state established,related accept',
      'ct state new meta l4proto icmp accept',
      'ct state new meta l4proto { tcp, udp } th dport { 22, 80-81 } accept',
      'ct state new ip saddr { 10.1.0.0/16 } ip daddr { 10.2.1.4 } meta l4proto tcp accept',
      'drop',
    ],
  ],
  ['a firewall with a rule about IPv6 alone', { kind: 'firewall', allows: [rule({ sourceAddressPrefixes: ['fd00::/8'] })] }, ['ct state established,related accept', 'drop']],
])('the filter of %s', (_, forwarder, lines) => {
  expect(filterOf(forwarder)).toEqual(lines);
});
