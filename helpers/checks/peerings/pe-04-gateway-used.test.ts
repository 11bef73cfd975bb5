import { describe, expect, test } from '@jest/globals';
import { pe04 } from './pe-04-gateway-used';
import { failed, passed, skipped, verdictsOf } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';

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

  test('is not due where REMOTE_GATEWAYS asks for nothing', () => {
    expect(verdictsOf(pe04, deployment(undefined, { remoteGateways: 'any' }))).toEqual({ [first]: skipped('REMOTE_GATEWAYS is any'), [second]: skipped('REMOTE_GATEWAYS is any') });
  });

  test('is not due without the peering', () => {
    expect(verdictsOf(pe04, deployment((draft) => (draft.spoke1.peerings = [])))).toEqual({ [first]: skipped('bluespoke1-vnet1 has no peering to bluehub-vnet1 (see PE-03)'), [second]: passed });
  });
});
