import { describe, expect, test } from '@jest/globals';
import { pe08 } from './pe-08-no-spoke-peering';
import { failed, passed, skipped, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, thaw } from '../../estate/testing/reference-deployment';
import { peering, spoke1, spoke2 } from '../../estate/testing/reference-network';

const [first, second] = ['bluespoke1-vnet1 is peered with no other spoke', 'bluespoke2-vnet1 is peered with no other spoke'];

const peered = (draft: Draft): void => {
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network.toUpperCase(), '10.2.0.0/16')));
};

describe('PE-08', () => {
  test('fails for the spoke that has the peering', () => {
    expect(verdictsOf(pe08, deployment(peered))).toEqual({
      [first]: failed('bluespoke1-vnet1 is peered with bluespoke2-vnet1 directly', ['direct  →  bluespoke2-vnet1  Connected']),
      [second]: passed,
    });
  });

  test('a peering with a network that is no spoke of the deployment is in order', () => {
    const withOther = deployment((draft) => draft.spoke1.peerings.push(thaw(peering('/x/virtualNetworkPeerings/other', '/x/virtualNetworks/other', '10.9.0.0/16'))));
    expect(verdictsOf(pe08, withOther)).toEqual({ [first]: passed, [second]: passed });
  });

  test('is not due where ALLOW_SPOKE_PEERING permits it', () => {
    expect(verdictsOf(pe08, deployment(peered, { allowSpokePeering: true }))).toMatchObject({ [first]: skipped('ALLOW_SPOKE_PEERING=true permits it') });
  });

  test('cannot tell about a spoke that is not to be read', () => {
    const problem = forbidden('/spoke1', 'Microsoft.Network/virtualNetworks/read');
    expect(verdictsOf(pe08, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem })))).toEqual({
      [first]: inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted'),
      [second]: passed,
    });
  });
});
