import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../../estate/expectations';
import type { Route } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { rt02 } from './rt-02-routes-to-spokes';
import { caseAbout, failed, passed, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden } from '../../estate/testing/reference-deployment';
import { hubId, spoke1, spoke2 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): CaseInWords => caseAbout(rt02, deployment(change, expected), 'subnet bluespoke1-vnet1/');

const withRoutes = (...routes: Partial<Route>[]) => (draft: Draft) => {
  const [reference] = draft.table1.routes;
  draft.table1.routes = routes.flatMap((route) => (reference ? { ...reference, ...route } : []));
};

const nva: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } };

describe('RT-02', () => {
  test('fails for a table without a route for the other spoke, and does not wait', () => {
    expect(judged(withRoutes())).toMatchObject({
      verdict: failed('route table bluespoke1rt has no route for spoke2vm (10.2.1.4)', [
        'expected next hop: VirtualAppliance or VirtualNetworkGateway with 10.0.1.4 or 10.0.1.5',
        'bluespoke1rt has no routes',
      ]),
      unsettled: [],
    });
  });

  test('fails for a prefix that is too narrow, and shows the routes there are', () => {
    expect(judged(withRoutes({ addressPrefix: '10.2.1.0/30' }, { name: 'other', addressPrefix: '10.3.0.0/16' })).verdict).toEqual(
      failed('route table bluespoke1rt has no route for spoke2vm (10.2.1.4)', [
        'expected next hop: VirtualAppliance or VirtualNetworkGateway with 10.0.1.4 or 10.0.1.5',
        'routes of bluespoke1rt:',
        '  tospoke2  10.2.1.0/30  →  VirtualAppliance 10.0.1.4',
        '  other     10.3.0.0/16  →  VirtualAppliance 10.0.1.4',
      ]),
    );
  });

  test('fails for a more specific route to None, which decides', () => {
    const dropped = withRoutes({}, { name: 'drop', addressPrefix: '10.2.1.4/32', nextHopType: 'None' });
    const fact = 'route table bluespoke1rt sends spoke2vm (10.2.1.4) to None, not to the Route Server: route drop (10.2.1.4/32) decides';
    expect(judged((draft) => [dropped(draft), draft.table1.routes.forEach((route) => route.name === 'drop' && delete route.nextHopIpAddress)]).verdict).toMatchObject({ verdict: 'fail', fact });
  });

  test('fails for an address that is no instance of the Route Server', () => {
    expect(judged(withRoutes({ nextHopIpAddress: '10.0.1.9' })).verdict).toMatchObject({
      fact: 'route table bluespoke1rt sends spoke2vm (10.2.1.4) to VirtualAppliance 10.0.1.9, not to the Route Server: route tospoke2 (10.2.1.0/24) decides',
    });
  });

  test('one route for all spokes does, and so does a default route to the transit', () => {
    expect(judged(withRoutes({ addressPrefix: '10.0.0.0/8' })).verdict).toEqual(passed);
    expect(judged(withRoutes({ addressPrefix: '0.0.0.0/0' })).verdict).toEqual(passed);
  });

  test('counts the further machines, and lists them all', () => {
    const two = judged((draft) => {
      withRoutes()(draft);
      addMachine(draft, spoke2, 'zvm', '10.2.1.5');
    });
    expect(two.verdict).toEqual(
      failed('route table bluespoke1rt has no route for spoke2vm (10.2.1.4), and 1 more machine likewise', [
        'spoke2vm (10.2.1.4)  no route',
        'zvm (10.2.1.5)       no route',
        'expected next hop: VirtualAppliance or VirtualNetworkGateway with 10.0.1.4 or 10.0.1.5',
        'bluespoke1rt has no routes',
      ]),
    );
  });

  test('where the transit is an appliance, the routes may come by BGP, unless the table keeps them out', () => {
    expect(judged(withRoutes(), nva)).toMatchObject({
      title: "[RT-02] the routes of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 send every other spoke's machines to the transit 10.0.0.4",
      verdict: passed,
    });
    expect(judged((draft) => draft.spoke1.subnets.forEach((subnet) => delete subnet.routeTableId), nva).verdict).toEqual(passed);
    expect(judged((draft) => [withRoutes()(draft), (draft.table1.disableBgpRoutePropagation = true)], nva).verdict).toMatchObject({
      fact: "route table bluespoke1rt has no route for spoke2vm (10.2.1.4) and keeps BGP's routes out",
    });
    expect(judged(withRoutes({ nextHopIpAddress: '10.0.1.4' }), nva).verdict).toMatchObject({
      fact: 'route table bluespoke1rt sends spoke2vm (10.2.1.4) to VirtualAppliance 10.0.1.4, not to the transit 10.0.0.4: route tospoke2 (10.2.1.0/24) decides',
    });
  });

  test('with TRANSIT=gateway the next hop type decides', () => {
    const gateway: Partial<Expectations> = { transit: { kind: 'gateway' } };
    expect(judged(withRoutes({ nextHopType: 'VirtualNetworkGateway' }), gateway).verdict).toEqual(passed);
    expect(judged(withRoutes({}), gateway).verdict).toMatchObject({
      fact: 'route table bluespoke1rt sends spoke2vm (10.2.1.4) to VirtualAppliance 10.0.1.4, not to the virtual network gateway: route tospoke2 (10.2.1.0/24) decides',
    });
  });

  test('is not due without a table, a Route Server, its addresses, or another machine', () => {
    expect(judged((draft) => draft.spoke1.subnets.forEach((subnet) => delete subnet.routeTableId)).verdict).toEqual(
      skipped('subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table (see RT-01)'),
    );
    expect(judged((draft) => (draft.routeServer = null)).verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
    expect(judged(({ hub }) => (hub.subnets = [])).verdict).toEqual(skipped('bluehub-vnet1 has no RouteServerSubnet (see RS-01)'));
    expect(judged(({ routeServer }) => Object.assign(routeServer ?? {}, { virtualRouterIps: [] })).verdict).toEqual(skipped('Route Server myfirstrouteserver has no instance addresses (see RS-05)'));
    expect(judged((draft) => draft.spoke2.subnets.forEach((subnet) => (subnet.ipConfigurationIds = []))).verdict).toEqual(skipped('no other spoke has a virtual machine (see ER-01)'));
  });

  test('cannot tell without the table, the Route Server, or the machines to reach', () => {
    const refused = (path: string, action: string): string => `could not be read: GET ${path} ended in 403 AuthorizationFailed: ${action} is not granted`;
    const table = forbidden('/table', 'Microsoft.Network/routeTables/read');
    expect(judged(({ unread }) => unread.push({ of: 'routeTables', id: spoke1.routeTable, problem: table })).verdict).toEqual(
      inconclusive(`route table bluespoke1rt ${refused('/table', 'Microsoft.Network/routeTables/read')}`),
    );
    const hubs = forbidden('/hubs', 'Microsoft.Network/virtualHubs/read');
    expect(judged(({ unread }) => unread.push({ of: 'routeServer', id: hubId, problem: hubs })).verdict).toEqual(
      inconclusive(`the Route Server of bluehub-vnet1 ${refused('/hubs', 'Microsoft.Network/virtualHubs/read')}`),
    );
    const nics = forbidden('/nic', 'Microsoft.Network/networkInterfaces/read');
    expect(judged(({ unread }) => unread.push({ of: 'networkInterfaces', id: spoke2.nic, problem: nics })).verdict).toEqual(
      inconclusive(`spoke2vm819_z1 ${refused('/nic', 'Microsoft.Network/networkInterfaces/read')}`),
    );
  });

  test('cannot tell about a whole spoke that is not to be read', () => {
    const problem = forbidden('/spoke1', 'Microsoft.Network/virtualNetworks/read');
    const unread = deployment((draft) => draft.unread.push({ of: 'virtualNetworks', id: spoke1.network, problem }));
    expect(caseAbout(rt02, unread, "the routes of bluespoke1-vnet1 send every other spoke's machines to the Route Server").verdict.verdict).toBe('cannot-tell');
    expect(caseAbout(rt02, unread, 'subnet bluespoke2-vnet1/').verdict.verdict).toBe('cannot-tell');
  });
});
