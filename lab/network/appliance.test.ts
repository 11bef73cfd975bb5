import type { ApplianceFilter } from '../topology/topology';
import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string, port = 22): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port });

/** Red appliances that remember connections; the hashes of both directions between redvm1 and this address of redvm2 pick the same one, or not. */
function statefulAppliances(address = '10.22.1.4'): Named {
  const it = named('nva-bgp');
  for (const name of ['rednva1', 'rednva2']) it.vm(name).stateful = true;
  it.nic('redvm2nic').privateIPAddresses = [address];
  return it;
}

/** Only rednva1 learns and remembers; what redspoke2 sends goes by rednva2. */
function answersAstray(): Named {
  const it = named('nva-bgp');
  it.vm('rednva1').stateful = true;
  it.routeServer().bgpConnections.pop();
  const { subscription, resourceGroup, location } = it.network('redspoke2');
  it.topology.routeTables.push({
    ...{ name: 'rt2', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
    routes: [{ name: 'by2', addressPrefix: '10.21.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.5' }],
  });
  Object.assign(it.network('redspoke2').subnets[0] ?? {}, { routeTable: 'rt2' });
  return it;
}

describe('stateful appliances at equal cost', () => {
  test('let a connection through whose two directions take the same one', () => {
    expect(ssh(statefulAppliances(), 'redvm1', '10.22.1.4').kind).toBe('open');
  });

  test('drop the answers of one whose two directions do not', () => {
    expect(ssh(statefulAppliances('10.22.1.7'), 'redvm1', '10.22.1.7')).toEqual({
      kind: 'lost',
      direction: 'back',
      at: 'rednva1',
      cause: 'connection-unknown',
      reason:
        '10.21.1.4 matches 10.0.0.0/8 → VirtualNetworkGateway 10.20.2.4 (VirtualNetworkGateway) on redvm2nic; ' +
        'rednva1 has not seen the connection 10.21.1.4 → 10.22.1.7 begin, and drops its answers',
    });
  });

  test('are picked, so that a broken one that is not hurts nobody', () => {
    const it = statefulAppliances();
    it.vm('rednva1').powerState = 'stopped';
    expect(ssh(it, 'redvm1', '10.22.1.4').kind).toBe('open');
    Object.assign(it.vm('rednva1'), { powerState: 'running' });
    it.vm('rednva2').powerState = 'stopped';
    expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', at: 'rednva2' });
  });

  test('beside one that is not stateful are not picked: a way that works by luck is broken', () => {
    const it = statefulAppliances();
    it.vm('rednva2').stateful = false;
    expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', direction: 'back', at: 'rednva1', cause: 'connection-unknown' });
  });

  test('may be firewalls that are no machines', () => {
    const it = named('reference');
    it.subnet('bluehub-vnet1sub1').forwarders = [
      { name: 'one', privateIPAddress: '10.0.0.68', stateful: true },
      { name: 'two', privateIPAddress: '10.0.0.69', stateful: true },
    ];
    const [there] = it.routeTable('bluespoke1rt').routes;
    const [back] = it.routeTable('bluespoke2rt').routes;
    Object.assign(there ?? {}, { nextHopIpAddress: '10.0.0.68' });
    Object.assign(back ?? {}, { nextHopIpAddress: '10.0.0.68' });
    expect(ssh(it, 'spoke1vm', '10.2.1.4').kind).toBe('open');
    Object.assign(back ?? {}, { nextHopIpAddress: '10.0.0.69' });
    expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', direction: 'back', at: 'two', cause: 'connection-unknown' });
  });
});

describe('a stateful appliance on one way of two', () => {
  test('that sees the answer alone drops it', () => {
    expect(ssh(answersAstray(), 'redvm2', '10.21.1.4')).toMatchObject({ kind: 'lost', direction: 'back', at: 'rednva1', cause: 'connection-unknown' });
  });

  test('that sees the beginning alone drops what follows it', () => {
    expect(ssh(answersAstray(), 'redvm1', '10.22.1.4')).toEqual({
      kind: 'half-open',
      at: 'rednva1',
      cause: 'connection-unknown',
      reason: 'the answer to 10.21.1.4 passes rednva1 by, which drops what follows',
    });
  });

  test('lets a refusal back that passes it by', () => {
    expect(ssh(answersAstray(), 'redvm1', '10.22.1.4', 80).kind).toBe('refused');
  });
});

describe('the filters of an appliance', () => {
  const filter = (access: ApplianceFilter['access'], more: Partial<ApplianceFilter> = {}): ApplianceFilter => ({ protocol: '*', ports: ['*'], prefixes: ['*'], access, ...more });
  const withFilters = (...filters: ApplianceFilter[]): Named => {
    const it = named('nva-bgp');
    for (const name of ['rednva1', 'rednva2']) it.vm(name).filters = filters;
    return it;
  };

  test('deny what the first that matches denies', () => {
    const it = withFilters(filter('Allow', { ports: ['80'] }), filter('Deny', { protocol: 'Tcp', ports: ['20-25', '443'], prefixes: ['10.22.0.0/16'] }), filter('Allow'));
    expect(ssh(it, 'redvm1', '10.22.1.4')).toEqual({
      kind: 'lost',
      direction: 'there',
      at: 'rednva1',
      cause: 'appliance-filter',
      reason:
        '10.22.1.4 matches 10.0.0.0/8 → VirtualNetworkGateway 10.20.2.4 (VirtualNetworkGateway) on redvm1nic; ' +
        'rednva1 does not pass 10.21.1.4 → 10.22.1.4 port 22 (Deny Tcp 20-25,443 to 10.22.0.0/16)',
    });
    expect(ssh(it, 'redvm2', '10.21.1.4').kind).toBe('open');
    expect(ssh(it, 'redvm1', '10.22.1.4', 80).kind).toBe('refused');
  });

  test.each([
    ['of another protocol', filter('Deny', { protocol: 'Udp' })],
    ['for another port', filter('Deny', { ports: ['23-65535'], prefixes: ['10.22.0.0/16'] })],
    ['for another destination', filter('Deny', { prefixes: ['10.23.0.0/16', '10.22.1.5/32'] })],
  ])('do not concern it with a rule %s', (_, one) => {
    expect(ssh(withFilters(one), 'redvm1', '10.22.1.4').kind).toBe('open');
  });

  test('are for answers, too, unless the appliance is stateful', () => {
    const it = withFilters(filter('Allow', { ports: ['22'] }), filter('Deny'));
    expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', direction: 'back', cause: 'appliance-filter' });
    for (const name of ['rednva1', 'rednva2']) it.vm(name).stateful = true;
    expect(ssh(it, 'redvm1', '10.22.1.4').kind).toBe('open');
  });

  test('are for what passes a firewall that is no machine', () => {
    const it = named('reference');
    it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'firewall', privateIPAddress: '10.0.0.68', filters: [filter('Deny', { ports: ['22'] })] }];
    for (const table of it.topology.routeTables) for (const route of table.routes) route.nextHopIpAddress = '10.0.0.68';
    expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', at: 'firewall', cause: 'appliance-filter' });
  });

  test('are not for what the appliance sends and receives itself', () => {
    expect(ssh(withFilters(filter('Deny')), 'redvm1', '10.20.2.4').kind).toBe('open');
  });
});

test('the report of a loop does not pass a stateful appliance that has not seen the connection', () => {
  const it = named('nva-bgp');
  const { subscription, resourceGroup, location } = it.network('redhub');
  const place = { subscription, resourceGroup, location, disableBgpRoutePropagation: false };
  it.topology.networkInterfaces.push({ ...it.nic('rednva1nic'), name: 'gatenic', subnet: 'redhub/gates', privateIPAddresses: ['10.20.3.9'] });
  it.network('redhub').subnets.push({ name: 'gates', addressPrefixes: ['10.20.3.0/24'] });
  it.topology.virtualMachines.push({ ...it.vm('rednva1'), name: 'gate', networkInterfaces: ['gatenic'], stateful: true });
  it.topology.routeTables.push({
    ...{ name: 'round', ...place },
    routes: [
      { name: 'to2', addressPrefix: '10.22.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.5' },
      { name: 'back', addressPrefix: '10.21.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.3.9' },
    ],
  });
  it.subnet('appliances').routeTable = 'round';
  expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'lost', cause: 'loop' });
  it.vm('gate').stateful = false;
  expect(ssh(it, 'redvm1', '10.22.1.4')).toMatchObject({ kind: 'unreachable', cause: 'loop' });
});
