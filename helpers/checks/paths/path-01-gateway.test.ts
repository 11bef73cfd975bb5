import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../../estate/expectations';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw } from '../../estate/testing/reference-deployment';
import { hubId, routeTable, spoke1, spoke2, subnet } from '../../estate/testing/reference-network';
import type { Verdict } from '../../words/verdict';
import { caseAbout, failed, inconclusive, passed } from '../testing/judged';
import { path01 } from './path-01-carried';

const firewall: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } };

/** PATH-01 from spoke 1's machine to spoke 2's. */
const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): Verdict => caseAbout(path01, deployment(change, expected), 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict;

const hubSubnet = `${hubId}/subnets/bluehub-vnet1sub1`;
const group = hubId.slice(0, hubId.indexOf('/providers'));

const there = (what: string): string => `by what is configured, TCP 22 from spoke1vm (10.1.1.4) does not get to spoke2vm (10.2.1.4): ${what}`;

describe('PATH-01 over a gateway', () => {
  const gateway: Partial<Expectations> = { transit: { kind: 'gateway' } };
  const gatewaySubnet = `${hubId}/subnets/GatewaySubnet`;
  const tableId = `${group}/providers/Microsoft.Network/routeTables/gw-rt`;
  const overGateway = (gatewayType: string, source: string) => (draft: Draft): void => {
    draft.hub.subnets.push(thaw(subnet(gatewaySubnet, '10.0.9.0/27', { routeTableId: tableId })));
    draft.gateways.push({ id: `${group}/providers/Microsoft.Network/virtualNetworkGateways/gw`, name: 'gw', gatewayType, provisioningState: 'Succeeded', activeActive: false });
    for (const id of [spoke1.nic, spoke2.nic]) for (const row of draft.routes[id] ?? []) if (row.source === 'User') Object.assign(row, { source, nextHopType: 'VirtualNetworkGateway', nextHopIpAddresses: [] });
  };
  const withTable = (routes: Parameters<typeof routeTable>[1]) => (draft: Draft): void => {
    overGateway('Vpn', 'User')(draft);
    draft.table1 = thaw({ ...routeTable(tableId, routes) });
    draft.spoke1.subnets.forEach((one) => { delete one.routeTableId; });
  };

  test('the table of GatewaySubnet counts', () => {
    expect(judged(withTable([]), gateway)).toEqual(passed);
    expect(judged(withTable([['drop', '10.2.0.0/16', 'None']]), gateway)).toEqual(failed(there('what is for bluespoke2-vnet1 gets no further than bluehub-vnet1/GatewaySubnet: route drop of route table gw-rt sends 10.2.0.0/16 to None')));
  });

  test('the table of GatewaySubnet counts for less than a peering with a longer prefix', () => {
    expect(judged(withTable([['drop', '10.0.0.0/8', 'None']]), gateway)).toEqual(passed);
    expect(judged(withTable([['drop', '10.2.0.0/16', 'None'], ['on', '10.2.0.0/24', 'None']]), gateway)).toMatchObject({ verdict: 'fail' });
  });

  test('the table of an unseen appliance may lead to the gateway, which needs no allowForwardedTraffic', () => {
    const hopTable = (draft: Draft): void => {
      withTable([])(draft);
      draft.table1 = thaw(routeTable(tableId, [['on', '10.2.0.0/16', 'VirtualNetworkGateway'], ['back', '10.1.0.0/16', 'VirtualNetworkGateway']]));
      draft.hub.subnets.forEach((one) => { if (one.id === hubSubnet) one.routeTableId = tableId; else delete one.routeTableId; });
      for (const id of [spoke1.nic, spoke2.nic]) for (const row of draft.routes[id] ?? []) if (row.nextHopType === 'VirtualNetworkGateway') Object.assign(row, { nextHopType: 'VirtualAppliance', nextHopIpAddresses: ['10.0.0.4'] });
      for (const { peerings } of [draft.spoke1, draft.spoke2]) for (const one of peerings) one.allowForwardedTraffic = false;
    };
    expect(judged(hopTable, firewall)).toEqual(passed);
  });

  test('a route to an address that nobody has is what is wrong, and not the setting for forwarded traffic, which a gateway does not need', () => {
    const stale = (draft: Draft): void => {
      overGateway('Vpn', 'User')(draft);
      for (const { peerings } of [draft.spoke1, draft.spoke2]) for (const one of peerings) one.allowForwardedTraffic = false;
      draft.table1 = thaw(routeTable(draft.table1.id, [['oldnva', '10.2.1.0/24', 'VirtualAppliance', '10.0.0.4']]));
      draft.spoke1.subnets.forEach((one) => { one.routeTableId = draft.table1.id; });
      for (const row of draft.routes[spoke1.nic] ?? []) if (row.source === 'User') Object.assign(row, { nextHopType: 'VirtualAppliance', nextHopIpAddresses: ['10.0.0.4'] });
    };
    expect(judged(stale, gateway)).toEqual(failed(there('route oldnva of route table bluespoke1rt sends 10.2.1.0/24 to VirtualAppliance 10.0.0.4')));
  });

  test('VnetLocal in the table of GatewaySubnet is documented for the own network alone', () => {
    expect(judged(withTable([['stay', '10.2.0.0/16', 'VnetLocal']]), gateway)).toEqual(
      inconclusive('what becomes of what is for bluespoke2-vnet1 at bluehub-vnet1/GatewaySubnet is not known: route stay of route table gw-rt sends 10.2.0.0/16 to VnetLocal, which is documented for addresses of the own network alone'),
    );
  });

  test("what comes back from a provider's edge goes by the table of GatewaySubnet, too", () => {
    const learned = (draft: Draft): void => {
      withTable([['drop', '10.2.0.0/16', 'None']])(draft);
      draft.gateways[0] = { ...draft.gateways[0], gatewayType: 'ExpressRoute' } as Draft['gateways'][number];
      for (const id of [spoke1.nic, spoke2.nic]) for (const row of draft.routes[id] ?? []) if (row.nextHopType === 'VirtualNetworkGateway') Object.assign(row, { source: 'VirtualNetworkGateway', nextHopIpAddresses: ['172.16.255.4'] });
    };
    expect(judged(learned, gateway)).toEqual(failed(there('what is for bluespoke2-vnet1 gets no further than bluehub-vnet1/GatewaySubnet: route drop of route table gw-rt sends 10.2.0.0/16 to None')));
    const denied = (draft: Draft): void => { learned(draft); draft.spoke1.peerings.forEach((one) => { one.allowVirtualNetworkAccess = false; }); };
    expect(judged(denied, gateway)).toMatchObject({ verdict: 'fail', fact: expect.stringContaining('allowVirtualNetworkAccess') as unknown });
  });

  test('what an ExpressRoute gateway has learned leads beyond Azure', () => {
    expect(judged(overGateway('ExpressRoute', 'VirtualNetworkGateway'), { ...gateway, sshChecks: false })).toEqual(
      inconclusive('nothing shows that TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) gets past what lies beyond the gateway of bluehub-vnet1'),
    );
  });
});
