import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port: 22 });

const viaRouteServer = '10.2.1.4 matches 10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User, tospoke2) on spoke1vm711_z1; ';
const answerViaRouteServer = '10.1.1.4 matches 10.1.1.0/24 → VirtualAppliance 10.0.1.5 (User, tospoke1) on spoke2vm819_z1; ';

interface DeliveryCase {
  readonly when: string;
  readonly change: (it: Named) => unknown;
  readonly direction: 'there' | 'back';
  readonly at: string;
  readonly cause: string;
  readonly reason: string;
}

const fromSpoke1ToSpoke2: DeliveryCase[] = [
  {
    when: 'the spoke does not allow access on its way out',
    change: (it) => (it.peering('bluespoke1-hub1').allowVirtualNetworkAccess = false),
    direction: 'there',
    at: 'bluespoke1-hub1',
    cause: 'peering-denies-access',
    reason: `${viaRouteServer}the peering bluespoke1-hub1 does not allow access`,
  },
  {
    when: 'the other spoke does not allow access',
    change: (it) => (it.peering('bluespoke2-hub1').allowVirtualNetworkAccess = false),
    direction: 'there',
    at: 'bluehub1-spoke2',
    cause: 'peering-denies-access',
    reason: `${viaRouteServer}the peering bluespoke2-hub1 does not allow access`,
  },
  {
    when: 'the other spoke does not accept forwarded traffic',
    change: (it) => (it.peering('bluespoke2-hub1').allowForwardedTraffic = false),
    direction: 'there',
    at: 'bluehub1-spoke2',
    cause: 'peering-denies-forwarded-traffic',
    reason: `${viaRouteServer}the peering bluespoke2-hub1 does not accept traffic forwarded by bluehub-vnet1`,
  },
  {
    when: 'the other machine has moved',
    change: (it) => (it.nic('spoke2vm819_z1').privateIPAddresses = ['10.2.1.5']),
    direction: 'there',
    at: 'bluespoke2-vnet1',
    cause: 'no-machine',
    reason: `${viaRouteServer}no machine in bluespoke2-vnet1 has the address 10.2.1.4`,
  },
  {
    when: 'the other machine is deallocated',
    change: (it) => (it.vm('spoke2vm').powerState = 'deallocated'),
    direction: 'there',
    at: 'spoke2vm',
    cause: 'machine-not-running',
    reason: `${viaRouteServer}spoke2vm, which has the address 10.2.1.4, is deallocated`,
  },
  {
    when: 'a rule denies it on the way out',
    change: (it) => (it.nic('spoke1vm711_z1').networkSecurityGroup = it.addSecurityGroup('nsg', { name: 'no-ssh', direction: 'Outbound', destinationPortRanges: ['22'] })),
    direction: 'there',
    at: 'spoke1vm711_z1',
    cause: 'security-rule',
    reason: 'the rule securityRules/no-ssh of nsg denies 10.1.1.4 → 10.2.1.4 port 22 at spoke1vm711_z1 (Outbound)',
  },
  {
    when: 'an inbound rule denies it',
    change: (it) => (it.subnet('bluespoke2-vnet1sub1').networkSecurityGroup = it.addSecurityGroup('nsg', { name: 'no-ssh', protocol: 'Tcp', destinationPortRanges: ['20-25'] })),
    direction: 'there',
    at: 'spoke2vm819_z1',
    cause: 'security-rule',
    reason: `${viaRouteServer}the rule securityRules/no-ssh of nsg denies 10.1.1.4 → 10.2.1.4 port 22 at spoke2vm819_z1 (Inbound)`,
  },
  {
    when: 'only the default rules apply and no route brings the other spoke into VirtualNetwork',
    change: (it) => {
      it.subnet('bluespoke2-vnet1sub1').networkSecurityGroup = it.addSecurityGroup('nsg');
      it.routeTable('bluespoke2rt').routes = [];
    },
    direction: 'there',
    at: 'spoke2vm819_z1',
    cause: 'security-rule',
    reason: `${viaRouteServer}the rule defaultSecurityRules/DenyAllInBound of nsg denies 10.1.1.4 → 10.2.1.4 port 22 at spoke2vm819_z1 (Inbound)`,
  },
  {
    when: 'the own spoke does not accept forwarded traffic',
    change: (it) => (it.peering('bluespoke1-hub1').allowForwardedTraffic = false),
    direction: 'back',
    at: 'bluehub1-spoke1',
    cause: 'peering-denies-forwarded-traffic',
    reason: `${answerViaRouteServer}the peering bluespoke1-hub1 does not accept traffic forwarded by bluehub-vnet1`,
  },
];

test.each(fromSpoke1ToSpoke2)('a packet is lost $direction when $when', ({ change, direction, at, cause, reason }) => {
  const it = named('reference');
  change(it);
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toEqual({ kind: 'lost', direction, at, cause, reason });
});

test.each(['bluespoke1-hub1', 'bluespoke2-hub1'])('forwarded traffic gets in all the same where the fabric does not enforce that %s does not accept it', (side) => {
  const it = named('reference');
  it.peering(side).allowForwardedTraffic = false;
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', cause: 'peering-denies-forwarded-traffic' });
  Object.assign(it.topology, { forwardedTraffic: 'not enforced' });
  expect(ssh(it, 'spoke1vm', '10.2.1.4').kind).toBe('open');
});

test('answers pass the rules that would deny a connection in their direction', () => {
  const it = named('reference');
  const nsg = it.addSecurityGroup('nsg', { direction: 'Outbound', destinationAddressPrefixes: ['10.1.1.0/24'] });
  it.subnet('bluespoke2-vnet1sub1').networkSecurityGroup = nsg;
  expect(ssh(it, 'spoke1vm', '10.2.1.4').kind).toBe('open');
  expect(ssh(it, 'spoke2vm', '10.1.1.4')).toMatchObject({ kind: 'lost', cause: 'security-rule' });
});
