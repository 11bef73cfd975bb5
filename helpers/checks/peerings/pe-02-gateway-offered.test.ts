import { describe, expect, test } from '@jest/globals';
import { pe02 } from './pe-02-gateway-offered';
import { failed, passed, skipped, verdictsOf } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';

const [first, second] = ['bluehub-vnet1 offers bluespoke1-vnet1 its gateway or Route Server', 'bluehub-vnet1 offers bluespoke2-vnet1 its gateway or Route Server'];

describe('PE-02', () => {
  test('fails for the one peering that offers nothing', () => {
    expect(verdictsOf(pe02, deployment(({ hub }) => Object.assign(hub.peerings[0] ?? {}, { allowGatewayTransit: false })))).toEqual({
      [first]: failed(
        'peering bluehub1-spoke1 of bluehub-vnet1 has allowGatewayTransit off: bluespoke1-vnet1 is not offered its gateway or Route Server',
        [],
        'set allowGatewayTransit to true on bluehub1-spoke1, or REMOTE_GATEWAYS to any if route tables alone are to carry the spokes',
      ),
      [second]: passed,
    });
  });

  test('is not due where REMOTE_GATEWAYS asks for nothing', () => {
    expect(verdictsOf(pe02, deployment(undefined, { remoteGateways: 'any' }))).toEqual({ [first]: skipped('REMOTE_GATEWAYS is any'), [second]: skipped('REMOTE_GATEWAYS is any') });
  });

  test('is not due without the peering', () => {
    expect(verdictsOf(pe02, deployment(({ hub }) => hub.peerings.pop()))).toEqual({ [first]: passed, [second]: skipped('bluehub-vnet1 has no peering to bluespoke2-vnet1 (see PE-01)') });
  });
});
