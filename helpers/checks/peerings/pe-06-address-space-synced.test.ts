import { describe, expect, test } from '@jest/globals';
import type { CaseInWords } from '../testing/judged';
import { pe06 } from './pe-06-address-space-synced';
import { caseAbout, failed, passed, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, throttled } from '../../estate/testing/reference-deployment';
import { hubId, spoke1 } from '../../estate/testing/reference-network';

const hubSide = (change: (draft: Draft) => void): CaseInWords => caseAbout(pe06, deployment(change), "bluehub-vnet1 has synced today's address space of bluespoke1-vnet1");

describe('PE-06', () => {
  test('fails where the other network has grown since', () => {
    expect(hubSide((draft) => draft.spoke1.addressPrefixes.push('10.11.0.0/16'))).toMatchObject({
      verdict: failed(
        'peering bluehub1-spoke1 of bluehub-vnet1 lacks 10.11.0.0/16 of bluespoke1-vnet1',
        ['last synced             10.1.0.0/16', 'bluespoke1-vnet1 today  10.1.0.0/16, 10.11.0.0/16'],
        'sync bluehub1-spoke1 of bluehub-vnet1',
      ),
      unsettled: [],
    });
  });

  test('fails where the other network was renumbered, and may settle while Azure calls the sides out of sync', () => {
    const renumbered = hubSide((draft) => {
      draft.spoke1.addressPrefixes = ['10.11.0.0/16'];
      Object.assign(draft.hub.peerings[0] ?? {}, { peeringSyncLevel: 'RemoteNotInSync' });
    });
    expect(renumbered).toMatchObject({
      verdict: { fact: 'peering bluehub1-spoke1 of bluehub-vnet1 lacks 10.11.0.0/16 and still has 10.1.0.0/16 of bluespoke1-vnet1' },
      unsettled: [{ of: 'virtualNetworks', key: hubId.toLowerCase() }],
    });
  });

  test('fails where the other network has shrunk since', () => {
    expect(hubSide(({ hub }) => hub.peerings[0]?.syncedRemotePrefixes.push('10.12.0.0/16')).verdict).toMatchObject({
      fact: 'peering bluehub1-spoke1 of bluehub-vnet1 still has 10.12.0.0/16 of bluespoke1-vnet1',
    });
  });

  test('the order and the spelling of prefixes do not matter', () => {
    const reordered = hubSide((draft) => {
      draft.spoke1.addressPrefixes = ['2001:DB8:0::/48', '10.1.0.0/16'];
      Object.assign(draft.hub.peerings[0] ?? {}, { syncedRemotePrefixes: ['10.1.0.0/16', '2001:db8::/48'] });
    });
    expect(reordered.verdict).toEqual(passed);
  });

  test('is not due for a peering that is not there, or that carries subnets only', () => {
    expect(hubSide(({ hub }) => (hub.peerings = [])).verdict).toEqual(skipped('bluehub-vnet1 has no peering to bluespoke1-vnet1 (see PE-01)'));
    expect(hubSide(({ hub }) => Object.assign(hub.peerings[0] ?? {}, { peerCompleteVnets: false })).verdict).toEqual(
      skipped('bluehub1-spoke1 of bluehub-vnet1 is a subnet peering, which does not carry the whole address space'),
    );
  });

  test('cannot tell where the other network is not to be read', () => {
    expect(hubSide(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: throttled('/spoke1') }))).toMatchObject({
      verdict: inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 429 TooManyRequests: Too many requests'),
      unsettled: [{ of: 'virtualNetworks', key: spoke1.network.toLowerCase() }],
    });
  });
});
