import { describe, expect, test } from '@jest/globals';
import { rs01 } from './rs-01-subnet-exists';
import { failed, inconclusive, verdictsOf } from '../testing/judged';
import { deployment, forbidden } from '../../estate/testing/reference-deployment';
import { hubId } from '../../estate/testing/reference-network';

const title = 'bluehub-vnet1 has a subnet named RouteServerSubnet';

describe('RS-01', () => {
  test('fails for a subnet of another name, and shows the names there are', () => {
    const misnamed = deployment(({ hub }) => hub.subnets.forEach((subnet) => (subnet.name = subnet.name.replace('RouteServerSubnet', 'route-server'))));
    expect(verdictsOf(rs01, misnamed)).toEqual({
      [title]: failed('bluehub-vnet1 has no subnet named RouteServerSubnet', ['its subnets: bluehub-vnet1sub1 and route-server']),
    });
  });

  test('fails for a hub without subnets', () => {
    expect(verdictsOf(rs01, deployment(({ hub }) => (hub.subnets = [])))).toEqual({ [title]: failed('bluehub-vnet1 has no subnet named RouteServerSubnet', ['its subnets: none']) });
  });

  test('cannot tell where the hub is not to be read', () => {
    const problem = forbidden(hubId, 'Microsoft.Network/virtualNetworks/read');
    expect(verdictsOf(rs01, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem })))).toEqual({
      [title]: inconclusive(`bluehub-vnet1 could not be read: GET ${hubId} ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted`),
    });
  });
});
