import type { AdminRule } from '../topology/admin-rules';
import type { Forwarder } from '../topology/forwarders';
import type { SecurityRule } from '../topology/topology';
import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';

const hop = '10.0.0.68';

/** The reference deployment with its spokes led over something else than the Route Server. */
function through(forwarder: Partial<Forwarder>): Named {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'hop', privateIPAddress: hop, ...forwarder }];
  for (const table of ['bluespoke1rt', 'bluespoke2rt']) for (const route of it.routeTable(table).routes) route.nextHopIpAddress = hop;
  return it;
}

const ssh = (it: Named, port = 22): ConnectOutcome => connect(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port });

const reasonOf = (outcome: ConnectOutcome): string | undefined => ('reason' in outcome ? outcome.reason.split('; ').at(-1) : undefined);

const rule = (more: object): NonNullable<Forwarder['allows']>[number] => ({
  name: 'rule',
  protocol: '*',
  sourceAddressPrefixes: ['*'],
  destinationAddressPrefixes: ['*'],
  destinationPortRanges: ['*'],
  ...more,
});

describe('what is no machine', () => {
  test.each<Partial<Forwarder>>([{}, { kind: 'routing-appliance' }, { kind: 'firewall' }])('lets everything pass where nothing else is said: %j', (forwarder) => {
    expect(ssh(through(forwarder)).kind).toBe('open');
  });
});

describe('the route table of its subnet', () => {
  /** The forwarder's subnet has a table with this route. */
  function withTable(forwarder: Partial<Forwarder>, addressPrefix: string, nextHopIpAddress?: string): Named {
    const it = through(forwarder);
    const { subscription, resourceGroup, location } = it.network('bluehub-vnet1');
    const nextHop = nextHopIpAddress === undefined ? ({ nextHopType: 'None' } as const) : ({ nextHopType: 'VirtualAppliance', nextHopIpAddress } as const);
    it.topology.routeTables.push({ name: 'ofhop', subscription, resourceGroup, location, disableBgpRoutePropagation: false, routes: [{ name: 'on', addressPrefix, ...nextHop }] });
    it.subnet('bluehub-vnet1sub1').routeTable = 'ofhop';
    return it;
  }

  test.each<Partial<Forwarder>>([{}, { kind: 'routing-appliance' }, { kind: 'firewall' }])('decides where it sends a packet: %j', (forwarder) => {
    const outcome = ssh(withTable(forwarder, '10.2.1.0/24'));
    expect(outcome).toMatchObject({ kind: 'lost', direction: 'there', cause: 'next-hop-none', at: 'hop' });
    expect(reasonOf(outcome)).toBe('10.2.1.4 matches 10.2.1.0/24 → None (User, on) on bluehub-vnet1sub1');
    expect(ssh(withTable(forwarder, '10.2.0.0/16', '10.0.1.4')).kind).toBe('open');
  });

  test('counts for less than a peering with a longer prefix', () => {
    expect(ssh(withTable({}, '10.0.0.0/8')).kind).toBe('open');
  });

  test('that leads back to it makes a loop, of which nobody tells', () => {
    expect(ssh(withTable({}, '10.2.0.0/16', hop))).toMatchObject({ kind: 'lost', cause: 'loop', at: 'hop' });
    const two = withTable({}, '10.2.0.0/16', '10.0.0.69');
    two.subnet('bluehub-vnet1sub1').forwarders?.push({ name: 'other', privateIPAddress: '10.0.0.69' });
    expect(ssh(two)).toMatchObject({ kind: 'lost', cause: 'loop', at: 'other' });
  });
});

describe('a firewall', () => {
  test.each([
    ['a rule for the port', { protocol: 'Tcp', destinationPortRanges: ['20-22'] }, 'open'],
    ['rules for another port alone', { destinationPortRanges: ['443'] }, 'lost'],
    ['rules for another protocol', { protocol: 'Udp' }, 'lost'],
    ['a rule for the source and the destination', { sourceAddressPrefixes: ['10.1.0.0/16'], destinationAddressPrefixes: ['10.2.1.4'] }, 'open'],
    ['rules for another source', { sourceAddressPrefixes: ['10.9.0.0/16'] }, 'lost'],
  ])('with %s', (_, more, kind) => {
    expect(ssh(through({ kind: 'firewall', allows: [rule(more)] })).kind).toBe(kind);
  });

  test('says what it lacks a rule for', () => {
    const outcome = ssh(through({ kind: 'firewall', allows: [] }));
    expect(outcome).toMatchObject({ direction: 'there', cause: 'firewall-denies', at: 'hop' });
    expect(reasonOf(outcome)).toBe('no rule of hop allows TCP 10.1.1.4 → 10.2.1.4 port 22');
  });

  test('that sees only the answers lets none pass', () => {
    const it = through({ kind: 'firewall' });
    for (const route of it.routeTable('bluespoke1rt').routes) route.nextHopIpAddress = '10.0.1.4';
    const outcome = ssh(it);
    expect(outcome).toMatchObject({ direction: 'back', cause: 'connection-unknown', at: 'hop' });
  });
});

describe('a load balancer', () => {
  /** The hub of appliances, with a load balancer in front of them that both spokes' routes lead to. */
  function balanced(forwarder: Partial<Forwarder> = {}): Named {
    const it = named('nva-bgp');
    const { subscription, resourceGroup, location } = it.network('redhub');
    it.subnet('appliances').forwarders = [{ name: 'balancer', privateIPAddress: '10.20.2.100', kind: 'load-balancer', backends: ['rednva1nic', 'rednva2nic'], ...forwarder }];
    it.topology.routeTables.push({
      ...{ name: 'balanced', subscription, resourceGroup, location, disableBgpRoutePropagation: true },
      routes: [{ name: 'all', addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.100' }],
    });
    for (const spoke of ['redspoke1', 'redspoke2']) Object.assign(it.network(spoke).subnets[0] ?? {}, { routeTable: 'balanced' });
    return it;
  }

  const between = (it: Named): ConnectOutcome => connect(it.world, { from: it.vm('redvm1'), to: '10.22.1.4', port: 22 });

  test('hands what its rules cover to the machines behind it', () => {
    expect(between(balanced()).kind).toBe('open');
    expect(between(balanced({ rules: [{ protocol: 'Tcp', frontendPort: 443 }] }))).toMatchObject({ direction: 'there', cause: 'not-balanced', at: 'balancer' });
    // The answer comes to it with the port of the client.
    expect(between(balanced({ rules: [{ protocol: 'Tcp', frontendPort: 22 }] }))).toMatchObject({ direction: 'back', cause: 'not-balanced' });
  });

  test('leaves out a machine that does not run, and loses everything where none does', () => {
    const it = balanced();
    it.vm('rednva1').powerState = 'stopped';
    expect(between(it).kind).toBe('open');
    it.vm('rednva2').powerState = 'stopped';
    const outcome = between(it);
    expect(outcome).toMatchObject({ direction: 'there', cause: 'next-hop-does-not-forward', at: 'balancer' });
    expect(reasonOf(outcome)).toBe('no machine behind balancer runs');
  });

  describe('that probes its machines', () => {
    const rules = (...more: readonly Partial<SecurityRule>[]): Partial<SecurityRule>[] => [
      { priority: 100, access: 'Allow', sourceAddressPrefixes: ['10.0.0.0/8'] },
      ...more,
      { name: 'denyrest', priority: 4096, access: 'Deny', protocol: '*', destinationPortRanges: ['*'] },
    ];
    const balancers: Partial<SecurityRule> = { priority: 200, access: 'Allow', sourceAddressPrefixes: ['AzureLoadBalancer'], destinationPortRanges: ['8080'] };

    /** Both appliances, or one of them, have a group with these rules. */
    function guarded(probe: NonNullable<Forwarder['probe']>, list: readonly Partial<SecurityRule>[], nics = ['rednva1nic', 'rednva2nic']): Named {
      const it = balanced({ probe });
      const group = it.addSecurityGroup('guard', ...list);
      for (const nic of nics) it.nic(nic).networkSecurityGroup = group;
      return it;
    }

    test.each<[string, NonNullable<Forwarder['probe']>, Partial<SecurityRule>[], ConnectOutcome['kind']]>([
      ['whose rules let the probe in', { port: 8080 }, rules(balancers), 'open'],
      ['whose rules do not', { port: 8080 }, rules(), 'lost'],
      ['whose rules let it in to another port', { port: 80, protocol: 'Http' }, rules(balancers), 'lost'],
      ['whose rules let in the own network, which the host counts to', { port: 8080 }, rules({ ...balancers, sourceAddressPrefixes: ['VirtualNetwork'] }), 'open'],
      ['whose rules do not, and all count as up then', { port: 8080, allUpIfNone: true }, rules(), 'open'],
      ['without a probe', 'none', rules(), 'open'],
    ])('%s', (_, probe, list, kind) => {
      expect(between(guarded(probe, list)).kind).toBe(kind);
    });

    test('says which rule keeps the probe from each of them', () => {
      const outcome = between(guarded({ port: 8080 }, rules()));
      expect(outcome).toMatchObject({ direction: 'there', cause: 'none-is-up', at: 'balancer' });
      expect(reasonOf(outcome)).toBe('the probe of balancer to port 8080 finds no machine up: the rule securityRules/denyrest denies it at rednva1nic, the rule securityRules/denyrest denies it at rednva2nic');
    });

    test('sends nothing to one that it does not reach', () => {
      const it = guarded({ port: 8080 }, rules(), ['rednva1nic']);
      it.vm('rednva1').forwards = false;
      expect(between(it).kind).toBe('open');
    });

    test('meets the rules of a Network Manager first', () => {
      const admin = (access: AdminRule['access'], list: readonly Partial<SecurityRule>[]): ConnectOutcome => {
        const it = guarded({ port: 8080 }, list);
        const any = { sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['8080'] };
        it.network('redhub').adminRules = [{ ...any, name: 'admin', priority: 1, direction: 'Inbound', access, protocol: 'Tcp', sourceAddressPrefixes: ['168.63.129.16'] }];
        return between(it);
      };
      expect(admin('AlwaysAllow', rules()).kind).toBe('open');
      expect(admin('Allow', rules()).kind).toBe('lost');
      expect(reasonOf(admin('Deny', rules(balancers)))).toMatch(/: the security admin rule admin denies it at rednva1nic, /);
    });

    test('and without a probe to one that does not run, too', () => {
      const it = balanced({ probe: 'none' });
      it.vm('rednva2').powerState = 'stopped';
      const outcome = between(it);
      expect(outcome).toMatchObject({ direction: 'there', cause: 'next-hop-does-not-forward', at: 'rednva2' });
      expect(reasonOf(outcome)).toBe('rednva2 is stopped');
    });
  });

  test('knows nothing of whether a running machine forwards', () => {
    const it = balanced();
    it.nic('rednva2nic').enableIPForwarding = false;
    expect(between(it)).toMatchObject({ direction: 'there', cause: 'next-hop-does-not-forward', at: 'rednva2nic' });
  });

  test('has nobody behind it where the topology names nobody', () => {
    expect(between(balanced({ backends: [] }))).toMatchObject({ cause: 'next-hop-does-not-forward', at: 'balancer' });
  });
});
