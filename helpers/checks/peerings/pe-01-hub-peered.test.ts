import { describe, expect, test } from '@jest/globals';
import type { Peering } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { pe01 } from './pe-01-hub-peered';
import { caseAbout, failed, passed, passedWith, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, throttled } from '../../estate/testing/reference-deployment';
import { hubId, spoke1 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void): CaseInWords => caseAbout(pe01, deployment(change), 'bluespoke1-vnet1');

const withPeering = (change: Partial<Peering>): CaseInWords => judged(({ hub }) => Object.assign(hub.peerings[0] ?? {}, change));

describe('PE-01', () => {
  test('fails where the hub has no peering to the spoke, and shows those it has', () => {
    expect(judged(({ hub }) => hub.peerings.shift())).toMatchObject({
      verdict: failed('bluehub-vnet1 has no peering to bluespoke1-vnet1', ['bluehub1-spoke2  →  bluespoke2-vnet1']),
      unsettled: [],
    });
    expect(judged(({ hub }) => (hub.peerings = [])).verdict).toEqual(failed('bluehub-vnet1 has no peering to bluespoke1-vnet1', ['it has no peering at all']));
  });

  test('fails for a peering to another network of the same name, and names both with their groups', () => {
    expect(withPeering({ remoteVirtualNetworkId: spoke1.network.replace('bluespoke1rg', 'oldspokesrg') }).verdict).toEqual(
      failed('bluehub-vnet1 has no peering to bluespoke1rg/bluespoke1-vnet1: bluehub1-spoke1 leads to oldspokesrg/bluespoke1-vnet1, another network of the same name', [],
        'Azure takes no peering of the two: 10.1.0.0/16 of oldspokesrg/bluespoke1-vnet1 overlaps'),
    );
  });

  test('fails for a peering whose other side is not there yet, which may settle', () => {
    expect(withPeering({ peeringState: 'Initiated', peeringSyncLevel: 'RemoteNotInSync' })).toMatchObject({
      verdict: failed('peering bluehub1-spoke1 of bluehub-vnet1 to bluespoke1-vnet1 is Initiated and RemoteNotInSync, not Connected and FullyInSync'),
      unsettled: [{ of: 'virtualNetworks', key: hubId.toLowerCase() }],
    });
  });

  test('fails for a Connected peering that is out of sync, which may settle', () => {
    expect(withPeering({ peeringSyncLevel: 'LocalNotInSync' })).toMatchObject({
      verdict: failed('peering bluehub1-spoke1 of bluehub-vnet1 to bluespoke1-vnet1 is Connected and LocalNotInSync, not Connected and FullyInSync'),
      unsettled: [{ of: 'virtualNetworks' }],
    });
  });

  test('fails for good where the other side was deleted', () => {
    expect(withPeering({ peeringState: 'Disconnected', peeringSyncLevel: 'FullyInSync' })).toMatchObject({
      verdict: failed('peering bluehub1-spoke1 of bluehub-vnet1 to bluespoke1-vnet1 is Disconnected and FullyInSync, not Connected and FullyInSync'),
      unsettled: [],
    });
  });

  test('a subnet peering passes with an advisory', () => {
    expect(withPeering({ peerCompleteVnets: false }).verdict).toEqual(
      passedWith('bluehub1-spoke1 of bluehub-vnet1 is a subnet peering: only some subnets of bluehub-vnet1 and bluespoke1-vnet1 are peered'),
    );
  });

  test('a hub that is peered to nothing, with no spoke named, fails', () => {
    const alone = deployment((draft) => {
      draft.hub.peerings = [];
      draft.spokeIds = [];
      draft.spokesFrom = 'hub-peerings';
    });
    expect(caseAbout(pe01, alone, 'its spokes').verdict).toEqual(failed('bluehub-vnet1 is peered to no network, and SPOKE_VNET_IDS names no spoke'));
  });

  test('cannot tell where the hub is not to be read; whether the spoke can be does not matter', () => {
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem: throttled('/hub') }))).toMatchObject({
      verdict: inconclusive('bluehub-vnet1 could not be read: GET /hub ended in 429 TooManyRequests: Too many requests'),
      unsettled: [{ of: 'virtualNetworks', key: hubId.toLowerCase() }],
    });
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: throttled('/spoke1') })).verdict).toEqual(passed);
  });
});
