import type { MachineBehaviour } from '../ssh/behaviour';
import { named, type Named } from '../topologies/testing/named';
import { setUpOf, type Setup } from './guest';
import { jumpHostSetup } from './jump-host';
import { layOut } from './layout';

function setUp(it: Named, namespace: string, behaviour: MachineBehaviour = { kind: 'normal' }): Setup {
  const node = layOut(it.world).find((candidate) => candidate.namespace === namespace);
  if (!node) throw new Error(`There is no ${namespace}.`);
  return setUpOf(it.world, node, behaviour);
}

test('a machine has its address with the mask of its subnet, and the veth pair to the jump host', () => {
  expect(setUp(named('reference'), 'spoke1vm')).toEqual({
    sysctl: ['net.ipv4.ip_forward=0'],
    ip: [
      'link set eth0 arp off up',
      'address add 10.1.1.4/24 dev eth0',
      'route add default dev eth0',
      'link set mgmt arp off up',
      'route add 192.0.2.4/32 dev mgmt',
      'rule add to 192.0.2.4 lookup main pref 10',
    ],
    nft: [],
  });
});

test('a further NIC has a table of its own for what has its address', () => {
  const it = named('reference');
  it.vm('spoke1vm').networkInterfaces.push('spoke2vm819_z1');
  expect(setUp(it, 'spoke1vm').ip.slice(3, 7)).toEqual(['link set eth1 arp off up', 'address add 10.2.1.4/24 dev eth1', 'route add default dev eth1 table 101', 'rule add from 10.2.1.4 lookup 101 pref 101']);
});

test('an instance forwards, and nobody can log in to it', () => {
  expect(setUp(named('reference'), 'myfirstrouteserver-0')).toEqual({
    sysctl: ['net.ipv4.ip_forward=1'],
    ip: ['link set eth0 arp off up', 'address add 10.0.1.4/24 dev eth0', 'route add default dev eth0'],
    nft: [],
  });
});

test('an appliance forwards where its guest does', () => {
  const it = named('nva-bgp');
  delete it.vm('rednva2').forwards;
  expect(['rednva1', 'rednva2'].flatMap((name) => setUp(it, name).sysctl)).toEqual(['net.ipv4.ip_forward=1', 'net.ipv4.ip_forward=0']);
});

test.each<[MachineBehaviour, string]>([
  [{ kind: 'dropped' }, 'tcp dport 22 drop'],
  [{ kind: 'hangs-first-logins', logins: 3 }, 'iifname != "mgmt" tcp dport 22 add @first { ip saddr . tcp sport } drop'],
  [{ kind: 'hangs-first-logins', logins: 3 }, 'set first { type ipv4_addr . inet_service; flags dynamic; size 3; }'],
  [{ kind: 'falls-silent', after: 3 }, 'set first { type ipv4_addr . inet_service; flags dynamic; size 3; }'],
  [{ kind: 'falls-silent', after: 3 }, 'meta l4proto @silent drop'],
  [{ kind: 'source-translated', address: '10.0.1.4' }, 'iifname != "mgmt" tcp dport 22 snat to 10.0.1.4'],
])('%j is a matter of the guest’s nftables', (behaviour, line) => {
  expect(setUp(named('reference'), 'spoke2vm', behaviour).nft).toContain(line);
});

test('a guest’s firewall is nftables of its own, which let pass what the guest sends itself', () => {
  const it = named('reference');
  it.vm('spoke2vm').guestFirewall = [{ ports: ['1433', '8000-9000'], action: 'refuse' }, { ports: ['*'], action: 'drop' }];
  expect(setUp(it, 'spoke2vm').nft).toEqual([
    'table ip firewall {',
    'chain input {',
    'type filter hook input priority 0; policy accept;',
    'iifname "lo" accept',
    'tcp dport { 1433, 8000-9000 } reject with tcp reset',
    'tcp dport { 0-65535 } drop',
    '}',
    '}',
  ]);
});

test('the jump host has a veth pair to each machine and to nothing else; of two with one address it reaches the first', () => {
  const it = named('reference');
  it.nic('spoke2vm819_z1').privateIPAddresses = ['10.1.1.4', '10.2.1.5'];
  expect(jumpHostSetup(layOut(it.world)).ip.filter((line) => !line.includes('void'))).toEqual([
    'address add 192.0.2.4/32 dev lo',
    'link add vm0 address 02:00:00:00:00:01 type veth peer name mgmt address 02:00:00:00:00:01 netns spoke1vm',
    'link set vm0 arp off up',
    'link add vm1 address 02:00:00:00:00:01 type veth peer name mgmt address 02:00:00:00:00:01 netns spoke2vm',
    'link set vm1 arp off up',
    'route add 10.1.1.4/32 dev vm0 src 192.0.2.4',
    'route add 10.2.1.5/32 dev vm1 src 192.0.2.4',
  ]);
});
