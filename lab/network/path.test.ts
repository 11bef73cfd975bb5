import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string, port = 22): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port });

const spoke1ToSpoke2 = (it: Named): ConnectOutcome => ssh(it, 'spoke1vm', '10.2.1.4');

describe('a connection opens', () => {
  test('in the reference deployment in both directions, from the address of the caller', () => {
    const it = named('reference');
    expect(spoke1ToSpoke2(it)).toEqual({ kind: 'open', machine: it.vm('spoke2vm'), sourceAddress: '10.1.1.4' });
    expect(ssh(it, 'spoke2vm', '10.1.1.4')).toEqual({ kind: 'open', machine: it.vm('spoke1vm'), sourceAddress: '10.2.1.4' });
  });

  test.each([
    ['gateway-transit', 'greenvm1', '10.42.1.4'],
    ['nva-bgp', 'redvm1', '10.22.1.4'],
    ['ten-spokes', 'spoke01vm', '10.10.1.4'],
  ] as const)('in the topology %s', (name, from, to) => {
    expect(ssh(named(name), from, to).kind).toBe('open');
  });

  test('without forwarded traffic allowed on the side of the hub, for what enters the hub started in the spoke', () => {
    const it = named('reference');
    it.peering('bluehub1-spoke1').allowForwardedTraffic = false;
    it.peering('bluehub1-spoke2').allowForwardedTraffic = false;
    expect(spoke1ToSpoke2(it).kind).toBe('open');
  });

  test('to an IPv6 address, from the IPv6 address of the caller', () => {
    const it = named('reference');
    it.network('bluespoke1-vnet1').addressPrefixes.push('fd00:1::/48');
    it.network('bluehub-vnet1').addressPrefixes.push('fd00:0::/48');
    it.nic('spoke1vm711_z1').privateIPAddresses.push('fd00:1::4');
    Object.assign(it.nic('spoke2vm819_z1'), { subnet: 'bluehub-vnet1/bluehub-vnet1sub1', privateIPAddresses: ['10.0.0.4', 'fd00::4'] });
    expect(ssh(it, 'spoke1vm', 'fd00:0:0::4')).toEqual({ kind: 'open', machine: it.vm('spoke2vm'), sourceAddress: 'fd00:1::4' });
  });

  test('to itself, without the network', () => {
    const it = named('reference');
    it.network('bluespoke1-vnet1').peerings = [];
    expect(ssh(it, 'spoke1vm', '10.1.1.4').kind).toBe('open');
  });

  test('with whichever machine has the address', () => {
    const it = named('reference');
    it.vm('spoke2vm').networkInterfaces = [];
    it.topology.virtualMachines.push({ ...it.vm('spoke2vm'), name: 'intruder', networkInterfaces: ['spoke2vm819_z1'] });
    expect(spoke1ToSpoke2(it)).toMatchObject({ kind: 'open', machine: { name: 'intruder' } });
  });
});

describe('a connection is refused', () => {
  test('by a machine on which nothing listens', () => {
    const it = named('reference');
    expect(ssh(it, 'spoke1vm', '10.2.1.4', 80)).toEqual({ kind: 'refused', by: it.vm('spoke2vm'), reason: 'nothing listens on port 80 of spoke2vm' });
    it.vm('spoke2vm').listensOn = [80];
    expect(spoke1ToSpoke2(it).kind).toBe('refused');
  });

  test('by a machine with Windows of which nothing else is said', () => {
    const it = named('reference');
    it.vm('spoke2vm').operatingSystem = 'Windows';
    expect(spoke1ToSpoke2(it).kind).toBe('refused');
  });

  test('by a guest whose firewall refuses', () => {
    const it = named('reference');
    it.vm('spoke2vm').guestFirewall = [{ ports: ['22'], action: 'refuse' }];
    expect(spoke1ToSpoke2(it)).toEqual({ kind: 'refused', by: it.vm('spoke2vm'), reason: 'the guest of spoke2vm refuses port 22' });
    expect(ssh(it, 'spoke2vm', '10.2.1.4').kind).toBe('open');
  });

  test('only where the refusal finds its way back', () => {
    const it = named('reference');
    it.routeTable('bluespoke2rt').routes = [];
    expect(ssh(it, 'spoke1vm', '10.2.1.4', 80)).toMatchObject({ kind: 'lost', direction: 'back' });
  });
});

describe('a destination is unreachable', () => {
  test('for a machine without an address of that family', () => {
    expect(ssh(named('reference'), 'spoke1vm', 'fd00::4')).toEqual({
      kind: 'unreachable',
      at: 'spoke1vm',
      cause: 'no-route',
      reason: 'spoke1vm has no address of the family of fd00::4',
    });
  });

  test('for a machine that does not run', () => {
    const it = named('reference');
    it.vm('spoke1vm').powerState = 'stopped';
    expect(spoke1ToSpoke2(it)).toEqual({ kind: 'unreachable', at: 'spoke1vm', cause: 'machine-not-running', reason: 'spoke1vm is stopped' });
  });
});

const viaRouteServer = '10.2.1.4 matches 10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User, tospoke2) on spoke1vm711_z1; ';
const answerViaRouteServer = '10.1.1.4 matches 10.1.1.0/24 → VirtualAppliance 10.0.1.5 (User, tospoke1) on spoke2vm819_z1; ';

interface PathCase {
  readonly when: string;
  readonly change: (it: Named) => unknown;
  readonly direction: 'there' | 'back';
  readonly at: string;
  readonly cause: string;
  readonly reason: string;
}

const fromSpoke1ToSpoke2: PathCase[] = [
  {
    when: 'the route there is missing',
    change: (it) => (it.routeTable('bluespoke1rt').routes = []),
    direction: 'there',
    at: 'spoke1vm711_z1',
    cause: 'next-hop-none',
    reason: '10.2.1.4 matches 10.0.0.0/8 → None (Default) on spoke1vm711_z1',
  },
  {
    when: 'the guest drops what comes',
    change: (it) => (it.vm('spoke2vm').guestFirewall = [{ ports: ['22'], action: 'drop' }]),
    direction: 'there',
    at: 'spoke2vm',
    cause: 'guest-firewall',
    reason: 'the guest of spoke2vm drops what comes to port 22',
  },
  {
    when: 'the route back is missing',
    change: (it) => (it.routeTable('bluespoke2rt').routes = []),
    direction: 'back',
    at: 'spoke2vm819_z1',
    cause: 'next-hop-none',
    reason: '10.1.1.4 matches 10.0.0.0/8 → None (Default) on spoke2vm819_z1',
  },
  {
    when: 'the route leads to the internet',
    change: (it) => (it.routeTable('bluespoke1rt').routes = [{ name: 'out', addressPrefix: '10.2.1.4/32', nextHopType: 'Internet' }]),
    direction: 'there',
    at: 'spoke1vm711_z1',
    cause: 'next-hop-outside',
    reason: '10.2.1.4 matches 10.2.1.4/32 → Internet (User, out) on spoke1vm711_z1',
  },
  {
    when: 'the route keeps the packet in its own network',
    change: (it) => (it.routeTable('bluespoke1rt').routes = [{ name: 'here', addressPrefix: '10.2.1.0/24', nextHopType: 'VnetLocal' }]),
    direction: 'there',
    at: 'bluespoke1-vnet1',
    cause: 'no-machine',
    reason: 'no machine in bluespoke1-vnet1 has the address 10.2.1.4',
  },
  {
    when: 'the next hop was the Route Server once',
    change: (it) => (it.routeServer().virtualRouterIps = ['10.0.1.6', '10.0.1.5']),
    direction: 'there',
    at: 'bluehub-vnet1',
    cause: 'next-hop-unheld',
    reason: `${viaRouteServer}nothing in bluehub-vnet1 has the address 10.0.1.4`,
  },
  {
    when: 'the peering to the hub is missing on one side',
    change: (it) => (it.network('bluehub-vnet1').peerings = [it.peering('bluehub1-spoke2')]),
    direction: 'there',
    at: 'bluespoke1-vnet1',
    cause: 'next-hop-unheld',
    reason: `${viaRouteServer}10.0.1.4 lies neither in bluespoke1-vnet1 nor in a network peered with it`,
  },
  {
    when: 'the last synced address space of the hub lacks the Route Server',
    change: (it) => (it.peering('bluespoke2-hub1').syncedRemotePrefixes = ['10.0.0.0/24']),
    direction: 'back',
    at: 'bluespoke2-vnet1',
    cause: 'next-hop-unheld',
    reason: `${answerViaRouteServer}10.0.1.5 lies neither in bluespoke2-vnet1 nor in a network peered with it`,
  },
  {
    when: 'the Route Server does not route',
    change: (it) => Object.assign(it.routeServer(), { routingState: 'Failed', virtualRouterIps: ['10.0.1.4', '10.0.1.5'] }),
    direction: 'there',
    at: 'myfirstrouteserver',
    cause: 'next-hop-does-not-forward',
    reason: `${viaRouteServer}the routing state of myfirstrouteserver is Failed`,
  },
  {
    when: 'the other spoke is not connected',
    change: (it) => (it.peering('bluespoke2-hub1').peeringState = 'Disconnected'),
    direction: 'there',
    at: 'myfirstrouteserver',
    cause: 'transit-has-no-way',
    reason: `${viaRouteServer}myfirstrouteserver finds no network peered with bluehub-vnet1 that has 10.2.1.4`,
  },
];

describe('in the reference deployment a connection is lost', () => {
  test.each(fromSpoke1ToSpoke2)('$direction when $when', ({ change, direction, at, cause, reason }) => {
    const it = named('reference');
    change(it);
    expect(spoke1ToSpoke2(it)).toEqual({ kind: 'lost', direction, at, cause, reason });
  });

  test('back when the answer reaches another machine that has the address of the caller', () => {
    const it = named('reference');
    it.routeTable('bluespoke2rt').routes = [{ name: 'here', addressPrefix: '10.1.1.0/24', nextHopType: 'VnetLocal' }];
    it.topology.networkInterfaces.push({ ...it.nic('spoke2vm819_z1'), name: 'twin', privateIPAddresses: ['10.1.1.4'] });
    it.topology.virtualMachines.push({ ...it.vm('spoke2vm'), name: 'twinvm', networkInterfaces: ['twin'] });
    expect(spoke1ToSpoke2(it)).toEqual({ kind: 'lost', direction: 'back', at: 'twinvm', cause: 'answer-astray', reason: 'the answer to 10.1.1.4 reaches twinvm' });
  });
});
