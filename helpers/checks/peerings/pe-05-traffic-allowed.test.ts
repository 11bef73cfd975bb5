import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../../estate/expectations';
import type { Peering } from '../../estate/survey';
import type { Verdict } from '../../words/verdict';
import { pe05 } from './pe-05-traffic-allowed';
import { caseAbout, failed, passed, passedWith, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden } from '../../estate/testing/reference-deployment';
import { spoke1 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): Verdict => caseAbout(pe05, deployment(change, expected), 'bluespoke1-vnet1').verdict;

const sides = (hubSide: Partial<Peering>, spokeSide: Partial<Peering>) => (draft: Draft) => {
  Object.assign(draft.hub.peerings[0] ?? {}, hubSide);
  Object.assign(draft.spoke1.peerings[0] ?? {}, spokeSide);
};

const viaGateway = { transit: { kind: 'gateway' } } as const;

describe('PE-05', () => {
  test('fails for either side that allows no access', () => {
    expect(judged(sides({ allowVirtualNetworkAccess: false }, {}))).toEqual(failed('peering bluehub1-spoke1 of bluehub-vnet1 has allowVirtualNetworkAccess off'));
    expect(judged(sides({}, { allowVirtualNetworkAccess: false }))).toEqual(failed('peering spoke1-bluehub1 of bluespoke1-vnet1 has allowVirtualNetworkAccess off'));
  });

  test('fails for a spoke that does not accept forwarded traffic', () => {
    expect(judged(sides({}, { allowForwardedTraffic: false }))).toEqual(failed('peering spoke1-bluehub1 of bluespoke1-vnet1 has allowForwardedTraffic off', [], 'set allowForwardedTraffic to true on spoke1-bluehub1, or FORWARDED_TRAFFIC to any if traffic is known to pass without it'));
  });

  test('with TRANSIT=gateway forwarded traffic is not asked for', () => {
    expect(judged(sides({ allowForwardedTraffic: false }, { allowForwardedTraffic: false }), viaGateway)).toEqual(passed);
    expect(caseAbout(pe05, deployment(undefined, viaGateway), 'bluespoke1-vnet1').title).toBe("[PE-05] bluehub-vnet1 and bluespoke1-vnet1 let each other's traffic in");
  });

  test('with FORWARDED_TRAFFIC=any it is not asked for either', () => {
    expect(judged(sides({ allowForwardedTraffic: false }, { allowForwardedTraffic: false }), { forwardedTraffic: 'any' })).toEqual(passed);
  });

  test("the hub's side not accepting forwarded traffic is an advisory where the spoke holds something that forwards", () => {
    expect(judged(sides({ allowForwardedTraffic: false }, {}))).toEqual(passed);
    const withAppliance = (draft: Draft): void => {
      sides({ allowForwardedTraffic: false }, {})(draft);
      draft.nics.forEach((nic) => { nic.enableIPForwarding = true; });
    };
    expect(judged(withAppliance)).toEqual(
      passedWith('peering bluehub1-spoke1 of bluehub-vnet1 has allowForwardedTraffic off: traffic that bluespoke1-vnet1 forwards for others may not get into bluehub-vnet1'),
    );
  });

  test('several settings that are off are told in one sentence', () => {
    expect(judged(sides({ allowVirtualNetworkAccess: false }, { allowVirtualNetworkAccess: false, allowForwardedTraffic: false }))).toEqual(
      failed(
        'peering bluehub1-spoke1 of bluehub-vnet1 has allowVirtualNetworkAccess off, peering spoke1-bluehub1 of bluespoke1-vnet1 has allowVirtualNetworkAccess off and peering spoke1-bluehub1 of bluespoke1-vnet1 has allowForwardedTraffic off',
        [],
        'set allowForwardedTraffic to true on spoke1-bluehub1, or FORWARDED_TRAFFIC to any if traffic is known to pass without it',
      ),
    );
  });

  test('is not due without one of the peerings, unless the other is wrong as it is', () => {
    expect(judged((draft) => (draft.spoke1.peerings = []))).toEqual(skipped('bluespoke1-vnet1 has no peering to bluehub-vnet1 (see PE-03)'));
    expect(
      judged((draft) => {
        draft.hub.peerings = [];
        Object.assign(draft.spoke1.peerings[0] ?? {}, { allowForwardedTraffic: false });
      }),
    ).toEqual(failed('peering spoke1-bluehub1 of bluespoke1-vnet1 has allowForwardedTraffic off', [], 'set allowForwardedTraffic to true on spoke1-bluehub1, or FORWARDED_TRAFFIC to any if traffic is known to pass without it'));
  });

  test('cannot tell where one side is not to be read', () => {
    const problem = forbidden('/spoke1', 'Microsoft.Network/virtualNetworks/read');
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem }))).toEqual(
      inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted'),
    );
  });
});
