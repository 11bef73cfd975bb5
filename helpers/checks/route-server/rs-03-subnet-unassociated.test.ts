import { describe, expect, test } from '@jest/globals';
import type { Subnet } from '../../estate/survey';
import { rs03 } from './rs-03-subnet-unassociated';
import { failed, skipped, verdictsOf } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';

const verdictFor = (associations: Partial<Subnet>) =>
  Object.values(verdictsOf(rs03, deployment(({ hub }) => hub.subnets.filter(({ name }) => name === 'RouteServerSubnet').forEach((subnet) => Object.assign(subnet, associations)))))[0];

describe('RS-03', () => {
  test('fails for a route table', () => {
    expect(verdictFor({ routeTableId: '/x/routeTables/hubrt' })).toEqual(
      failed('RouteServerSubnet of bluehub-vnet1 is associated with route table hubrt', [], 'dissociate route table hubrt from the subnet: Azure Route Server supports neither there'),
    );
  });

  test('fails for a route table and an NSG in one sentence', () => {
    expect(verdictFor({ routeTableId: '/x/routeTables/hubrt', networkSecurityGroupId: '/x/networkSecurityGroups/hubnsg' })).toEqual(
      failed(
        'RouteServerSubnet of bluehub-vnet1 is associated with route table hubrt and network security group hubnsg',
        [],
        'dissociate route table hubrt and network security group hubnsg from the subnet: Azure Route Server supports neither there',
      ),
    );
  });

  test('without the subnet the check is not due', () => {
    expect(Object.values(verdictsOf(rs03, deployment(({ hub }) => (hub.subnets = []))))).toEqual([skipped('bluehub-vnet1 has no RouteServerSubnet (see RS-01)')]);
  });
});
