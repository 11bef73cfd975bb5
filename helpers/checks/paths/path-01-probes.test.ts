import { describe, expect, test } from '@jest/globals';
import type { AdminRule, HealthProbe, LoadBalancer } from '../../estate/forwarder-shapes';
import { estateOf } from '../../estate/estate';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from '../../estate/survey';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, thaw } from '../../estate/testing/reference-deployment';
import { hubId, rule, securityGroup } from '../../estate/testing/reference-network';
import { wordsOf } from '../../words/finding-words';
import { failed, inconclusive, passed } from '../testing/judged';
import { applianceNic, balancer, judged, routed, there, transit } from '../testing/over-next-hop';
import { notLookedAt } from './not-looked-at';
import { path01 } from './path-01-carried';

const [wall1, wall2] = [applianceNic('wall1'), applianceNic('wall2')];

const forSpokes = rule('securityRules/fromspokes', 100, 'Inbound', 'Allow', { sourceAddressPrefixes: ['10.0.0.0/8'] });
const denyRest = rule('securityRules/nothingelse', 4096, 'Inbound', 'Deny');
const forBalancers = (priority: number, more: Partial<EffectiveSecurityRule> = {}): EffectiveSecurityRule =>
  rule('securityRules/balancers', priority, 'Inbound', 'Allow', { sourceAddressPrefixes: ['AzureLoadBalancer'], expandedSourceAddressPrefixes: ['168.63.129.16/32', 'fe80::1234:5678:9abc/128'], ...more });

const group = (name: string, ...rules: readonly EffectiveSecurityRule[]): EffectiveSecurityGroup => securityGroup(name, 'subnet', ['10.0.0.0/8', '168.63.129.16/32'], [...rules, rule('securityRules/out', 100, 'Outbound', 'Allow')]);

type Change = NonNullable<Parameters<typeof balancer>[0]>;

/** The groups at both appliances, or at each of them. */
const guarded = (first: readonly EffectiveSecurityGroup[], second = first, more: Change = () => undefined) =>
  balancer((draft, made) => {
    Object.assign(draft.rules, { [wall1]: thaw(first), [wall2]: thaw(second) });
    more(draft, made);
  });

const ofProbe = (change: Partial<HealthProbe>): Change => (_, made) => {
  made.rules = made.rules.map((one) => ({ ...one, ...(one.probe && { probe: { ...one.probe, ...change } }) }));
};

const dead: Change = ({ nics }) => { nics.filter(({ id }) => id === wall1).forEach((one) => { one.enableIPForwarding = false; }); };

const keptFrom = (what: string, by = 'rule nothingelse (priority 4096) of network security group guard at the subnet'): string =>
  `load balancer lb (10.0.0.4) sends nothing on, for its health probe alive (TCP 8080, from 168.63.129.16) reaches no machine behind it: ${by} keeps it from ${what}; before that rule, the service tag AzureLoadBalancer has to be ${by.startsWith('rule') ? 'allowed' : 'always allowed'} to TCP 8080`;
const denial = ['access  Deny Inbound, protocol All', 'from    0.0.0.0/0, ports 0-65535', 'to      0.0.0.0/0, ports 0-65535'];

/** The commands that go with what PATH-01 says, of all pairs. */
function fixesOf(change: (draft: Draft) => void): string[] {
  const { survey, expectations } = deployment(routed(change), transit);
  const estate = estateOf(survey);
  const causes = path01.judge(estate, expectations).flatMap(({ findings }) => findings.flatMap(({ because = [] }) => because));
  return [...new Set(causes.flatMap((finding) => wordsOf(finding, estate.label).fix ?? []))];
}

describe('The health probe of a load balancer', () => {
  test('is let in by Azure’s own rules, or by one that allows AzureLoadBalancer before all else is denied', () => {
    for (const groups of [[], [group('guard', forSpokes)], [group('guard', forSpokes, forBalancers(4000), denyRest)], [group('guard', rule('securityRules/vnet', 300, 'Inbound', 'Allow', { sourceAddressPrefixes: ['VirtualNetwork'], expandedSourceAddressPrefixes: ['10.0.0.0/8', '168.63.129.16/32'] }), denyRest)]]) {
      expect(judged(guarded(groups))).toEqual(passed);
    }
  });

  test('that a rule keeps from all machines behind it: nothing is sent on', () => {
    expect(judged(guarded([group('guard', forSpokes, denyRest)]))).toEqual(failed(there(keptFrom('wall1-nic and wall2-nic')), denial));
    expect(judged(guarded([group('guard', forSpokes, forBalancers(4000, { destinationPortRanges: ['22'] }), denyRest)]))).toMatchObject({ verdict: 'fail' });
    expect(fixesOf(guarded([group('guard', forSpokes, denyRest)]))).toEqual([
      'az network nsg rule create --subscription 00000000-0000-4000-8000-000000000002 --resource-group bluespoke1rg --nsg-name guard --name AllowLoadBalancerProbe8080 --priority 4095 --direction Inbound --access Allow --protocol Tcp --source-address-prefixes AzureLoadBalancer --destination-port-ranges 8080',
    ]);
  });

  test('with a rule for each group that keeps it out', () => {
    const both = [group('guard', forSpokes, denyRest), securityGroup('ofnic', 'networkInterface', [], [forSpokes, rule('securityRules/closed', 200, 'Inbound', 'Deny'), rule('securityRules/out', 100, 'Outbound', 'Allow')])];
    expect(fixesOf(guarded(both)).map((line) => /--nsg-name (\S+).*--priority (\d+)/.exec(line)?.slice(1))).toEqual([['guard', '4095'], ['ofnic', '199']]);
  });

  test('without a command where no place is free before the rule, or the name is taken', () => {
    const first = rule('securityRules/first', 100, 'Inbound', 'Deny', { sourceAddressPrefixes: ['168.63.129.16'] });
    const namesake = rule('securityRules/AllowLoadBalancerProbe8080', 300, 'Outbound', 'Allow');
    for (const rules of [[first], [forSpokes, denyRest, namesake]]) {
      expect(judged(guarded([group('guard', ...rules)]))).toMatchObject({ verdict: 'fail' });
      expect(fixesOf(guarded([group('guard', ...rules)]))).toEqual([]);
    }
  });

  test('that reaches some: connections go to those, and the others are not in their way', () => {
    const [closed, open] = [[group('guard', forSpokes, denyRest)], [group('guard', forSpokes)]];
    expect(judged(guarded(closed, open))).toEqual(passed);
    expect(judged(guarded(closed, open, dead))).toEqual(passed);
    expect(judged(guarded(open, closed, dead))).toMatchObject({ verdict: 'fail', fact: expect.stringContaining('enableIPForwarding is false on wall1-nic') as unknown });
  });

  test('that reaches none, and all count as up then: AllProbedUp', () => {
    const closed = [group('guard', forSpokes, denyRest)];
    expect(judged(guarded(closed, closed, ofProbe({ allUpIfNone: true })))).toEqual(passed);
    const both: Change = (draft, made) => { dead(draft, made); ofProbe({ allUpIfNone: true })(draft, made); };
    expect(judged(guarded(closed, closed, both))).toMatchObject({ fact: expect.stringContaining('enableIPForwarding is false on wall1-nic') as unknown });
  });

  test('that reaches no machine, where others are behind it that were not read', () => {
    const others: Change = (_, made) => { made.backendPools = made.backendPools.map((pool) => ({ ...pool, hasOthers: true })); };
    expect(judged(guarded([group('guard', forSpokes, denyRest)], undefined, others))).toEqual(passed);
  });

  test('on which a rule leaves it open: what hangs on it cannot be told', () => {
    const doubtful = [group('guard', forSpokes, forBalancers(4000, { expandedSourceAddressPrefixes: [] }), denyRest)];
    const [open, closed] = [[group('guard', forSpokes)], [group('guard', forSpokes, denyRest)]];
    const undecided = (nic: string) => inconclusive(
      `whether load balancer lb (10.0.0.4) sends anything on to ${nic}, which its health probe alive (TCP 8080, from 168.63.129.16) has to reach, hangs on rule balancers (priority 4000) of network security group guard at the subnet: Azure did not say which prefixes AzureLoadBalancer stands for`,
      ['access  Allow Inbound, protocol All', 'from    AzureLoadBalancer, ports 0-65535', 'to      0.0.0.0/0, ports 0-65535'],
    );
    expect(judged(guarded(doubtful))).toEqual(undecided('wall1-nic'));
    expect(judged(guarded(closed, doubtful))).toEqual(undecided('wall2-nic'));
    expect(judged(guarded(doubtful, open))).toEqual(passed);
    expect(judged(guarded(doubtful, open, dead))).toEqual(undecided('wall1-nic'));
  });

  test('over rules that could not be read: not looked at', () => {
    const change = guarded([], undefined, (draft) => { draft.unread.push({ of: 'effectiveSecurityGroups', id: wall1, problem: forbidden(wall1, 'Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action') }); });
    expect(judged(change)).toEqual(passed);
    const { survey, expectations } = deployment(routed(change), transit);
    const estate = estateOf(survey);
    expect(notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact)).toContainEqual(expect.stringMatching(/^the effective security rules of wall1-nic could not be read/));
  });

  test('past rules of a Network Manager that could not be read: not looked at', () => {
    const change = balancer((draft) => { draft.unread.push({ of: 'adminRules', id: hubId, problem: forbidden(hubId, 'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action') }); });
    expect(judged(change)).toEqual(passed);
    const { survey, expectations } = deployment(routed(change), transit);
    const estate = estateOf(survey);
    expect(notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact)).toContainEqual(expect.stringMatching(/^the security admin rules of bluehub-vnet1 could not be read/));
  });

  test('is told once of a group that a subnet and a NIC in it share', () => {
    const guard = group('guard', forSpokes, denyRest);
    expect(judged(guarded([guard, { ...guard, association: 'networkInterface' }]))).toMatchObject({ fact: expect.stringMatching(/ keeps it from wall1-nic and wall2-nic; /) as unknown });
  });

  test('meets the rules of a Network Manager first', () => {
    const admin = (more: Partial<AdminRule>) => guarded([group('guard', forSpokes, denyRest)], undefined, ({ adminRules }) => {
      adminRules[hubId] = [thaw({ name: 'probes', access: 'AlwaysAllow', priority: 10, direction: 'Inbound', protocol: 'Tcp', sources: ['AzureLoadBalancer'], destinations: [], sourcePortRanges: [], destinationPortRanges: ['8080'], ...more })];
    });
    expect(judged(admin({}))).toEqual(passed);
    expect(judged(admin({ access: 'Allow' }))).toMatchObject({ verdict: 'fail' });
    const by = 'security admin rule probes (priority 10) of Azure Virtual Network Manager, which applies in bluehub-vnet1,';
    expect(judged(admin({ access: 'Deny' }))).toEqual(failed(there(keptFrom('wall1-nic and wall2-nic', by))));
    expect(judged(admin({ sources: ['AzureCloud'] }))).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringMatching(/hangs on security admin rule probes \(priority 10\) of Azure Virtual Network Manager: Azure did not say which prefixes AzureCloud stands for$/) as unknown });
  });
});

describe('A rule of a load balancer without a health probe', () => {
  const unwatched = (more: Change = () => undefined) => guarded([group('guard', forSpokes, denyRest)], undefined, (draft, made: { -readonly [Key in keyof LoadBalancer]: LoadBalancer[Key] }) => {
    made.rules = made.rules.map(({ name, frontendId, backendPoolIds, protocol, frontendPort }) => ({ name, frontendId, backendPoolIds, protocol, frontendPort }));
    more(draft, made);
  });
  const off = (...names: readonly string[]): Change => ({ machines }) => { machines.filter(({ name }) => names.includes(name)).forEach((one) => { one.powerState = 'stopped'; }); };

  test('sends to all machines behind it, whatever their rules', () => {
    expect(judged(unwatched())).toEqual(passed);
  });

  test('sends to those that do not run as well', () => {
    const fact = 'rule ha of load balancer lb (10.0.0.4) has no health probe, so it also sends connections to wall2, which does not run';
    expect(judged(unwatched(off('wall2')))).toEqual(failed(there(fact)));
    expect(judged(unwatched(off('wall1', 'wall2')))).toEqual(failed(there('no machine behind load balancer lb (10.0.0.4) runs: wall1 and wall2')));
  });
});
