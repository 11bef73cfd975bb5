import { describe, expect, test } from '@jest/globals';
import { rt01 } from './rt-01-route-table';
import { failed, passed, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw, throttled } from '../../estate/testing/reference-deployment';
import { hubId, spoke1, subnet } from '../../estate/testing/reference-network';

const first = 'subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has a route table';
const second = 'subnet bluespoke2-vnet1/bluespoke2-vnet1sub1 has a route table';

const dissociate = (draft: Draft): void => draft.spoke1.subnets.forEach((each) => delete each.routeTableId);

describe('RT-01', () => {
  test('fails for the subnet with a machine and without a table', () => {
    expect(verdictsOf(rt01, deployment(dissociate))).toEqual({ [first]: failed('subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table'), [second]: passed });
  });

  test('a table that is associated with another subnet does not count, and a subnet without machines needs none', () => {
    const wrongSubnet = deployment((draft) => {
      dissociate(draft);
      draft.spoke1.subnets.push(thaw(subnet(`${spoke1.network}/subnets/empty`, '10.1.2.0/24', { routeTableId: spoke1.routeTable })));
    });
    expect(verdictsOf(rt01, wrongSubnet)).toEqual({ [first]: failed('subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has no route table'), [second]: passed });
  });

  test('where the transit is not the Route Server, routes may be learned by BGP instead', () => {
    expect(verdictsOf(rt01, deployment(dissociate, { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } }))).toEqual({
      [`${first} or learns its routes by BGP`]: passed,
      [`${second} or learns its routes by BGP`]: passed,
    });
  });

  test('cannot tell whether a subnet needs a table while its one NIC is not to be read', () => {
    const unread = (draft: Draft): void => void draft.unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem: throttled('/nic') });
    const reason = 'spoke1vm711_z1, perhaps of a machine in bluespoke1-vnet1/bluespoke1-vnet1sub1, could not be read: GET /nic ended in 429 TooManyRequests: Too many requests';
    expect(verdictsOf(rt01, deployment((draft) => [dissociate(draft), unread(draft)]))).toEqual({ [first]: inconclusive(reason), [second]: passed });
    expect(verdictsOf(rt01, deployment(unread))).toEqual({ [first]: passed, [second]: passed });
  });

  test('cannot tell about a spoke that is not to be read, whatever the hub says', () => {
    const title = 'every subnet with a machine in bluespoke1-vnet1 has a route table';
    expect(verdictsOf(rt01, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: throttled('/spoke1') })))).toEqual({
      [title]: inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 429 TooManyRequests: Too many requests'),
      [second]: passed,
    });
    expect(verdictsOf(rt01, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem: throttled('/hub') })))).toEqual({ [first]: passed, [second]: passed });
  });
});
