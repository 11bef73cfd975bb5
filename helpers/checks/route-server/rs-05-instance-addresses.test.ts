import { describe, expect, test } from '@jest/globals';
import type { RouteServer } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { rs05 } from './rs-05-instance-addresses';
import { caseAbout, failed, skipped } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';
import { spoke1 } from '../../estate/testing/reference-network';

const withRouteServer = (change: Partial<RouteServer>): CaseInWords => caseAbout(rs05, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, change)), 'two instance addresses');

describe('RS-05', () => {
  test('fails for one instance address, which may settle', () => {
    expect(withRouteServer({ virtualRouterIps: ['10.0.1.4'] })).toMatchObject({
      verdict: failed('Route Server myfirstrouteserver has 10.0.1.4, not two instance addresses'),
      unsettled: [{ of: 'routeServer' }],
    });
  });

  test('fails for no instance address, for good where the Route Server has failed', () => {
    expect(withRouteServer({ virtualRouterIps: [], routingState: 'Failed' })).toMatchObject({
      verdict: failed('Route Server myfirstrouteserver has no instance address, not two instance addresses'),
      unsettled: [],
    });
  });

  test('fails for an address outside the subnet', () => {
    expect(withRouteServer({ virtualRouterIps: ['10.0.1.4', '10.0.2.5'] }).verdict).toEqual(failed('Route Server myfirstrouteserver has 10.0.2.5 outside RouteServerSubnet (10.0.1.0/24)'));
  });

  test('is not due without a Route Server in the hub', () => {
    expect(caseAbout(rs05, deployment((draft) => (draft.routeServer = null)), '').verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
    expect(withRouteServer({ subnetIds: [`${spoke1.network}/subnets/RouteServerSubnet`] }).verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
  });
});
