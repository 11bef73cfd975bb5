import { describe, expect, test } from '@jest/globals';
import type { CaseInWords } from '../testing/judged';
import { rt03 } from './rt-03-instance-next-hops';
import { caseAbout, failed, passed, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, throttled } from '../../estate/testing/reference-deployment';
import { spoke1 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void): CaseInWords => caseAbout(rt03, deployment(change), 'bluespoke1');

describe('RT-03', () => {
  test('fails for an address that was the Route Server once', () => {
    expect(judged(({ table1 }) => table1.routes.forEach((route) => (route.nextHopIpAddress = '10.0.1.6')))).toMatchObject({
      verdict: failed('route table bluespoke1rt has route tospoke2 to 10.0.1.6 in RouteServerSubnet, not an instance address of Route Server myfirstrouteserver', [
        'tospoke2  10.2.1.0/24  →  VirtualAppliance 10.0.1.6',
        'instance addresses of myfirstrouteserver: 10.0.1.4 and 10.0.1.5',
      ]),
      unsettled: [],
    });
  });

  test('an appliance elsewhere is not given as Route Server address', () => {
    expect(judged(({ table1 }) => table1.routes.forEach((route) => (route.nextHopIpAddress = '10.0.2.4'))).verdict).toEqual(passed);
  });

  test('is not due without a Route Server or its addresses', () => {
    expect(judged((draft) => (draft.routeServer = null)).verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
    expect(judged(({ routeServer }) => Object.assign(routeServer ?? {}, { virtualRouterIps: [] })).verdict).toEqual(skipped('Route Server myfirstrouteserver has no instance addresses (see RS-05)'));
  });

  test('cannot tell about a table or a spoke that is not to be read', () => {
    expect(judged(({ unread }) => unread.push({ of: 'routeTables', id: spoke1.routeTable, problem: throttled('/table') }))).toMatchObject({
      verdict: inconclusive('route table bluespoke1rt could not be read: GET /table ended in 429 TooManyRequests: Too many requests'),
      unsettled: [{ of: 'routeTables', key: spoke1.routeTable.toLowerCase() }],
    });
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: throttled('/spoke1') }))).toMatchObject({
      title: "[RT-03] the route tables of bluespoke1-vnet1 name no Route Server address that is not an instance's",
      verdict: inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 429 TooManyRequests: Too many requests'),
    });
  });
});
