import { describe, expect, test } from '@jest/globals';
import { pe07 } from './pe-07-no-overlap';
import { failed, passed, inconclusive, verdictsOf } from '../testing/judged';
import { deployment, throttled } from '../../estate/testing/reference-deployment';
import { spoke2 } from '../../estate/testing/reference-network';

const hubAnd1 = 'bluehub-vnet1 and bluespoke1-vnet1 do not overlap';
const hubAnd2 = 'bluehub-vnet1 and bluespoke2-vnet1 do not overlap';
const both = 'bluespoke1-vnet1 and bluespoke2-vnet1 do not overlap';

describe('PE-07', () => {
  test('fails for the two networks that overlap', () => {
    expect(verdictsOf(pe07, deployment((draft) => draft.spoke2.addressPrefixes.push('10.1.128.0/17')))).toEqual({
      [hubAnd1]: passed,
      [hubAnd2]: passed,
      [both]: failed('10.1.0.0/16 of bluespoke1-vnet1 overlaps 10.1.128.0/17 of bluespoke2-vnet1'),
    });
  });

  test('counts the pairs of prefixes where several overlap', () => {
    expect(verdictsOf(pe07, deployment((draft) => (draft.spoke2.addressPrefixes = ['10.0.0.0/15'])))).toMatchObject({
      [hubAnd2]: failed('10.0.0.0/16 of bluehub-vnet1 overlaps 10.0.0.0/15 of bluespoke2-vnet1'),
      [both]: failed('10.1.0.0/16 of bluespoke1-vnet1 overlaps 10.0.0.0/15 of bluespoke2-vnet1'),
    });
    expect(verdictsOf(pe07, deployment((draft) => (draft.spoke2.addressPrefixes = ['10.1.0.0/24', '10.1.1.0/24'])))[both]).toEqual(
      failed('10.1.0.0/16 of bluespoke1-vnet1 overlaps 10.1.0.0/24 of bluespoke2-vnet1', ['2 pairs of prefixes overlap']),
    );
  });

  test('cannot tell about a network that is not to be read, or a prefix that is none', () => {
    expect(verdictsOf(pe07, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke2.network, problem: throttled('/spoke2') })))).toEqual({
      [hubAnd1]: passed,
      [hubAnd2]: inconclusive('bluespoke2-vnet1 could not be read: GET /spoke2 ended in 429 TooManyRequests: Too many requests'),
      [both]: inconclusive('bluespoke2-vnet1 could not be read: GET /spoke2 ended in 429 TooManyRequests: Too many requests'),
    });
    expect(verdictsOf(pe07, deployment((draft) => (draft.spoke2.addressPrefixes = ['10.2'])))[both]).toEqual(inconclusive('10.2 is no address prefix'));
  });
});
