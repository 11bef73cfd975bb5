import { describe, expect, test } from '@jest/globals';
import { changesBetween } from '../changes/changes-between';
import type { NetworkChange } from '../changes/network-change';
import { read, unread } from '../estate/reading';
import { labelsIn } from '../estate/survey-labels';
import type { Draft } from '../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw } from '../estate/testing/reference-deployment';
import { hubId, machine, nic, peering, routeServerId, securityGroup, spoke, spoke1, spoke2, spokeIds, userRoute } from '../estate/testing/reference-network';
import { changeWords } from './change-words';

const saidOf = (before: (draft: Draft) => void, now: (draft: Draft) => void): string[] => {
  const survey = deployment(now).survey;
  return changesBetween(deployment(before).survey, survey).map((change) => changeWords(change, labelsIn(survey)));
};

const healthy = (): void => undefined;

const said = (now: (draft: Draft) => void): string[] => saidOf(healthy, now);

const spoke3 = spokeIds(3, 'spoke3nic');

const withSpoke3 = (draft: Draft): void => {
  draft.others.push(thaw(spoke(spoke3, 3, 'eastasia')));
  draft.spokeIds.push(spoke3.network);
  draft.nics.push(thaw(nic(spoke3.nic, spoke3.vm, spoke3.subnet, '10.3.1.4')));
  draft.machines.push(thaw(machine(spoke3.vm, [spoke3.nic])));
  draft.hub.peerings.push(thaw(peering(`${hubId}/virtualNetworkPeerings/bluehub1-spoke3`, spoke3.network, '10.3.0.0/16')));
};

describe('Networks in words', () => {
  test('a spoke that comes, with its side of the hub and its machine', () => {
    expect(said(withSpoke3)).toEqual([
      'spoke bluespoke3-vnet1 (10.3.0.0/16) is among what was read, and was not before',
      'peering bluehub1-spoke3 of bluehub-vnet1 (to bluespoke3-vnet1) is new',
      'machine spoke3vm is among what was read, and was not before',
    ]);
  });

  test('a spoke that goes: whether Azure has it still is told only where Azure was asked', () => {
    expect(saidOf(withSpoke3, healthy)).toEqual([
      'spoke bluespoke3-vnet1 (10.3.0.0/16) is no longer among what was read',
      'peering bluehub1-spoke3 of bluehub-vnet1 (to bluespoke3-vnet1) is gone',
      'machine spoke3vm is no longer among what was read',
    ]);
    const deleted = (draft: Draft): void => {
      draft.spokeIds.push(spoke3.network);
      draft.unread.push({ of: 'virtualNetworks', id: spoke3.network, problem: { kind: 'not-found', request: 'GET /', message: 'no such network' } });
    };
    expect(saidOf(withSpoke3, deleted)[0]).toBe('spoke bluespoke3-vnet1 (10.3.0.0/16) is gone');
  });

  test('what could not be read is neither gone nor new', () => {
    const unreadable = (draft: Draft): void => void draft.unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: forbidden('/', 'read') });
    expect(said(unreadable)).toEqual(['virtual networks of bluespoke1-vnet1 could be read before, and now cannot (forbidden): what changed there is not known']);
    expect(saidOf(unreadable, healthy)).toEqual(['virtual networks of bluespoke1-vnet1 could not be read before, and now can: what changed there is not known']);
    const lost = (draft: Draft): void => {
      unreadable(draft);
      draft.nics = draft.nics.filter(({ id }) => id !== spoke1.nic);
      draft.machines = draft.machines.filter(({ id }) => id !== spoke1.vm);
    };
    expect(said(lost)).toEqual(said(unreadable));
  });

  test('address spaces, subnets and what is associated with them', () => {
    expect(
      said((draft) => {
        draft.spoke1.addressPrefixes.push('10.111.0.0/16');
        for (const subnet of draft.spoke1.subnets) {
          delete subnet.routeTableId;
          subnet.networkSecurityGroupId = `${spoke1.network}/x`.replace('virtualNetworks/bluespoke1-vnet1/x', 'networkSecurityGroups/nsg1');
        }
      }),
    ).toEqual([
      'address space of network bluespoke1-vnet1: 10.111.0.0/16 added',
      'route table of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 was bluespoke1rt, is none',
      'network security group of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 was none, is nsg1',
    ]);
  });

  test('peerings: state and switches, alike ones together', () => {
    expect(
      said((draft) => {
        for (const one of draft.hub.peerings) one.allowGatewayTransit = false;
        for (const one of draft.spoke2.peerings) Object.assign(one, { peeringState: 'Disconnected', syncedRemotePrefixes: ['10.99.0.0/16'] });
      }),
    ).toEqual([
      'allowGatewayTransit of 2 peerings (bluehub1-spoke1 of bluehub-vnet1 and bluehub1-spoke2 of bluehub-vnet1) was on, is off',
      'state of peering spoke2-bluehub1 of bluespoke2-vnet1 was Connected, is Disconnected',
      'synced address space of peering spoke2-bluehub1 of bluespoke2-vnet1: 10.99.0.0/16 added; 10.0.0.0/16 removed',
    ]);
  });
});

describe('The Route Server in words', () => {
  test('instances, branch-to-branch and peers', () => {
    const peer = { id: `${routeServerId}/bgpConnections/nva1`, name: 'nva1', provisioningState: 'Succeeded', peerIp: '10.0.0.4', peerAsn: 65001, learnedRoutes: read({ RouteServiceRole_IN_0: [{ network: '10.0.0.0/8', nextHop: '10.0.0.4', asPath: '65001' }] }) };
    const withPeer = (draft: Draft, learned = peer.learnedRoutes): void => void (draft.routeServer && Object.assign(draft.routeServer, { bgpConnections: read([{ ...peer, learnedRoutes: learned }]) }));
    expect(
      said((draft) => {
        if (draft.routeServer) Object.assign(draft.routeServer, { virtualRouterIps: ['10.0.1.4'], allowBranchToBranchTraffic: false });
        withPeer(draft);
      }),
    ).toEqual([
      'instance addresses of Route Server myfirstrouteserver: 10.0.1.5 removed',
      'branch-to-branch of Route Server myfirstrouteserver was on, is off',
      'BGP peer myfirstrouteserver/nva1 (10.0.0.4) is new',
    ]);
    expect(saidOf(withPeer, (draft) => { withPeer(draft, read({ RouteServiceRole_IN_0: [] })); })).toEqual(['learned routes of BGP peer myfirstrouteserver/nva1: 10.0.0.0/8 → 10.0.0.4 (AS path 65001) at RouteServiceRole_IN_0 removed']);
    expect(saidOf(withPeer, (draft) => { withPeer(draft, unread(forbidden('/', 'read')) as never); })).toEqual([]);
    expect(saidOf(withPeer, (draft) => { draft.routeServer = null; })).toEqual(['Route Server myfirstrouteserver is gone']);
  });
});

describe('Routes in words', () => {
  test('of a table: gone, new, changed', () => {
    expect(said((draft) => { draft.table1.routes = []; })).toEqual(['route tospoke2 of route table bluespoke1rt is gone: 10.2.1.0/24 → VirtualAppliance 10.0.1.4']);
    expect(saidOf((draft) => { draft.table1.routes = []; }, healthy)).toEqual(['route tospoke2 of route table bluespoke1rt is new: 10.2.1.0/24 → VirtualAppliance 10.0.1.4']);
    expect(said((draft) => { for (const route of draft.table1.routes) Object.assign(route, { nextHopIpAddress: '10.0.1.9', provisioningState: 'Updating' }); })).toEqual([
      'route tospoke2 of route table bluespoke1rt changed: 10.2.1.0/24 → VirtualAppliance 10.0.1.4 before, 10.2.1.0/24 → VirtualAppliance 10.0.1.9 [Updating] now',
    ]);
  });

  test('of several tables that are alike, together', () => {
    const all = (draft: Draft): void => {
      for (const table of [draft.table1, draft.table2]) table.routes.push({ name: 'all', addressPrefix: '0.0.0.0/0', nextHopType: 'None', provisioningState: 'Succeeded' });
    };
    expect(said(all)).toEqual(['2 routes (all of bluespoke1rt and all of bluespoke2rt) are new: 0.0.0.0/0 → None']);
  });

  test('that are effective, alike ones together', () => {
    const default0 = (draft: Draft, hop?: string): void => {
      for (const rows of Object.values(draft.routes)) if (hop !== undefined) rows.push(thaw(userRoute('all', '10.128.0.0/9', hop)), thaw(userRoute('more', '172.31.0.0/24', hop)));
    };
    expect(saidOf((draft) => { default0(draft, '10.0.1.4'); }, (draft) => { default0(draft, '10.0.1.9'); })).toEqual(['the next hop of 10.128.0.0/9 and 172.31.0.0/24 changed from VirtualAppliance 10.0.1.4 (User) to VirtualAppliance 10.0.1.9 (User) on 2 NICs']);
    expect(said((draft) => { default0(draft, '10.0.1.9'); })).toEqual(['the effective routes 10.128.0.0/9 and 172.31.0.0/24 → VirtualAppliance 10.0.1.9 (User) are new on 2 NICs']);
    expect(said((draft) => { draft.routes[spoke1.nic] = (draft.routes[spoke1.nic] ?? []).filter(({ name }) => name !== 'tospoke2'); })).toEqual(['the effective route 10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User) is gone on spoke1vm711_z1']);
  });

  test('that are not Active count only where no other has their prefix', () => {
    const invalid = (draft: Draft): void => void draft.routes[spoke1.nic]?.push(thaw({ ...userRoute('tospoke2', '10.2.1.0/24', '10.0.1.9'), state: 'Invalid' }));
    expect(said(invalid)).toEqual([]);
    expect(said((draft) => { for (const row of draft.routes[spoke1.nic] ?? []) if (row.name === 'tospoke2') row.state = 'Invalid'; })).toEqual([
      'the next hop of 10.2.1.0/24 changed from VirtualAppliance 10.0.1.4 (User) to VirtualAppliance 10.0.1.4 (User, Invalid) on spoke1vm711_z1',
    ]);
  });
});

describe('Rules in words', () => {
  const rule = { name: 'securityRules/DenySsh', protocol: 'Tcp', sourcePortRanges: ['0-65535'], destinationPortRanges: ['22-22'], sourceAddressPrefixes: ['10.1.0.0/16'], destinationAddressPrefixes: ['0.0.0.0/0'], expandedSourceAddressPrefixes: [], expandedDestinationAddressPrefixes: [], access: 'Deny', priority: 100, direction: 'Inbound' } as const;
  const withRule = (more: Partial<Omit<typeof rule, 'access' | 'priority'>> & { access?: 'Allow' | 'Deny'; priority?: number } = {}) => (draft: Draft): void => {
    for (const groups of Object.values(draft.rules)) for (const group of groups.filter(({ networkSecurityGroupId }) => networkSecurityGroupId.endsWith('spoke2vm-nsg'))) group.rules.push(thaw({ ...rule, ...more }));
  };

  test('new, gone, and what of them changed', () => {
    const text = 'Deny, priority 100, protocol Tcp, from 10.1.0.0/16 to 0.0.0.0/0 ports 22-22, on spoke2vm819_z1';
    expect(said(withRule())).toEqual([`inbound rule DenySsh of network security group spoke2vm-nsg is new: ${text}`]);
    expect(saidOf(withRule(), healthy)).toEqual([`inbound rule DenySsh of network security group spoke2vm-nsg is gone: ${text}`]);
    expect(saidOf(withRule(), withRule({ access: 'Allow', priority: 200 }))).toEqual(['inbound rule DenySsh of network security group spoke2vm-nsg changed: access Deny → Allow, priority 100 → 200, on spoke2vm819_z1']);
  });

  test('alike in several groups, together', () => {
    const everywhere = (draft: Draft): void => {
      for (const groups of Object.values(draft.rules)) for (const group of groups) group.rules.push(thaw(rule));
    };
    expect(said(everywhere)).toEqual(['inbound rule DenySsh of 2 network security groups (spoke1vm-nsg and spoke2vm-nsg) is new: Deny, priority 100, protocol Tcp, from 10.1.0.0/16 to 0.0.0.0/0 ports 22-22, on 2 NICs']);
    expect(said((draft) => { for (const id of [spoke1.nic, spoke2.nic]) draft.rules[id] = []; })).toEqual(['2 network security groups (spoke1vm-nsg and spoke2vm-nsg) no longer apply at the NIC, on 2 NICs']);
  });

  test('whole groups, which apply now or no longer', () => {
    expect(
      said((draft) => {
        for (const id of [spoke1.nic, spoke2.nic]) draft.rules[id]?.push(thaw(securityGroup('all-nsg', 'subnet', [])));
      }),
    ).toEqual(['network security group all-nsg applies now at the subnet, on 2 NICs']);
    expect(said((draft) => { draft.rules[spoke1.nic] = []; })).toEqual(['network security group spoke1vm-nsg no longer applies at the NIC, on spoke1vm711_z1']);
  });

  test('of a Network Manager', () => {
    const admin = { name: 'deny-ssh', access: 'Deny', priority: 1, direction: 'Inbound', protocol: 'Tcp', sources: ['10.0.0.0/8'], destinations: [], sourcePortRanges: ['0-65535'], destinationPortRanges: ['22'] } as const;
    const ruled = (draft: Draft): void => {
      draft.adminRules = { [spoke1.network]: [thaw(admin)], [spoke2.network]: [thaw(admin)] };
    };
    const unruled = (draft: Draft): void => {
      draft.adminRules = { [spoke1.network]: [], [spoke2.network]: [] };
    };
    expect(saidOf(unruled, ruled)).toEqual(['security admin rule deny-ssh is new: Deny Inbound, priority 1, protocol Tcp, from 10.0.0.0/8 to nothing ports 22, in bluespoke1-vnet1 and bluespoke2-vnet1']);
  });
});

describe('Machines in words', () => {
  test('come, go, stop and get another address', () => {
    expect(said((draft) => { addMachine(draft, spoke1, 'web', '10.1.1.9'); })).toEqual(['machine web is new']);
    expect(saidOf((draft) => { addMachine(draft, spoke1, 'web', '10.1.1.9'); }, healthy)).toEqual(['machine web is gone']);
    expect(said((draft) => { stop(draft, 'spoke1vm'); })).toEqual(['power state of machine spoke1vm was running, is deallocated']);
    expect(said((draft) => { for (const one of draft.nics) if (one.id === spoke1.nic) for (const at of one.ipConfigurations) at.privateIPAddress = '10.1.1.5'; })).toEqual(['addresses of NIC spoke1vm711_z1: 10.1.1.5 added; 10.1.1.4 removed']);
  });
});

test('what is on a way besides', () => {
  const firewall = { id: `${hubId.replace('virtualNetworks/bluehub-vnet1', 'azureFirewalls/fw')}`, name: 'fw', provisioningState: 'Succeeded', addresses: [{ subnetId: `${hubId}/subnets/x`, privateIPAddress: '10.0.2.4' }], networkRules: [] };
  expect(said((draft) => { draft.firewalls.push(thaw(firewall)); })).toEqual(['firewall fw is among what was read, and was not before']);
});

test('a guest name that was asked for one time only is no change', () => {
  const named = (draft: Draft): void => { for (const one of draft.machines) one.guestName = 'web'; };
  expect([said(named), saidOf(named, healthy)]).toEqual([[], []]);
  expect(saidOf(named, (draft) => { for (const one of draft.machines) one.guestName = 'db'; })).toEqual(['guest name of 2 machines (spoke1vm and spoke2vm) was web, is db']);
});

test('many alike are three, and how many more', () => {
  const ids = Array.from({ length: 500 }, (_, place) => `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n${String(place)}/virtualNetworkPeerings/tohub`);
  const change: NetworkChange = { kind: 'changed', thing: 'peering', field: 'allowForwardedTraffic', before: 'on', now: 'off', ids };
  expect(changeWords(change, (id) => id.split('/').at(-1) ?? id)).toBe('allowForwardedTraffic of 500 peerings (tohub of n0, tohub of n1, tohub of n2 and 497 more) was on, is off');
  const gone: NetworkChange = { kind: 'gone', thing: 'machine', resources: ids.slice(0, 40).map((id) => ({ id: id.split('/').slice(0, -2).join('/'), detail: [] })) };
  expect(changeWords(gone, (id) => id.split('/').at(-1) ?? id)).toBe('40 machines are gone: n0, n1, n2 and 37 more');
});
