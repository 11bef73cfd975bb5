import { describe, expect, test } from '@jest/globals';
import { pe04 } from './pe-04-gateway-used';
import { failed, passed, skipped, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment } from '../../estate/testing/reference-deployment';
import { spoke1 } from '../../estate/testing/reference-network';

const [first, second] = ['bluespoke1-vnet1 uses the gateway or Route Server of bluehub-vnet1', 'bluespoke2-vnet1 uses the gateway or Route Server of bluehub-vnet1'];

describe('PE-04', () => {
  test('fails for the one spoke that does not use it', () => {
    expect(verdictsOf(pe04, deployment((draft) => Object.assign(draft.spoke2.peerings[0] ?? {}, { useRemoteGateways: false })))).toEqual({
      [first]: passed,
      [second]: failed(
        'peering spoke2-bluehub1 of bluespoke2-vnet1 has useRemoteGateways off: bluespoke2-vnet1 does not use the gateway or Route Server of bluehub-vnet1',
        [],
        'set useRemoteGateways to true on spoke2-bluehub1, or REMOTE_GATEWAYS to any if route tables alone are to carry the spokes',
      ),
    });
  });

  test('says where switching it on would divert what goes elsewhere now', () => {
    const learned = { source: 'VirtualNetworkGateway', state: 'Active', addressPrefixes: ['0.0.0.0/0'], nextHopType: 'VirtualNetworkGateway', nextHopIpAddresses: ['10.0.9.4'] };
    const change = (draft: Draft): void => {
      Object.assign(draft.spoke2.peerings[0] ?? {}, { useRemoteGateways: false });
      draft.routes[spoke1.nic]?.push(learned);
    };
    expect(verdictsOf(pe04, deployment(change))[second]).toEqual(
      failed(
        'peering spoke2-bluehub1 of bluespoke2-vnet1 has useRemoteGateways off, and it cannot simply be switched on: ' +
          '0.0.0.0/0, learned by BGP, would come with it and divert what bluespoke2-vnet1 sends elsewhere now',
      ),
    );
  });

  test('is not due where REMOTE_GATEWAYS asks for nothing', () => {
    expect(verdictsOf(pe04, deployment(undefined, { remoteGateways: 'any' }))).toEqual({ [first]: skipped('REMOTE_GATEWAYS is any'), [second]: skipped('REMOTE_GATEWAYS is any') });
  });

  test('is not due without the peering', () => {
    expect(verdictsOf(pe04, deployment((draft) => (draft.spoke1.peerings = [])))).toEqual({ [first]: skipped('bluespoke1-vnet1 has no peering to bluehub-vnet1 (see PE-03)'), [second]: passed });
  });
});
