import { describe, expect, test } from '@jest/globals';
import type { Expectations, Flow, FlowEnd } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import type { EffectiveSecurityRule } from '../../estate/survey';
import { estateOf } from '../../estate/estate';
import { manySpokes } from '../../estate/testing/many-spokes';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { effective, hubId, machine, nic, peering, rule, securityGroup, spoke1, spoke2, subnet, systemRoutes, userRoute } from '../../estate/testing/reference-network';
import { placeOf } from '../../findings/cause-place';
import { wordsOf } from '../../words/finding-words';
import { judgeSurvey } from '../judge-all';
import { applianceNic, balancer, routed } from '../testing/over-next-hop';
import { failed, inconclusive, passed, passedWith, skipped, verdictsOf } from '../testing/judged';
import { seg01 } from './seg-01-nothing-let-through';

const any: FlowEnd = { kind: 'any' };
const of = (spokeId: string, more: Partial<FlowEnd & { kind: 'spoke' }> = {}): FlowEnd => ({ kind: 'spoke', spokeId, ...more });
const blocked = (from: FlowEnd, to: FlowEnd, ...ports: Flow['ports']): Flow => ({ from, to, ports, expect: 'blocked', line: 7 });
const oneWay = [blocked(of(spoke1.network), of(spoke2.network), 22)];
const title = 'no TCP 22 that is to be blocked gets from bluespoke1-vnet1 to bluespoke2-vnet1, by what is configured';

/** The spokes are peered with each other, so that nothing lies between them. */
function peered(draft: Draft): void {
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
  draft.spoke2.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), effective('Default', '10.2.0.0/16', 'VNetPeering')]);
  draft.routes[spoke2.nic] = thaw([...systemRoutes('10.2.0.0/16'), effective('Default', '10.1.0.0/16', 'VNetPeering')]);
  for (const id of [spoke1.nic, spoke2.nic]) draft.rules[id] = [];
}

/** The group at the subnet of spoke 2, whose last rule lets the virtual network in. */
const guard = (...rules: EffectiveSecurityRule[]) => (draft: Draft): void => {
  peered(draft);
  draft.spoke2.subnets.forEach((subnet) => { if (subnet.id === spoke2.subnet) subnet.networkSecurityGroupId = 'guard'; });
  draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], rules)]);
};

const deny = rule('DenyAll', 4000, 'Inbound', 'Deny');
const judged = (change: (draft: Draft) => void, flows: readonly Flow[] = oneWay, more: Partial<Expectations> = {}) => verdictsOf(seg01, deployment(change, { flows, ...more }));

describe('What is to be blocked', () => {
  test('is, where a rule denies it', () => {
    expect(judged(guard(deny))).toEqual({ [title]: passed });
  });

  test('is not, where no group applies', () => {
    expect(judged(peered)).toEqual({
      [title]: failed(
        'TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4), which line 7 of EXPECTATIONS_FILE wants blocked, gets through: no network security group applies where it goes out and no network security group applies where it goes in',
        ['route 10.2.0.0/16 → VNetPeering (Default)'],
      ),
    });
  });

  test('is not, where a rule lets in one source port to one address, which no machine has', () => {
    const dns = rule('AllowDns', 200, 'Inbound', 'Allow', { sourcePortRanges: ['53-53'], destinationAddressPrefixes: ['10.2.1.77/32'], sourceAddressPrefixes: ['10.1.1.128/25'] });
    expect(judged(guard(dns, deny))).toEqual({
      [title]: failed(
        'TCP 22 from 10.1.1.128 in bluespoke1-vnet1/bluespoke1-vnet1sub1 (no machine has it now), source port 53, to 10.2.1.77 in bluespoke2-vnet1/bluespoke2-vnet1sub1 (no machine has it now), which line 7 of EXPECTATIONS_FILE wants blocked, gets through: no network security group applies where it goes out and rule AllowDns (priority 200) of network security group guard at the subnet lets it in',
        ['access  Allow Inbound, protocol All', 'from    10.1.1.128/25, ports 53-53', 'to      10.2.1.77/32, ports 0-65535', 'route 10.2.0.0/16 → VNetPeering (Default)'],
        'a rule of the same group that denies it and comes before rule AllowDns (priority 200) of network security group guard at the subnet stops it',
      ),
    });
  });

  test('is not, where one of several next hops at equal cost leads there', () => {
    const change = (draft: Draft): void => {
      peered(draft);
      draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), effective('User', '10.2.0.0/16', 'None'), effective('User', '10.2.0.0/16', 'VNetPeering')]);
    };
    expect(judged(change)).toMatchObject({ [title]: { verdict: 'fail' } });
  });

  test('is not, where the packet gets there and only its answer does not get back', () => {
    const change = (draft: Draft): void => {
      peered(draft);
      draft.routes[spoke2.nic] = thaw([...systemRoutes('10.2.0.0/16')]);
    };
    expect(Object.values(judged(change))).toMatchObject([{ verdict: 'fail', fact: expect.stringContaining('gets through: no network security group applies where it goes out and no network security group applies where it goes in; only the answer is lost: ') as unknown }]);
  });

  test('is not, where the rule of a Network Manager passes the groups by', () => {
    const change = (draft: Draft): void => {
      guard(deny)(draft);
      draft.adminRules[keyOf(spoke2.network)] = [{ name: 'Backup', access: 'AlwaysAllow', priority: 5, direction: 'Inbound', protocol: 'Tcp', sources: ['10.1.1.9/32'], destinations: ['*'], sourcePortRanges: ['*'], destinationPortRanges: ['22'] }];
    };
    expect(Object.values(judged(change))).toMatchObject([
      {
        verdict: 'fail',
        fact: expect.stringMatching(/^TCP 22 from 10\.1\.1\.9 in .*security admin rule Backup \(priority 5\) of Azure Virtual Network Manager, which applies in bluespoke2-vnet1, lets it in$/) as unknown,
      },
    ]);
  });

  test('is not, where the first rule that there can be lets it in', () => {
    const [verdict] = Object.values(judged(guard(rule('Any', 100, 'Inbound', 'Allow'), deny)));
    expect(verdict).toMatchObject({ verdict: 'fail', hint: 'nothing comes before rule Any (priority 100) of network security group guard at the subnet, so that it has to let through less' });
  });

  test('by several ports is one case, with a packet for each that gets through', () => {
    const some = guard(rule('Web', 200, 'Inbound', 'Allow', { destinationPortRanges: ['443-443'] }), deny);
    expect(judged(some, [blocked(of(spoke1.network), of(spoke2.network), 443, 22)])).toMatchObject({
      'no TCP 22, 443 that is to be blocked gets from bluespoke1-vnet1 to bluespoke2-vnet1, by what is configured': { verdict: 'fail', fact: expect.stringMatching(/^TCP 443 from spoke1vm \(10\.1\.1\.4\) to spoke2vm/) as unknown },
    });
  });

  test('is asked of what the last flow that holds blocks: machines, subnets, and what is left of them', () => {
    const open = guard(rule('OneMachine', 200, 'Inbound', 'Allow', { destinationAddressPrefixes: ['10.2.1.8/32'] }), deny);
    const change = (draft: Draft): void => {
      addMachine(draft, spoke2, 'db1', '10.2.1.8');
      open(draft);
      draft.rules[`${spoke2.nic.replace(/[^/]+$/, '')}db1-nic`] = draft.rules[spoke2.nic] ?? [];
    };
    const toDb: Flow = { from: any, to: of(spoke2.network, { machine: 'db*' }), ports: [22], expect: 'connect' };
    expect(judged(change)).toMatchObject({ [title]: { verdict: 'fail', fact: expect.stringContaining('to db1 (10.2.1.8)') as unknown } });
    expect(judged(change, [...oneWay, toDb])).toEqual({ [title]: passed });
    expect(judged(change, [blocked(any, of(spoke2.network, { machine: 'db*' }), 22)])).toMatchObject({ [title]: { verdict: 'fail' } });
    expect(judged(change, [blocked(of(spoke1.network), of(spoke2.network, { subnet: 'elsewhere' }), 22)])).toEqual({
      [title]: skipped('from bluespoke1-vnet1 to bluespoke2-vnet1 nothing is to be blocked in subnets with machines at both ends'),
    });
  });

  test('is not, where it passes a Route Server that logins of the run are to get past', () => {
    const ssh: Flow = { from: any, to: any, ports: ['ssh'], expect: 'connect' };
    expect(judged(() => undefined, [ssh, blocked(of(spoke1.network), of(spoke2.network), 3389)])).toMatchObject({
      'no TCP 3389 that is to be blocked gets from bluespoke1-vnet1 to bluespoke2-vnet1, by what is configured': {
        verdict: 'fail',
        evidence: expect.arrayContaining(["past the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic), which this run’s logins are to get past as well"]) as unknown,
      },
    });
  });

  test('leaves out subnets without a machine, and says so', () => {
    const change = (draft: Draft): void => {
      guard(deny)(draft);
      draft.spoke2.subnets.push(thaw(subnet(`${spoke2.network}/subnets/empty`, '10.2.2.0/24')), thaw(subnet(`${spoke2.network}/subnets/GatewaySubnet`, '10.2.3.0/24')));
    };
    expect(judged(change)).toEqual({ [title]: passedWith('left out, for without a machine nothing tells which routes and rules would hold there: bluespoke2-vnet1/empty') });
  });
});

describe('Whether it is blocked cannot be told', () => {
  const routeServer = "the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)";
  const asFar = `what was read lets TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) through as far as ${routeServer}, which was not looked at`;
  const because = (change: (draft: Draft) => void): string => {
    const [verdict] = Object.values(judged(change));
    return verdict?.verdict === 'cannot-tell' ? verdict.reason : JSON.stringify(verdict);
  };

  test('where it passes what was not looked at', () => {
    expect(judged(() => undefined)).toEqual({ [title]: inconclusive(asFar) });
  });

  test('which is not due for machines that are not probed', () => {
    expect(judged(() => undefined, oneWay, { spokes: { [keyOf(spoke2.network)]: { name: 'two', notProbed: 'private endpoints only' } } })).toEqual({ [title]: skipped('the machines of bluespoke2-vnet1 are not probed: private endpoints only') });
  });

  test('where a peering does not accept forwarded traffic, which is no wall', () => {
    const change = (draft: Draft): void => { draft.spoke2.peerings.forEach((one) => (one.allowForwardedTraffic = false)); };
    expect(because(change)).toContain('whether TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is blocked cannot be told: ');
  });

  test('where it would be an appliance that is off to forward it, which may be started', () => {
    const [nicId, vmId] = [spoke1.nic.replace(/[^/]+$/, 'wall-nic'), spoke1.vm.replace(/[^/]+$/, 'wall')];
    const over = (draft: Draft): void => {
      draft.nics.push(thaw({ ...nic(nicId, vmId, `${hubId}/subnets/bluehub-vnet1sub1`, '10.0.0.9'), enableIPForwarding: true }));
      draft.machines.push(thaw({ ...machine(vmId, [nicId]), powerState: 'deallocated' }));
      draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), userRoute('to-spoke2', '10.2.0.0/16', '10.0.0.9')]);
      draft.rules[spoke2.nic] = [];
    };
    expect(because(over)).toBe('what was read lets TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) through as far as the guest of wall (10.0.0.9), which was not looked at');
    const denied = (draft: Draft): void => {
      over(draft);
      draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], [deny])]);
    };
    expect(judged(denied)).toEqual({ [title]: passedWith('the rules at bluespoke2-vnet1 stop TCP 22 by the address that it comes from, and past the guest of wall (10.0.0.9) it may come from another') });
  });

  test('where a load balancer has one machine that would send it on, whether its probe finds it up today or not', () => {
    const over = (machines: readonly string[]) => routed(balancer((draft, made) => {
      made.backendPools = made.backendPools.map((pool) => ({ ...pool, nicIds: machines.map(applianceNic) }));
      draft.rules[applianceNic('wall2')] = thaw([securityGroup('noprobes', 'subnet', ['10.0.0.0/8'], [rule('NoProbes', 100, 'Inbound', 'Deny', { destinationPortRanges: ['8080-8080'] })])]);
      draft.rules[spoke2.nic] = [];
      draft.nics.filter(({ id }) => id === applianceNic('wall1')).forEach((one) => { one.enableIPForwarding = false; });
    }));
    expect(because(over(['wall1', 'wall2']))).toBe('what was read lets TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) through as far as the guest of wall2 (10.0.0.12), which was not looked at');
    expect(judged(over(['wall1']))).toEqual({ [title]: passed });
  });

  test('where a machine is off that may have a group of its own; what the subnet denies is denied', () => {
    const off = (draft: Draft): void => {
      addMachine(draft, spoke2, 'db1', '10.2.1.8');
      draft.nics.forEach((nic) => { if (nic.name === 'db1-nic') nic.networkSecurityGroupId = 'own'; });
      guard(rule('OneMachine', 200, 'Inbound', 'Allow', { destinationAddressPrefixes: ['10.2.1.8/32'] }), deny)(draft);
      stop(draft, 'db1');
    };
    expect(because(off)).toBe('whether TCP 22 from spoke1vm (10.1.1.4) to db1 (10.2.1.8) is blocked cannot be told: db1 is deallocated (see ER-01)');
    const denied = (draft: Draft): void => {
      off(draft);
      draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], [deny])]);
    };
    expect(judged(denied)).toEqual({ [title]: passed });
  });

  test('where no machine of a subnet runs', () => {
    expect(because((draft) => { guard(deny)(draft); stop(draft, 'spoke2vm'); })).toBe('whether TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is blocked cannot be told: spoke2vm is deallocated (see ER-01)');
    expect(because((draft) => { peered(draft); stop(draft, 'spoke1vm'); })).toBe('whether TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is blocked cannot be told: spoke1vm is deallocated (see ER-01)');
  });

  test('where the rules, the network, or a Network Manager\'s rules could not be read', () => {
    const unreadable = (part: Draft['unread'][number]['of'], id: string, action: string) => (draft: Draft): void => {
      guard(deny)(draft);
      draft.unread = [{ of: part, id, problem: forbidden(`/${part}`, action) }];
    };
    expect(because(unreadable('effectiveSecurityGroups', spoke2.nic, 'x/action'))).toBe(
      'whether TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is blocked cannot be told: the effective security rules of spoke2vm819_z1 could not be read: GET /effectiveSecurityGroups ended in 403 AuthorizationFailed: x/action is not granted',
    );
    expect(because(unreadable('adminRules', spoke2.network, 'x/action'))).toContain('the security admin rules of bluespoke2-vnet1 could not be read');
    expect(because(unreadable('virtualNetworks', spoke2.network, 'x/read'))).toContain('bluespoke2-vnet1 could not be read');
  });

  test('where a tag that Azure did not expand decides, in a group or before the groups', () => {
    const tag = rule('Backup', 200, 'Inbound', 'Allow', { sourceAddressPrefixes: ['SomeTag'] });
    expect(because(guard(tag, deny))).toBe('whether TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is blocked cannot be told: it hangs on rule Backup (priority 200) of network security group guard at the subnet: Azure did not say which prefixes SomeTag stands for');
    const before = (draft: Draft): void => {
      guard(deny)(draft);
      draft.adminRules[keyOf(spoke2.network)] = [{ name: 'Backup', access: 'AlwaysAllow', priority: 5, direction: 'Inbound', protocol: 'Tcp', sources: ['SomeTag'], destinations: ['*'], sourcePortRanges: ['*'], destinationPortRanges: ['22'] }];
    };
    expect(because(before)).toContain('it hangs on security admin rule Backup (priority 5) of Azure Virtual Network Manager: ');
  });

  test('where a subnet has instances of a scale set, whose groups are not read', () => {
    const change = (draft: Draft): void => {
      peered(draft);
      const id = `${spoke2.vm.replace(/virtualMachines.*$/, '')}virtualMachineScaleSets/pool`;
      draft.spoke2.subnets.push(thaw(subnet(`${spoke2.network}/subnets/pool`, '10.2.2.0/28', { ipConfigurationIds: [`${id}/virtualMachines/0/networkInterfaces/nic/ipConfigurations/one`] })));
      draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'networkInterface', ['10.0.0.0/8'], [deny])]);
      draft.spoke2.subnets.forEach((one) => { if (one.id === spoke2.subnet) one.addressPrefixes = ['10.2.1.4/32']; });
    };
    expect(because(change)).toBe(
      'whether TCP 22 from spoke1vm (10.1.1.4) to 10.2.2.4 in bluespoke2-vnet1/pool (no machine has it now) is blocked cannot be told: routes and rules of the instances of scale set pool in bluespoke2-vnet1/pool are not read',
    );
  });
});

describe('The check', () => {
  test('is in a report only where a flow is to be blocked', () => {
    const ids = (flows: readonly Flow[]): string[] => judgeSurvey(deployment(undefined, { flows })).map(({ checkId }) => checkId);
    expect(ids([{ from: any, to: any, ports: [22], expect: 'connect' }])).not.toContain('SEG-01');
    expect(ids([blocked(any, of(spoke2.network, { address: '10.2.1.9' }), 22)])).not.toContain('SEG-01');
    expect(ids([blocked(any, any, 22)]).filter((id) => id === 'SEG-01')).toHaveLength(2);
  });

  test('has a case for each spoke that is to be guarded where there are many pairs, with how many others are alike', () => {
    const many = manySpokes({ spokes: 30, routes: 'each' }, (parts) => parts, { flows: [blocked(any, any, 22)] });
    const [first, ...others] = Object.entries(verdictsOf(seg01, many));
    expect(others).toHaveLength(29);
    expect(first).toEqual([
      'no TCP 22 that is to be blocked gets from any other spoke to bluespoke1-vnet1, by what is configured',
      inconclusive("what was read lets TCP 22 from spoke2vm (10.2.1.4) to spoke1vm (10.1.1.4) through as far as the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic), which was not looked at; so it is from 28 other spokes"),
    ]);
  });

  test('puts all that gets through by one rule down to that rule', () => {
    const judgedFor = (change: (draft: Draft) => void) => {
      const { survey, expectations } = deployment(change, { flows: oneWay });
      const estate = estateOf(survey);
      return seg01.judge(estate, expectations).flatMap(({ findings }) => findings.map((finding) => ({ key: placeOf(finding).key, cause: wordsOf(finding, estate.label).cause })));
    };
    expect(judgedFor(guard(rule('Any', 200, 'Inbound', 'Allow')))).toMatchObject([{ key: expect.stringMatching(/^rule lets through .*\/guard Any$/) as unknown, cause: 'rule Any (priority 200) of guard lets TCP 22 through to bluespoke2-vnet1, where it is to be blocked' }]);
    expect(judgedFor(peered)).toMatchObject([{ cause: 'nothing stops TCP 22, which is to be blocked, on its way to bluespoke2-vnet1/bluespoke2-vnet1sub1' }]);
    expect(judgedFor(() => undefined)).toMatchObject([{ cause: "configuration does not settle what becomes of packets that are to be blocked at the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)" }]);
  });
});
