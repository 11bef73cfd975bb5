import { describe, expect, test } from '@jest/globals';
import { pe03 } from './pe-03-spoke-peered';
import { failed, passed, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden } from '../../estate/testing/reference-deployment';
import { spoke2 } from '../../estate/testing/reference-network';

const [first, second] = ['bluespoke1-vnet1 is peered to bluehub-vnet1, Connected and FullyInSync', 'bluespoke2-vnet1 is peered to bluehub-vnet1, Connected and FullyInSync'];

describe('PE-03', () => {
  test("fails for the spoke's side alone", () => {
    expect(verdictsOf(pe03, deployment((draft) => (draft.spoke1.peerings = [])))).toEqual({
      [first]: failed('bluespoke1-vnet1 has no peering to bluehub-vnet1', ['it has no peering at all']),
      [second]: passed,
    });
  });

  test('says that the side that is left over has to be removed first', () => {
    const change = (draft: Draft): void => {
      draft.spoke1.peerings = [];
      Object.assign(draft.hub.peerings[0] ?? {}, { peeringState: 'Disconnected' });
    };
    expect(verdictsOf(pe03, deployment(change))[first]).toEqual(
      failed('bluespoke1-vnet1 has no peering to bluehub-vnet1', ['it has no peering at all'], 'bluehub1-spoke1 of bluehub-vnet1 is left over, Disconnected, and has to be removed first: Azure takes no new peering before'),
    );
  });

  test("cannot tell where another tenant's spoke is not to be read", () => {
    const problem = forbidden(spoke2.network, 'Microsoft.Network/virtualNetworks/read');
    expect(verdictsOf(pe03, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke2.network, problem })))).toEqual({
      [first]: passed,
      [second]: inconclusive(`bluespoke2-vnet1 could not be read: GET ${spoke2.network} ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted`),
    });
  });
});
