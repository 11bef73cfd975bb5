import { named, type Named } from '../topologies/testing/named';
import { fabricOf } from './fabric';
import { layOut } from './layout';

const fabric = (it: Named): ReturnType<typeof fabricOf> => fabricOf(it.world, layOut(it.world));

const withPrefix = (lines: readonly string[], ...prefixes: readonly string[]): string[] => lines.filter((line) => prefixes.some((prefix) => line.startsWith(prefix)));

const mac = 'address 02:00:00:00:00:01';

test('a network is a pair of devices, and a table of who has its addresses', () => {
  const { ip } = fabric(named('reference'));
  expect(ip.filter((line) => /\bnet1\b|net1-in|5001/.test(line) && !/table 100/.test(line))).toEqual([
    `link add net1 ${mac} type veth peer name net1-in ${mac}`,
    'link set net1 arp off group 11 up',
    'link set net1-in arp off up',
    'rule add iif net1-in lookup 5001 pref 5001',
    'route add 10.1.1.4/32 dev port0 table 5001',
    'route add blackhole default table 5001',
  ]);
});

test('a port is a veth pair to a namespace, in the group of its network, with a table of its own', () => {
  const { ip } = fabric(named('reference'));
  expect(withPrefix(ip, 'link add port1', 'link set port1', 'rule add iif port1')).toEqual([
    `link add port1 ${mac} type veth peer name eth0 ${mac} netns spoke2vm`,
    'link set port1 arp off group 12 up',
    'rule add iif port1 lookup 1001 pref 1001',
  ]);
  expect(ip.filter((line) => line.endsWith('table 1001') && !line.includes('blackhole'))).toEqual([
    'route add 10.2.0.0/16 dev net2 table 1001',
    'route add 10.1.1.0/24 dev port3 table 1001',
    'route add 10.0.0.0/16 dev net0 table 1001',
  ]);
  expect(ip).toContain('route add blackhole 10.0.0.0/8 table 1001');
});

test('what no route is for comes to no other table', () => {
  expect(fabric(named('reference')).ip).toContain('route add blackhole 0.0.0.0/0 table 1002');
});

/** The rules about peerings, in the network's own words for a healthy network: none. */
const dropped = (it: Named): string[] => fabric(it).nft.filter((line) => /group|iifname \{|oifname \{/.test(line));

describe('a peering', () => {
  test('lets everything through that it may', () => {
    expect(dropped(named('reference'))).toEqual([]);
  });

  test('without access lets nothing through, in either direction', () => {
    const it = named('reference');
    for (const side of it.network('bluespoke1-vnet1').peerings) side.allowVirtualNetworkAccess = false;
    expect(dropped(it)).toEqual(['meta iifgroup 10 meta oifgroup 11 drop', 'meta iifgroup 11 meta oifgroup 10 drop']);
  });

  test('without forwarded traffic lets into the network only what starts in the other one', () => {
    const it = named('reference');
    for (const side of it.network('bluespoke1-vnet1').peerings) side.allowForwardedTraffic = false;
    expect(dropped(it)).toEqual(['meta iifgroup 10 meta oifgroup 11 ip saddr != { 10.0.0.0/16 } drop']);
  });

  test('without forwarded traffic lets all in where the fabric does not enforce it', () => {
    const it = named('reference');
    for (const side of it.network('bluespoke1-vnet1').peerings) side.allowForwardedTraffic = false;
    Object.assign(it.topology, { forwardedTraffic: 'not enforced' });
    expect(dropped(it)).toEqual([]);
  });

  test('lets what a VPN gateway forwards through all the same', () => {
    expect(dropped(named('gateway-transit')).slice(0, 3)).toEqual(['iifname { "port4" } accept', 'oifname { "port4" } accept', 'meta iifgroup 10 meta oifgroup 11 ip saddr != { 10.40.0.0/16 } drop']);
  });
});

test('a NIC without IP forwarding carries only what is its machine’s own; an appliance’s carries all', () => {
  const { nft } = fabric(named('nva-bgp'));
  expect(withPrefix(nft, 'oifname "', 'iifname "')).toEqual([
    'oifname "port2" ip daddr != { 10.21.1.4 } drop',
    'iifname "port2" ip saddr != { 10.21.1.4 } drop',
    'oifname "port3" ip daddr != { 10.22.1.4 } drop',
    'iifname "port3" ip saddr != { 10.22.1.4 } drop',
  ]);
});

test('a connection whose appliance is picked has a rule and a table of its own', () => {
  const it = named('nva-bgp');
  for (const name of ['rednva1', 'rednva2']) it.vm(name).stateful = true;
  const { ip } = fabric(it);
  expect(ip.filter((line) => line.includes('20000') || line.includes(' from '))).toEqual([
    'rule add iif port2 from 10.21.1.4 to 10.22.1.4 lookup 20000 pref 500',
    'route add 0.0.0.0/0 dev port1 table 20000',
    'rule add iif port3 from 10.22.1.4 to 10.21.1.4 lookup 20001 pref 500',
  ]);
});
