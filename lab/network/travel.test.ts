import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port: 22 });

const viaNva2 = '10.22.1.4 matches 10.0.0.0/8 → VirtualNetworkGateway 10.20.2.5 (VirtualNetworkGateway) on redvm1nic; ';

test.each<[string, (it: Named) => unknown, string, string]>([
  ['IP forwarding is off on one NIC', (it) => (it.nic('rednva2nic').enableIPForwarding = false), 'rednva2nic', 'IP forwarding is off on rednva2nic'],
  ['the guest of one does not forward', (it) => (it.vm('rednva2').forwards = false), 'rednva2', 'the guest of rednva2 does not forward'],
  ['one is stopped', (it) => (it.vm('rednva2').powerState = 'stopped'), 'rednva2', 'rednva2 is stopped'],
  ['the NIC of one is detached', (it) => (it.vm('rednva2').networkInterfaces = []), 'rednva2nic', 'rednva2nic is attached to no machine'],
])('a connection over ways of equal cost is lost when %s', (_, change, at, reason) => {
  const it = named('nva-bgp');
  change(it);
  expect(ssh(it, 'redvm1', '10.22.1.4')).toEqual({ kind: 'lost', direction: 'there', at, cause: 'next-hop-does-not-forward', reason: `${viaNva2}${reason}` });
});

test('the rules of the appliance apply to what it forwards', () => {
  const it = named('nva-bgp');
  it.nic('rednva1nic').networkSecurityGroup = it.addSecurityGroup('nsg', { destinationAddressPrefixes: ['10.22.0.0/16'] });
  expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', direction: 'there', at: 'rednva1nic', cause: 'security-rule' });
  expect(ssh(it, 'redvm2', '10.21.1.4')).toMatchObject({ kind: 'open' });
});

function loopingAppliances(): Named {
  const it = named('nva-bgp');
  const { subscription, resourceGroup, location } = it.network('redhub');
  it.topology.routeTables.push({
    ...{ name: 'round', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
    routes: [{ name: 'to2', addressPrefix: '10.22.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.5' }],
  });
  it.subnet('appliances').routeTable = 'round';
  return it;
}

test('an appliance reports to the sender a packet that loops until its TTL is used up', () => {
  const outcome = ssh(loopingAppliances(), 'redvm1', '10.22.1.4');
  expect(outcome).toMatchObject({ kind: 'unreachable', cause: 'loop', at: 'rednva2nic' });
  expect('reason' in outcome && outcome.reason).toMatch(/rednva1nic → rednva2nic → rednva2nic is a loop$/);
});

test('a loop is reported to nobody where the appliance has no route back to the sender', () => {
  const it = loopingAppliances();
  it.routeTable('round').routes.push({ name: 'nowhere', addressPrefix: '10.21.0.0/16', nextHopType: 'None' });
  expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', direction: 'there', cause: 'loop', at: 'rednva2nic' });
});

test('an appliance to which its own packet comes back drops it', () => {
  const outcome = ssh(loopingAppliances(), 'rednva2', '10.22.1.4');
  expect(outcome).toMatchObject({ kind: 'lost', direction: 'there', cause: 'came-back', at: 'rednva2nic' });
  expect('reason' in outcome && outcome.reason).toMatch(/; it comes back to rednva2, which sent it$/);
});

test('a private endpoint forwards nothing', () => {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').privateEndpoints = [{ name: 'vault', privateIPAddress: '10.0.0.9' }];
  it.routeTable('bluespoke1rt').routes = [{ name: 'odd', addressPrefix: '10.2.1.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.9' }];
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', at: 'vault', cause: 'next-hop-does-not-forward' });
});

test('a next hop that is the destination itself need not forward', () => {
  const it = named('nva-bgp');
  it.nic('rednva1nic').enableIPForwarding = false;
  const { subscription, resourceGroup, location } = it.network('redspoke1');
  it.topology.routeTables.push({
    ...{ name: 'direct', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
    routes: [{ name: 'nva1', addressPrefix: '10.20.2.4/32', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.4' }],
  });
  Object.assign(it.network('redspoke1').subnets[0] ?? {}, { routeTable: 'direct' });
  expect(ssh(it, 'redvm1', '10.20.2.4')).toMatchObject({ kind: 'open', machine: { name: 'rednva1' } });
});
