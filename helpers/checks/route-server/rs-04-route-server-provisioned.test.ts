import { describe, expect, test } from '@jest/globals';
import type { CaseInWords } from '../testing/judged';
import { rs04 } from './rs-04-route-server-provisioned';
import { caseAbout, failed, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, throttled } from '../../estate/testing/reference-deployment';
import { hubId, spoke1 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void): CaseInWords => caseAbout(rs04, deployment(change), 'provisioned and routing');

const withState = (provisioningState: string, routingState: string): CaseInWords => judged(({ routeServer }) => Object.assign(routeServer ?? {}, { provisioningState, routingState }));

describe('RS-04', () => {
  test('fails where no Route Server sits in the subnet, and does not wait for one', () => {
    expect(judged((draft) => (draft.routeServer = null))).toMatchObject({ verdict: failed('no Route Server sits in RouteServerSubnet of bluehub-vnet1'), unsettled: [] });
  });

  test('fails for a Route Server that is Succeeded and does not route yet, which may settle', () => {
    expect(withState('Succeeded', 'None')).toMatchObject({
      verdict: failed('Route Server myfirstrouteserver has provisioningState Succeeded and routingState None, not Succeeded and Provisioned'),
      unsettled: [{ of: 'routeServer' }],
    });
    expect(withState('Updating', 'Provisioning').unsettled).toHaveLength(1);
  });

  test('fails for good where either state is Failed', () => {
    expect(withState('Failed', 'Provisioned')).toMatchObject({
      verdict: failed('Route Server myfirstrouteserver has provisioningState Failed and routingState Provisioned, not Succeeded and Provisioned'),
      unsettled: [],
    });
    expect(withState('Succeeded', 'Failed').unsettled).toEqual([]);
  });

  test("fails for a Route Server in another network's subnet, and says where that is", () => {
    const elsewhere = judged(({ routeServer }) => Object.assign(routeServer ?? {}, { subnetIds: [`${spoke1.network}/subnets/RouteServerSubnet`] }));
    expect(elsewhere.verdict).toEqual(
      failed(
        'Route Server myfirstrouteserver sits in bluespoke1-vnet1/RouteServerSubnet, not in RouteServerSubnet of bluehub-vnet1',
        [],
        'ROUTE_SERVER_ID names the Route Server of another network',
      ),
    );
  });

  test('fails for a Route Server without an IP configuration, which may settle while it is being made', () => {
    const inNoSubnet = (provisioningState: string): CaseInWords => judged(({ routeServer }) => Object.assign(routeServer ?? {}, { subnetIds: [], provisioningState }));
    expect(inNoSubnet('Succeeded')).toMatchObject({ verdict: failed('Route Server myfirstrouteserver sits in no subnet, so not in RouteServerSubnet of bluehub-vnet1'), unsettled: [] });
    expect(inNoSubnet('Updating').unsettled).toHaveLength(1);
  });

  test('without the subnet the check is not due', () => {
    expect(judged(({ hub }) => (hub.subnets = [])).verdict).toEqual(skipped('bluehub-vnet1 has no RouteServerSubnet (see RS-01)'));
  });

  test('cannot tell where the Route Server is not to be read, and asks again only if the refusal may pass', () => {
    const path = '/subscriptions/1/providers/Microsoft.Network/virtualHubs';
    expect(judged(({ unread }) => unread.push({ of: 'routeServer', id: hubId, problem: forbidden(path, 'Microsoft.Network/virtualHubs/read') }))).toMatchObject({
      verdict: inconclusive(`the Route Server of bluehub-vnet1 could not be read: GET ${path} ended in 403 AuthorizationFailed: Microsoft.Network/virtualHubs/read is not granted`),
      unsettled: [],
    });
    expect(judged(({ unread }) => unread.push({ of: 'routeServer', id: hubId, problem: throttled(path) }))).toMatchObject({
      verdict: inconclusive(`the Route Server of bluehub-vnet1 could not be read: GET ${path} ended in 429 TooManyRequests: Too many requests`),
      unsettled: [{ of: 'routeServer' }],
    });
  });
});
