import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { wantedOnTheWay } from '../../estate/on-the-way';
import { keyOf } from '../../estate/resource-id';
import type { EffectiveRoute } from '../../estate/survey';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, thaw } from '../../estate/testing/reference-deployment';
import { effective, hubId, machine, nic, rule, securityGroup, spoke1, spoke2, subnet, userRoute } from '../../estate/testing/reference-network';
import { wordsOf } from '../../words/finding-words';
import type { Verdict } from '../../words/verdict';
import { caseAbout, failed, inconclusive, passed } from '../testing/judged';
import { notLookedAt } from './not-looked-at';
import { path01 } from './path-01-carried';

const firewall: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.5.4'] } };
const group = hubId.slice(0, hubId.indexOf('/providers'));
const nicId = (name: string): string => `${group}/providers/Microsoft.Network/networkInterfaces/${name}`;
const vmId = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
const outsideSubnet = `${hubId}/subnets/outside`;

const toSpokes = (): EffectiveRoute[] => [effective('Default', '10.0.0.0/16', 'VnetLocal'), effective('Default', '10.1.0.0/16', 'VNetPeering'), effective('Default', '10.2.0.0/16', 'VNetPeering')];

/** A machine that forwards, with a NIC for each of these addresses of the hub. */
function addAppliance(draft: Draft, name: string, nics: Readonly<Record<string, string>>): void {
  const ids = Object.keys(nics).map(nicId);
  for (const [of, address] of Object.entries(nics)) {
    const at = address.startsWith('10.0.5.') ? outsideSubnet : `${hubId}/subnets/bluehub-vnet1sub1`;
    draft.nics.push(thaw({ ...nic(nicId(of), vmId(name), at, address), enableIPForwarding: true }));
    draft.routes[nicId(of)] = thaw(toSpokes());
    draft.rules[nicId(of)] = [];
  }
  draft.machines.push(thaw(machine(vmId(name), ids)));
}

/** Both spokes' routes lead to `inside`, the first NIC of an appliance that has two. */
const twoNics = (change: (draft: Draft) => void = () => undefined) => (draft: Draft): void => {
  lead(draft, '10.0.0.4', '10.0.0.4');
  draft.hub.subnets.push(thaw(subnet(outsideSubnet, '10.0.5.0/24')));
  addAppliance(draft, 'wall', { inside: '10.0.0.4', outside: '10.0.5.4' });
  change(draft);
};

function lead(draft: Draft, there: string, back: string): void {
  for (const [id, table, address] of [[spoke1.nic, draft.table1, there], [spoke2.nic, draft.table2, back]] as const) {
    for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = [address];
    for (const route of table.routes) route.nextHopIpAddress = address;
  }
}

/** A route of a NIC for spoke 2 in the place of the peering's. */
const sends = (draft: Draft, name: string, row: EffectiveRoute): void => {
  draft.routes[nicId(name)] = [...(draft.routes[nicId(name)] ?? []).filter(({ addressPrefixes: [prefix] }) => prefix !== '10.2.0.0/16'), thaw(row)];
};
const drop = effective('User', '10.2.0.0/16', 'None', { name: 'drop' });
const denies = (draft: Draft, name: string, direction: 'Inbound' | 'Outbound'): void => {
  draft.rules[nicId(name)] = thaw([securityGroup('wall-nsg', 'subnet', ['10.0.0.0/8'], [rule('Deny', 100, direction, 'Deny')])]);
};

const made = (change: (draft: Draft) => void): ReturnType<typeof deployment> => deployment(change, firewall);
const judged = (change: (draft: Draft) => void): Verdict => caseAbout(path01, made(change), 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict;
const untold = (change: (draft: Draft) => void): string[] => {
  const { survey, expectations } = made(change);
  const estate = estateOf(survey);
  return notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact);
};

const there = (what: string): string => `by what is configured, TCP 22 from spoke1vm (10.1.1.4) does not get to spoke2vm (10.2.1.4): ${what}`;
const back = (what: string): string => `by what is configured, the answer of spoke2vm (10.2.1.4) to TCP 22 from spoke1vm (10.1.1.4) does not get back: ${what}`;
const guest = 'the guest of wall (10.0.0.4): whether packets pass there, only logins show';

describe('PATH-01 over a guest with two NICs', () => {
  test('either of which leads on, or one', () => {
    for (const change of [twoNics(), twoNics((draft) => { sends(draft, 'inside', drop); }), twoNics((draft) => { sends(draft, 'outside', drop); })]) {
      expect(judged(change)).toEqual(passed);
      expect(untold(change)).toEqual([guest]);
    }
  });

  test('neither of which leads on: the one that took the packet speaks', () => {
    const change = twoNics((draft) => { sends(draft, 'inside', drop); sends(draft, 'outside', effective('User', '10.2.0.0/16', 'Internet', { name: 'away' })); });
    expect(judged(change)).toEqual(failed(there('inside sends spoke2vm (10.2.1.4) nowhere: 10.2.0.0/16 → None (User drop) decides, which is route drop')));
  });

  test('the further one of which may not forward, and so is no way out', () => {
    const change = twoNics((draft) => {
      sends(draft, 'inside', drop);
      for (const one of draft.nics) if (one.name === 'outside') one.enableIPForwarding = false;
    });
    expect(judged(change)).toMatchObject({ verdict: 'fail', fact: there('inside sends spoke2vm (10.2.1.4) nowhere: 10.2.0.0/16 → None (User drop) decides, which is route drop') });
  });

  test('what breaks out of both is the cause, not what breaks out of the one that took the packet besides', () => {
    const change = twoNics((draft) => {
      sends(draft, 'inside', effective('User', '10.2.0.0/16', 'VirtualAppliance', { name: 'on', nextHopIpAddresses: ['10.0.0.9', '10.0.0.8'] }));
      addAppliance(draft, 'behind', { behind: '10.0.0.8' });
      addAppliance(draft, 'beside', { beside: '10.0.0.9' });
      for (const one of draft.nics) if (one.name === 'beside') one.enableIPForwarding = false;
      draft.spoke2.peerings.forEach((one) => { one.allowForwardedTraffic = false; });
    });
    expect(judged(change)).toMatchObject({ verdict: 'fail', fact: there('peering spoke2-bluehub1 of bluespoke2-vnet1 has allowForwardedTraffic off') });
  });

  test('one of which leads nowhere, and what decides at the other could not be read', () => {
    const problem = forbidden(nicId('outside'), 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action');
    const unread = (draft: Draft): void => { draft.unread.push({ of: 'effectiveRoutes', id: nicId('outside'), problem }); };
    const reason = `the effective routes of outside could not be read: GET ${nicId('outside')} ended in 403 AuthorizationFailed: Microsoft.Network/networkInterfaces/effectiveRouteTable/action is not granted`;
    expect(judged(twoNics((draft) => { sends(draft, 'inside', drop); unread(draft); }))).toMatchObject(inconclusive(reason, expect.anything() as unknown as string[]));
    expect(judged(twoNics(unread))).toEqual(passed);
    expect(untold(twoNics(unread))).toEqual([guest, reason]);
  });

  test('one of which leads nowhere, and the other or the machine itself could not be read', () => {
    const problem = forbidden(nicId('outside'), 'Microsoft.Network/networkInterfaces/read');
    for (const [of, id] of [['networkInterfaces', nicId('outside')], ['virtualMachines', vmId('wall')]] as const) {
      expect(judged(twoNics((draft) => { sends(draft, 'inside', drop); draft.unread.push({ of, id, problem }); }))).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringContaining('could not be read') as unknown });
    }
  });

  test('one of which has a rule that Azure did not expand: open, unless the other leads on', () => {
    const undecided = ({ rules }: Draft): void => {
      rules[nicId('inside')] = thaw([securityGroup('wall-nsg', 'subnet', ['10.0.0.0/8'], [rule('Tag', 100, 'Outbound', 'Deny', { destinationAddressPrefixes: ['AzureCloud'] })])]);
    };
    expect(judged(twoNics(undecided))).toEqual(passed);
    expect(judged(twoNics((draft) => { undecided(draft); sends(draft, 'outside', drop); }))).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringContaining('hangs on rule Tag (priority 100)') as unknown });
  });

  test('one of which leads to an address of nobody: the other, on which less is open, speaks', () => {
    const change = twoNics((draft) => { sends(draft, 'inside', userRoute('on', '10.2.0.0/16', '10.0.0.99')); });
    expect(judged(change)).toEqual(passed);
    expect(untold(change)).toEqual([guest]);
  });

  test('that send it back to the appliance itself, by whichever it leaves', () => {
    const change = twoNics((draft) => { for (const name of ['inside', 'outside']) sends(draft, name, userRoute('again', '10.2.0.0/16', '10.0.5.4')); });
    expect(judged(change)).toEqual(failed(there('outside sends what is for bluespoke2-vnet1 round in a circle: 10.2.0.0/16 → VirtualAppliance 10.0.5.4 (User again)')));
  });

  test('answers come by the one that the connection may have left by, whose rules then let them in', () => {
    expect(judged(twoNics((draft) => { lead(draft, '10.0.0.4', '10.0.5.4'); denies(draft, 'outside', 'Inbound'); }))).toEqual(passed);
  });

  test('answers come by one that the connection cannot have left by', () => {
    const change = twoNics((draft) => {
      lead(draft, '10.0.0.4', '10.0.5.4');
      denies(draft, 'outside', 'Inbound');
      sends(draft, 'outside', drop);
    });
    expect(judged(change)).toMatchObject({ verdict: 'fail', fact: back('outside does not pass on the answers of spoke2vm (10.2.1.4) to spoke1vm (10.1.1.4) (Inbound): rule Deny (priority 100) of network security group wall-nsg at the subnet denies it') });
  });
});

describe('Guests with many NICs one after the other', () => {
  const names = (at: number): string[] => Array.from({ length: 8 }, (_, index) => `nic${String(at)}-${String(index)}`);
  /** Each sends by each of its eight NICs to the next one. */
  const chain = (draft: Draft): void => {
    lead(draft, '10.0.0.10', '10.0.0.4');
    addAppliance(draft, 'home', { home: '10.0.0.4' });
    for (let at = 1; at <= 20; at += 1) {
      addAppliance(draft, `wall${String(at)}`, Object.fromEntries(names(at).map((name, index) => [name, `10.0.0.${String(at * 10 + index)}`])));
      for (const name of names(at)) sends(draft, name, at === 20 ? drop : userRoute('on', '10.2.0.0/16', `10.0.0.${String(at * 10 + 10)}`));
    }
  };

  test('are followed as far as that is possible, and no further', () => {
    expect(judged(chain)).toEqual(passed);
  });
});

describe('What is read of a guest with two NICs', () => {
  const wanted = (change: (draft: Draft) => void): string[] => {
    const { survey } = made((draft) => {
      change(draft);
      draft.hub.subnets.forEach((one) => { if (one.id === outsideSubnet) one.routeTableId = `${group}/providers/Microsoft.Network/routeTables/outsidert`; });
    });
    const lacks = (key: string): boolean => key !== keyOf(nicId('outside'));
    const without = <T>(map: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(map).filter(([key]) => lacks(key)));
    const known = { ...survey, effectiveRoutes: without(survey.effectiveRoutes), effectiveSecurityGroups: without(survey.effectiveSecurityGroups) };
    return [known, { ...known, networkInterfaces: without(known.networkInterfaces) }].map((one) => wantedOnTheWay(estateOf(one), []).filter(({ id }) => id.includes('outside')).map(({ of, id }) => `${of} ${id.slice(id.lastIndexOf('/') + 1)}`).join(', '));
  };

  test('the other NIC, then its effective routes and rules and the table of its subnet', () => {
    expect(wanted(twoNics())).toEqual(['effectiveRoutes outside, effectiveSecurityGroups outside, routeTables outsidert', 'networkInterfaces outside']);
  });

  test('no more of one that may not forward', () => {
    expect(wanted(twoNics(({ nics }) => { for (const one of nics) if (one.name === 'outside') one.enableIPForwarding = false; }))).toEqual(['', 'networkInterfaces outside']);
  });
});
