import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../../estate/expectations';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { effective, hubId, machine, nic, peering, rule, securityGroup, spoke1, spoke2, subnet, systemRoutes, userRoute } from '../../estate/testing/reference-network';
import type { Verdict } from '../../words/verdict';
import { caseAbout, failed, inconclusive, passed, skipped } from '../testing/judged';
import { path01 } from './path-01-carried';

const firewall: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } };

/** PATH-01 from spoke 1's machine to spoke 2's. */
const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): Verdict => caseAbout(path01, deployment(change, expected), 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict;

/** User routes of both spokes to these addresses, in the tables and on the NICs. */
function routed(draft: Draft, there: string, back = there): void {
  for (const [id, table, address] of [[spoke1.nic, draft.table1, there], [spoke2.nic, draft.table2, back]] as const) {
    for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = [address];
    for (const route of table.routes) route.nextHopIpAddress = address;
  }
}

const hubSubnet = `${hubId}/subnets/bluehub-vnet1sub1`;
const group = hubId.slice(0, hubId.indexOf('/providers'));
const applianceNic = (name: string): string => `${group}/providers/Microsoft.Network/networkInterfaces/${name}-nic`;
const applianceVm = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** A machine that forwards, in a subnet of the hub, with the effective routes that a NIC there has. */
function addAppliance(draft: Draft, name: string, address: string, rows: Draft['routes'][string] = []): void {
  const [nicId, vmId] = [applianceNic(name), applianceVm(name)];
  draft.nics.push(thaw({ ...nic(nicId, vmId, hubSubnet, address), enableIPForwarding: true }));
  draft.machines.push(thaw(machine(vmId, [nicId])));
  draft.routes[nicId] = thaw([effective('Default', '10.0.0.0/16', 'VnetLocal'), effective('Default', '10.1.0.0/16', 'VNetPeering'), effective('Default', '10.2.0.0/16', 'VNetPeering'), ...rows]);
  draft.rules[nicId] = [];
}

const overAppliance = (change: (draft: Draft) => void = () => undefined) => (draft: Draft): void => {
  routed(draft, '10.0.0.4');
  addAppliance(draft, 'wall', '10.0.0.4');
  change(draft);
};

const there = (what: string): string => `by what is configured, TCP 22 from spoke1vm (10.1.1.4) does not get to spoke2vm (10.2.1.4): ${what}`;
const back = (what: string): string => `by what is configured, the answer of spoke2vm (10.2.1.4) to TCP 22 from spoke1vm (10.1.1.4) does not get back: ${what}`;

describe('PATH-01', () => {
  test('the reference deployment, whose logins go over the Route Server', () => {
    expect(judged(() => undefined)).toEqual(passed);
  });

  test('without logins nothing shows that a Route Server forwards', () => {
    expect(judged(() => undefined, { sshChecks: false })).toEqual(
      inconclusive("nothing shows that TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) gets past the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)"),
    );
  });

  test('a machine that nobody logs in to is followed as well', () => {
    const change = (draft: Draft): void => {
      addMachine(draft, spoke1, 'zweite', '10.1.1.9');
      draft.routes[`${spoke1.nic.slice(0, spoke1.nic.lastIndexOf('/'))}/zweite-nic`] = systemRoutes('10.1.0.0/16').map((row) => thaw(row));
    };
    expect(caseAbout(path01, deployment(change), 'from zweite-nic to spoke2vm').verdict).toMatchObject({ verdict: 'fail', fact: expect.stringContaining('TCP 22 from zweite (10.1.1.9) does not get to spoke2vm (10.2.1.4): ') as unknown });
    expect(judged(change)).toEqual(passed);
  });

  test('a machine that does not run is not asked', () => {
    expect(judged((draft) => { stop(draft, 'spoke2vm'); })).toEqual(skipped('spoke2vm is deallocated (see ER-01)'));
  });

  test('routes that could not be read leave it open', () => {
    const problem = forbidden(spoke1.nic, 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action');
    expect(judged((draft) => draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem }))).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringContaining('the effective routes of spoke1vm711_z1 could not be read') as unknown });
  });

  test('a rule on the way is told as what stops the packet, in the direction that it stops', () => {
    const deny = rule('DenySsh', 100, 'Inbound', 'Deny', { destinationPortRanges: ['22-22'] });
    const change = ({ rules }: Draft): void => { rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], [deny])]); };
    expect(judged(change)).toMatchObject({ verdict: 'fail', fact: there('spoke2vm819_z1 does not let TCP 22 in from spoke1vm (10.1.1.4): rule DenySsh (priority 100) of network security group guard at the subnet denies it') });
  });

  test('the way back counts', () => {
    expect(judged(({ routes }) => { routes[spoke2.nic] = thaw(systemRoutes('10.2.0.0/16')); })).toMatchObject({ verdict: 'fail', fact: expect.stringContaining(back('')) as unknown });
  });
});

describe('PATH-01 over appliances', () => {
  test('an appliance that is there and may forward', () => {
    expect(judged(overAppliance(), firewall)).toEqual(passed);
    expect(judged(overAppliance(), { ...firewall, sshChecks: false })).toEqual(passed);
  });

  test('IP forwarding off', () => {
    const change = overAppliance(({ nics }) => nics.filter(({ id }) => id === applianceNic('wall')).forEach((one) => { one.enableIPForwarding = false; }));
    expect(judged(change, firewall)).toEqual(failed(there('enableIPForwarding is false on wall-nic, the next hop of 10.2.1.0/24 → VirtualAppliance 10.0.0.4 (User tospoke2)')));
  });

  test("an address that is a private endpoint's", () => {
    const change = overAppliance(({ nics }) => nics.filter(({ id }) => id === applianceNic('wall')).forEach((one) => { delete one.virtualMachineId; }));
    expect(judged(change, firewall)).toEqual(failed(there("wall-nic is no machine's and forwards nothing, the next hop of 10.2.1.0/24 → VirtualAppliance 10.0.0.4 (User tospoke2)")));
  });

  test("the appliance's own route drops it", () => {
    const change = overAppliance((draft) => {
      draft.routes[applianceNic('wall')]?.push(thaw(effective('User', '10.2.0.0/16', 'None', { name: 'drop' })));
      for (const row of draft.routes[applianceNic('wall')] ?? []) if (row.addressPrefixes[0] === '10.2.0.0/16' && row.source === 'Default') row.state = 'Invalid';
    });
    expect(judged(change, firewall)).toEqual(failed(there('wall-nic sends spoke2vm (10.2.1.4) nowhere: 10.2.0.0/16 → None (User drop) decides, which is route drop')));
  });

  test('two appliances that send to each other', () => {
    const change = (draft: Draft): void => {
      routed(draft, '10.0.0.4');
      addAppliance(draft, 'wall', '10.0.0.4', [thaw(userRoute('on', '10.2.1.0/24', '10.0.0.5'))]);
      addAppliance(draft, 'ward', '10.0.0.5', [thaw(userRoute('off', '10.2.1.0/24', '10.0.0.4'))]);
      const at = draft.hub.subnets.find(({ id }) => id === hubSubnet);
      if (at) at.routeTableId = `${group}/providers/Microsoft.Network/routeTables/nva-rt`;
    };
    expect(judged(change, firewall)).toEqual(
      failed(there('wall-nic and ward-nic send what is for bluespoke2-vnet1 round in a circle: 10.2.1.0/24 → VirtualAppliance 10.0.0.5 (User on) by route table nva-rt and 10.2.1.0/24 → VirtualAppliance 10.0.0.4 (User off) by route table nva-rt')),
    );
  });

  test('an address of nobody, in a subnet whose route table leads back to it', () => {
    const change = (draft: Draft): void => {
      routed(draft, '10.0.0.4');
      const at = draft.hub.subnets.find(({ id }) => id === hubSubnet);
      if (at) at.routeTableId = draft.table1.id;
    };
    expect(judged(change, firewall)).toEqual(failed(there('the next hops send what is for bluespoke2-vnet1 round in a circle: 10.2.1.0/24 → VirtualAppliance 10.0.0.4 (User tospoke2) by route table bluespoke1rt')));
  });

  test('rules of its NIC for what it forwards, and for answers that it alone meets', () => {
    const denies = (direction: 'Inbound' | 'Outbound') => overAppliance(({ rules }) => { rules[applianceNic('wall')] = thaw([securityGroup('wall-nsg', 'subnet', ['10.0.0.0/8'], [rule('Deny', 100, direction, 'Deny')])]); });
    expect(judged(denies('Inbound'), firewall)).toMatchObject({ fact: there('wall-nic does not pass on TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) (Inbound): rule Deny (priority 100) of network security group wall-nsg at the subnet denies it') });
    const answersOnly = (draft: Draft): void => {
      denies('Outbound')(draft);
      addAppliance(draft, 'ward', '10.0.0.5');
      routed(draft, '10.0.0.5', '10.0.0.4');
    };
    const both: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.5'] } };
    expect(judged(answersOnly, both)).toMatchObject({ fact: back('wall-nic does not pass on the answers of spoke2vm (10.2.1.4) to spoke1vm (10.1.1.4) (Outbound): rule Deny (priority 100) of network security group wall-nsg at the subnet denies it') });
  });

  test('a rule of its NIC that Azure did not expand leaves it open', () => {
    const tag = rule('Tag', 100, 'Inbound', 'Deny', { sourceAddressPrefixes: ['AzureCloud'] });
    const change = overAppliance(({ rules }) => { rules[applianceNic('wall')] = thaw([securityGroup('wall-nsg', 'subnet', ['10.0.0.0/8'], [tag])]); });
    expect(judged(change, firewall)).toMatchObject({
      verdict: 'cannot-tell',
      reason: 'whether wall-nic passes on TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) hangs on rule Tag (priority 100) of network security group wall-nsg at the subnet: Azure did not say which prefixes AzureCloud stands for',
    });
  });

  test('an address that nothing has: behind it all is judged the same, and only logins show that it forwards', () => {
    const change = (draft: Draft): void => { routed(draft, '10.0.0.4'); };
    expect(judged(change, firewall)).toEqual(passed);
    expect(judged(change, { ...firewall, sshChecks: false })).toEqual(
      inconclusive('nothing shows that TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) gets past 10.0.0.4 in bluehub-vnet1/bluehub-vnet1sub1 (nothing that was read has this address)'),
    );
    const deny = rule('DenySsh', 100, 'Inbound', 'Deny');
    expect(judged((draft) => { change(draft); draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], [deny])]); }, firewall)).toMatchObject({ verdict: 'fail' });
    expect(judged((draft) => { change(draft); draft.spoke2.peerings.forEach((one) => { one.allowForwardedTraffic = false; }); }, firewall)).toMatchObject({ verdict: 'fail' });
  });

  test('an address that nothing has and nobody meant is not taken to forward for a login that is due', () => {
    expect(judged((draft) => { routed(draft, '10.0.0.9'); addAppliance(draft, 'wall', '10.0.0.4'); }, firewall)).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringContaining('gets past 10.0.0.9 in bluehub-vnet1') as unknown });
  });

  test('an appliance in a hub without RouteServerSubnet is no missing Route Server', () => {
    const change = (draft: Draft): void => {
      overAppliance()(draft);
      draft.hub.subnets = draft.hub.subnets.filter(({ name }) => name !== 'RouteServerSubnet');
    };
    expect(judged(change)).toEqual(passed);
  });

  test('an address that lies in no network of these', () => {
    expect(judged((draft) => { routed(draft, '10.77.0.4'); }, firewall)).toEqual(
      failed(there('next hop 10.77.0.4 of 10.2.1.0/24 → VirtualAppliance 10.77.0.4 (User tospoke2) on spoke1vm711_z1 lies neither in bluespoke1-vnet1 nor in a network that it is peered with')),
    );
  });

  test('an appliance in a third network that is not peered with the destination', () => {
    const third = `${group}/providers/Microsoft.Network/virtualNetworks/perimeter`;
    const change = (draft: Draft): void => {
      routed(draft, '10.50.1.4');
      draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/toperimeter`, third, '10.50.0.0/16')));
      draft.others.push(thaw({ id: third, name: 'perimeter', location: 'eastasia', provisioningState: 'Succeeded', addressPrefixes: ['10.50.0.0/16'], subnets: [subnet(`${third}/subnets/trust`, '10.50.1.0/24')], peerings: [peering(`${third}/virtualNetworkPeerings/tospoke1`, spoke1.network, '10.1.0.0/16')] }));
    };
    expect(judged(change, { transit: { kind: 'addresses', addresses: ['10.50.1.4'] } })).toEqual(failed(there('perimeter is not peered with bluespoke2-vnet1, so what forwards there has no way on to spoke2vm (10.2.1.4)')));
  });

  test('a next hop type that nobody knows', () => {
    expect(judged(({ routes }) => { for (const row of routes[spoke1.nic] ?? []) if (row.source === 'User') row.nextHopType = 'Wormhole'; })).toEqual(
      inconclusive("what becomes of packets for spoke2vm (10.2.1.4) is not known: 10.2.1.0/24 → Wormhole 10.0.1.4 (User tospoke2) decides on spoke1vm711_z1, and its next hop type Wormhole is not one that spokecheck knows"),
    );
  });
});

describe('PATH-01 over subnet peerings', () => {
  /** Of the hub's side towards spoke 2, and of spoke 2's. */
  const peers = (...ofHub: readonly string[]) => ({ hub, spoke2: two }: Draft): void => {
    for (const one of hub.peerings) if (one.remoteVirtualNetworkId === spoke2.network) Object.assign(one, { peerCompleteVnets: false, localSubnetNames: ofHub, remoteSubnetNames: ['bluespoke2-vnet1sub1'] });
    for (const one of two.peerings) Object.assign(one, { peerCompleteVnets: false, localSubnetNames: ['bluespoke2-vnet1sub1'], remoteSubnetNames: ofHub });
  };

  test('that are for the subnets on the way', () => {
    expect(judged(peers('routeserversubnet'))).toEqual(passed);
  });

  test('that leave out the subnet of what forwards', () => {
    expect(judged(peers('bluehub-vnet1sub1'))).toEqual(failed(there('peering bluehub1-spoke2 of bluehub-vnet1, a subnet peering, carries nothing from or to bluehub-vnet1/RouteServerSubnet: its localSubnetNames leave it out'), ['its localSubnetNames: bluehub-vnet1sub1']));
  });

  test('that leave out the subnet of the destination', () => {
    const change = (draft: Draft): void => {
      peers('RouteServerSubnet')(draft);
      for (const one of draft.hub.peerings) if (one.remoteVirtualNetworkId === spoke2.network) Object.assign(one, { remoteSubnetNames: ['other'] });
    };
    expect(judged(change)).toEqual(failed(there('peering bluehub1-spoke2 of bluehub-vnet1, a subnet peering, carries nothing from or to bluespoke2-vnet1/bluespoke2-vnet1sub1: its remoteSubnetNames leave it out'), ['its remoteSubnetNames: other']));
  });
});

describe('PATH-01 past the transit', () => {
  test('a connected group of Azure Virtual Network Manager carries it directly', () => {
    const direct = ({ routes }: Draft): void => {
      routes[spoke1.nic] = thaw([effective('Default', '10.2.0.0/16', 'ConnectedGroup')]);
      routes[spoke2.nic] = thaw([effective('Default', '10.1.0.0/16', 'ConnectedGroup')]);
    };
    expect(judged(direct, { sshChecks: false })).toEqual(passed);
  });

  test('a connected group with the hub leads to the next hop and on from there, without peerings', () => {
    const connected = (...members: readonly string[]) => (draft: Draft): void => {
      for (const one of [draft.hub, draft.spoke1, draft.spoke2]) one.peerings.splice(0);
      for (const id of members) {
        const rows = draft.routes[id] ?? [];
        rows.splice(0, rows.length, ...rows.filter(({ nextHopType }) => !/peering/i.test(nextHopType)), thaw(effective('Default', '10.0.0.0/16', 'ConnectedGroup')));
      }
    };
    expect(judged(connected(spoke1.nic, spoke2.nic))).toEqual(passed);
    expect(judged(connected(spoke1.nic))).toMatchObject({ verdict: 'fail', fact: there('bluehub-vnet1 has no peering to bluespoke2-vnet1') });
  });
});
