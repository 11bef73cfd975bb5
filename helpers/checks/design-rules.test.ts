import { describe, expect, test } from '@jest/globals';
import type { SpokeExpectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, thaw } from '../estate/testing/reference-deployment';
import { peering, spoke1, spoke2 } from '../estate/testing/reference-network';
import { pe02 } from './peerings/pe-02-gateway-offered';
import { pe04 } from './peerings/pe-04-gateway-used';
import { pe05 } from './peerings/pe-05-traffic-allowed';
import { pe08 } from './peerings/pe-08-no-spoke-peering';
import { rt01 } from './route-tables/rt-01-route-table';
import { failed, passed, skipped, verdictsOf } from './testing/judged';

const unchanged = (): void => undefined;

/** What is asked of the first spoke alone. */
const atSpoke1 = (asked: Omit<SpokeExpectations, 'name'>, change: (draft: Draft) => void = unchanged) =>
  deployment(change, { spokes: { [keyOf(spoke1.network)]: { name: 'one', ...asked } } });

const between = (is: 'required' | 'any' | 'forbidden', change: (draft: Draft) => void = unchanged) =>
  deployment(change, { spokePeerings: [{ between: [spoke2.network, spoke1.network], is }] });

const peered = ({ spoke1: one, spoke2: two }: Draft): void => {
  one.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
  two.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
};

describe('What is asked of one spoke', () => {
  test('gateways: nothing', () => {
    expect(verdictsOf(pe04, atSpoke1({ remoteGateways: 'any' }))).toEqual({
      'bluespoke1-vnet1 uses the gateway or Route Server of bluehub-vnet1': skipped('what is expected of bluespoke1-vnet1 leaves it open'),
      'bluespoke2-vnet1 uses the gateway or Route Server of bluehub-vnet1': passed,
    });
  });

  test('gateways: none', () => {
    expect(verdictsOf(pe04, atSpoke1({ remoteGateways: 'forbidden' }))).toMatchObject({
      'bluespoke1-vnet1 does not use the gateway or Route Server of bluehub-vnet1': failed(
        'peering spoke1-bluehub1 of bluespoke1-vnet1 to bluehub-vnet1 has useRemoteGateways on, which is forbidden',
        [],
        'set useRemoteGateways to false on spoke1-bluehub1, or lift what forbids it',
      ),
    });
    const off = atSpoke1({ remoteGateways: 'forbidden' }, ({ spoke1: { peerings } }) => { peerings.forEach((one) => { one.useRemoteGateways = false; }); });
    expect(verdictsOf(pe04, off)).toMatchObject({ 'bluespoke1-vnet1 does not use the gateway or Route Server of bluehub-vnet1': passed });
    expect(verdictsOf(pe02, atSpoke1({ remoteGateways: 'forbidden' }))).toMatchObject({
      'bluehub-vnet1 does not offer bluespoke1-vnet1 its gateway or Route Server': { verdict: 'fail' },
      'bluehub-vnet1 offers bluespoke2-vnet1 its gateway or Route Server': passed,
    });
  });

  test('forwarded traffic', () => {
    const off = ({ spoke1: { peerings } }: Draft): void => { peerings.forEach((one) => { one.allowForwardedTraffic = false; }); };
    expect(verdictsOf(pe05, atSpoke1({ forwardedTraffic: 'any' }, off))).toMatchObject({ "bluehub-vnet1 and bluespoke1-vnet1 let each other's traffic in": passed });
    const forbidden = "bluehub-vnet1 and bluespoke1-vnet1 let each other's traffic in, and the spoke no forwarded traffic";
    expect(verdictsOf(pe05, atSpoke1({ forwardedTraffic: 'forbidden' }, off))).toMatchObject({ [forbidden]: passed });
    expect(verdictsOf(pe05, atSpoke1({ forwardedTraffic: 'forbidden' }))).toMatchObject({
      [forbidden]: { verdict: 'fail', fact: 'peering spoke1-bluehub1 of bluespoke1-vnet1 to bluehub-vnet1 has allowForwardedTraffic on, which is forbidden' },
    });
  });

  test('route tables, by subnet, the last that fits', () => {
    const bare = ({ spoke1: { subnets } }: Draft): void => { subnets.forEach((subnet) => { delete subnet.routeTableId; }); };
    expect(verdictsOf(rt01, atSpoke1({ routeTables: [{ subnet: '*', is: 'any' }] }, bare))).toMatchObject({
      'subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has a route table or learns its routes by BGP': skipped('what is expected of bluespoke1-vnet1/bluespoke1-vnet1sub1 leaves it open'),
    });
    const forbidden = [{ subnet: '*', is: 'any' }, { subnet: 'BLUE*sub1', is: 'forbidden' }] as const;
    expect(verdictsOf(rt01, atSpoke1({ routeTables: forbidden }))).toMatchObject({
      'subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table': failed('subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has route table bluespoke1rt, which is forbidden'),
    });
    expect(verdictsOf(rt01, atSpoke1({ routeTables: forbidden }, bare))).toMatchObject({ 'subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table': passed });
  });
});

describe('What is asked of two spokes', () => {
  const title = 'bluespoke1-vnet1 is peered, or in a connected group, with no spoke that it is not to be peered with';

  test('a peering that is forbidden, whatever ALLOW_SPOKE_PEERING says', () => {
    const forbidden = between('forbidden', peered);
    expect(verdictsOf(pe08, { ...forbidden, expectations: { ...forbidden.expectations, allowSpokePeering: true } })).toMatchObject({ [title]: { verdict: 'fail' } });
  });

  test('a peering that may be', () => {
    expect(verdictsOf(pe08, between('any', peered))).toMatchObject({ [title]: passed });
    expect(verdictsOf(pe08, between('any'))).toMatchObject({ [title]: passed });
  });

  test('a peering that must be', () => {
    expect(verdictsOf(pe08, between('required', peered))).toMatchObject({ [title]: passed });
    expect(verdictsOf(pe08, between('required'))).toMatchObject({ [title]: failed('bluespoke1-vnet1 is not peered with bluespoke2-vnet1, and is to be') });
  });
});
