import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../../estate/expectations';
import type { EffectiveRoute } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { er02 } from './er-02-way-to-other-spokes';
import { caseAbout, failed, passed, skipped, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw, throttled } from '../../estate/testing/reference-deployment';
import { effective, hubId, spoke1, spoke2, systemRoutes, userRoute } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): CaseInWords => caseAbout(er02, deployment(change, expected), 'spoke1vm711_z1 sends');

/** Spoke 1's NIC has these rows beside the system's. */
const withRows = (...rows: EffectiveRoute[]) => (draft: Draft) => {
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), ...rows]);
};

const noRouteConfigured = (draft: Draft): void => {
  draft.table1.routes = [];
};

const nva: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.5'] } };
const expected = 'expected next hop: VirtualAppliance or VirtualNetworkGateway with 10.0.1.4 or 10.0.1.5';
const onItsWay = [{ of: 'effectiveRoutes', key: spoke1.nic.toLowerCase() }];

describe('ER-02, with the Route Server as transit', () => {
  test('without the user route 10.0.0.0/8 → None decides, and where the table has no route waiting is no help', () => {
    expect(judged((draft) => [withRows()(draft), noRouteConfigured(draft)])).toMatchObject({
      verdict: failed(
        'spoke1vm711_z1 sends spoke2vm (10.2.1.4) nowhere: 10.0.0.0/8 → None (Default) decides',
        [
          'effective routes of spoke1vm711_z1 for 10.2.1.4, the longest prefix first:',
          '  decides  10.0.0.0/8  →  None      Default  Active',
          '           0.0.0.0/0   →  Internet  Default  Active',
          expected,
        ],
        'route table bluespoke1rt has no route for it',
      ),
      unsettled: [],
    });
  });

  test('a route that the table has may become effective yet', () => {
    expect(judged(withRows())).toMatchObject({
      verdict: { verdict: 'fail', hint: 'route tospoke2 of route table bluespoke1rt leads to the transit, but is not effective on spoke1vm711_z1 yet' },
      unsettled: onItsWay,
    });
  });

  test('an Invalid row does not decide, and is shown as a near miss', () => {
    expect(judged(withRows({ ...userRoute('tospoke2', '10.2.1.0/24', '10.0.1.4'), state: 'Invalid' })).verdict).toMatchObject({
      fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) nowhere: 10.0.0.0/8 → None (Default) decides',
      evidence: [
        'effective routes of spoke1vm711_z1 for 10.2.1.4, the longest prefix first:',
        '           10.2.1.0/24  →  VirtualAppliance 10.0.1.4  User tospoke2  Invalid',
        '  decides  10.0.0.0/8   →  None                       Default        Active',
        '           0.0.0.0/0    →  Internet                   Default        Active',
        expected,
      ],
    });
  });

  test('fails for a next hop that is no instance of the Route Server', () => {
    const stale = judged((draft) => {
      withRows(userRoute('tospoke2', '10.2.1.0/24', '10.0.9.9'))(draft);
      draft.table1.routes.forEach((route) => (route.nextHopIpAddress = '10.0.9.9'));
    });
    expect(stale).toMatchObject({
      verdict: {
        fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) to VirtualAppliance 10.0.9.9, not to the Route Server: 10.2.1.0/24 → VirtualAppliance 10.0.9.9 (User tospoke2) decides',
        hint: 'route tospoke2 of route table bluespoke1rt says so',
      },
      unsettled: [],
    });
  });

  test('a more specific row comes before the route of the table', () => {
    expect(judged(withRows(userRoute('tospoke2', '10.2.1.0/24', '10.0.1.4'), effective('Default', '10.2.1.4/32', 'InterfaceEndpoint')))).toMatchObject({
      verdict: {
        fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) to InterfaceEndpoint, not to the Route Server: 10.2.1.4/32 → InterfaceEndpoint (Default) decides',
        hint: 'route tospoke2 of route table bluespoke1rt leads to the transit, but a more specific route comes before it on spoke1vm711_z1',
      },
      unsettled: onItsWay,
    });
  });

  test('fails where no active row matches', () => {
    expect(judged((draft) => [noRouteConfigured(draft), (draft.routes[spoke1.nic] = [])]).verdict).toEqual(
      failed('spoke1vm711_z1 has no active route for spoke2vm (10.2.1.4)', [expected], 'route table bluespoke1rt has no route for it'),
    );
  });

  test('a subnet without a table is the reason', () => {
    expect(judged((draft) => [withRows()(draft), draft.spoke1.subnets.forEach((subnet) => delete subnet.routeTableId)])).toMatchObject({
      verdict: { hint: 'subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table' },
      unsettled: [],
    });
  });

  test('where the table is not to be read there is no hint, and what is missing may come', () => {
    const blind = judged((draft) => [withRows()(draft), draft.unread.push({ of: 'routeTables', id: spoke1.routeTable, problem: throttled('/table') })]);
    expect(blind.verdict).not.toHaveProperty('hint');
    expect(blind.unsettled).toEqual(onItsWay);
  });
});

describe('ER-02, with another transit', () => {
  const learned = (address: string): EffectiveRoute => effective('VirtualNetworkGateway', '10.2.0.0/16', 'VirtualNetworkGateway', { nextHopIpAddresses: [address] });

  test('routes that an appliance advertises through the Route Server count by its address, equal-cost rows all of them', () => {
    expect(judged((draft) => [noRouteConfigured(draft), withRows(learned('10.0.0.4'), learned('10.0.0.5'))(draft)], nva)).toMatchObject({
      title: '[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the transit 10.0.0.4 or 10.0.0.5',
      verdict: passed,
    });
    expect(judged((draft) => [noRouteConfigured(draft), withRows(learned('10.0.0.4'), learned('10.0.0.9'))(draft)], nva)).toMatchObject({
      verdict: {
        fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) to VirtualNetworkGateway 10.0.0.4 and VirtualNetworkGateway 10.0.0.9, not to the transit 10.0.0.4 or 10.0.0.5: 10.2.0.0/16 → VirtualNetworkGateway 10.0.0.4 (VirtualNetworkGateway) and 10.2.0.0/16 → VirtualNetworkGateway 10.0.0.9 (VirtualNetworkGateway) decide',
      },
      unsettled: onItsWay,
    });
  });

  test('a table that keeps BGP out, and has no route itself, is the reason', () => {
    expect(judged((draft) => [noRouteConfigured(draft), (draft.table1.disableBgpRoutePropagation = true), withRows()(draft)], nva)).toMatchObject({
      verdict: { hint: "route table bluespoke1rt has no route for it and keeps BGP's routes out" },
      unsettled: [],
    });
  });

  test('without a table BGP may still supply the route', () => {
    const waiting = judged((draft) => [withRows()(draft), draft.spoke1.subnets.forEach((subnet) => delete subnet.routeTableId)], nva);
    expect(waiting.verdict).not.toHaveProperty('hint');
    expect(waiting.unsettled).toEqual(onItsWay);
  });

  test('with TRANSIT=gateway a route to a gateway that the hub has not is told as that', () => {
    const found = judged(withRows(effective('User', '10.2.1.0/24', 'VirtualNetworkGateway', { name: 'tospoke2' })), { transit: { kind: 'gateway' } });
    expect(found.verdict).toMatchObject({ verdict: 'fail', fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) to VirtualNetworkGateway, not to the virtual network gateway: 10.2.1.0/24 → VirtualNetworkGateway (User tospoke2) decides' });
  });

  test('with TRANSIT=gateway the next hop type decides', () => {
    const viaGateway: Partial<Expectations> = { transit: { kind: 'gateway' } };
    const withGateway = (...rows: Parameters<typeof withRows>) => (draft: Draft): void => {
      withRows(...rows)(draft);
      draft.gateways.push({ id: '/gateway', name: 'gateway', gatewayType: 'Vpn', provisioningState: 'Succeeded', activeActive: false });
    };
    expect(judged(withGateway(effective('User', '10.2.0.0/16', 'VirtualNetworkGateway', { name: 'tospoke2' })), viaGateway)).toMatchObject({
      title: '[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the virtual network gateway',
      verdict: passed,
    });
    expect(judged(withRows(userRoute('tospoke2', '10.2.1.0/24', '10.0.1.4')), viaGateway).verdict).toMatchObject({
      fact: 'spoke1vm711_z1 sends spoke2vm (10.2.1.4) to VirtualAppliance 10.0.1.4, not to the virtual network gateway: 10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User tospoke2) decides',
      evidence: expect.arrayContaining(['expected next hop: VirtualNetworkGateway']) as unknown,
    });
  });
});

describe('ER-02, where it is not due or cannot be told', () => {
  test('the route to a machine that does not run is judged all the same, the routes of its own NIC are not', () => {
    expect(verdictsOf(er02, deployment((draft) => stop(draft, 'spoke2vm')))).toEqual({
      'spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server': passed,
      'spoke2vm819_z1 sends spoke1vm (10.1.1.4) through the Route Server': skipped('spoke2vm is deallocated (see ER-01)'),
    });
  });

  test('every NIC is judged for every machine of the other spokes', () => {
    const more = deployment((draft) => addMachine(draft, spoke2, 'another', '10.2.1.5'));
    expect(Object.keys(verdictsOf(er02, more))).toEqual([
      'spoke1vm711_z1 sends another (10.2.1.5) through the Route Server',
      'spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server',
      'another-nic sends spoke1vm (10.1.1.4) through the Route Server',
      'spoke2vm819_z1 sends spoke1vm (10.1.1.4) through the Route Server',
    ]);
  });

  test('without the Route Server or its addresses it is not due', () => {
    expect(judged((draft) => (draft.routeServer = null)).verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
    expect(judged(({ routeServer }) => Object.assign(routeServer ?? {}, { virtualRouterIps: [] })).verdict).toEqual(skipped('Route Server myfirstrouteserver has no instance addresses (see RS-05)'));
    expect(judged(({ unread }) => unread.push({ of: 'routeServer', id: hubId, problem: throttled('/hubs') })).verdict.verdict).toBe('cannot-tell');
  });

  test('routes that are not to be read cannot be judged', () => {
    const problem = forbidden('/nic/effectiveRouteTable', 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action');
    expect(judged(({ unread }) => unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem })).verdict).toEqual(
      inconclusive(
        'the effective routes of spoke1vm711_z1 could not be read: GET /nic/effectiveRouteTable ended in 403 AuthorizationFailed: Microsoft.Network/networkInterfaces/effectiveRouteTable/action is not granted',
      ),
    );
  });

  test('a spoke, or a NIC, that is not to be read leaves one gap for each NIC that should reach it, and one of its own', () => {
    const reason = 'could not be read: GET /spoke2 ended in 429 TooManyRequests: Too many requests';
    expect(verdictsOf(er02, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke2.network, problem: throttled('/spoke2') })))).toEqual({
      'spoke1vm711_z1 sends every machine of bluespoke2-vnet1 through the Route Server': inconclusive(`bluespoke2-vnet1 ${reason}`),
      'every machine of bluespoke2-vnet1 sends the machines of the other spokes through the Route Server': inconclusive(`bluespoke2-vnet1 ${reason}`),
    });
    expect(verdictsOf(er02, deployment(({ unread }) => unread.push({ of: 'networkInterfaces', id: spoke2.nic, problem: throttled('/spoke2') })))).toEqual({
      'spoke1vm711_z1 sends every machine of bluespoke2-vnet1 through the Route Server': inconclusive(`spoke2vm819_z1 ${reason}`),
      'spoke2vm819_z1 sends the machines of the other spokes through the Route Server': inconclusive(`spoke2vm819_z1 ${reason}`),
    });
  });
});
