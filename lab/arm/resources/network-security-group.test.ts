import type { ResourceBody } from '../resource-body';
import { bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork, spokeNetwork } from '../testing/estate';

describe('a network security group', () => {
  test('has its own rules, and the six that all have', () => {
    const { securityRules, defaultSecurityRules } = bodyOf(`${spokeNetwork}/networkSecurityGroups/spoke-rules`).properties as Record<string, ResourceBody[]>;
    expect(securityRules?.map(({ name }) => name)).toEqual(['ssh']);
    expect(defaultSecurityRules?.map(({ name }) => name)).toEqual([
      'AllowVnetInBound',
      'AllowAzureLoadBalancerInBound',
      'DenyAllInBound',
      'AllowVnetOutBound',
      'AllowInternetOutBound',
      'DenyAllOutBound',
    ]);
  });

  test('names application security groups where they stand in place of prefixes', () => {
    const { properties } = bodyOf(`${hubNetwork}/networkSecurityGroups/nva-rules/securityRules/from-nvas`);
    expect(properties).toMatchObject({ sourceApplicationSecurityGroups: [{ id: `${hubNetwork}/applicationSecurityGroups/nvas` }], sourceAddressPrefixes: [], destinationAddressPrefix: '*' });
    expect(properties).not.toHaveProperty('sourceAddressPrefix');
    expect(properties).not.toHaveProperty('destinationApplicationSecurityGroups');
  });

  test('writes one value by the singular key, several by the plural one', () => {
    expect(bodyOf(`${spokeNetwork}/networkSecurityGroups/spoke-rules/securityRules/ssh`).properties).toEqual({
      provisioningState: 'Succeeded',
      protocol: 'Tcp',
      sourcePortRange: '*',
      sourcePortRanges: [],
      destinationPortRange: '22',
      destinationPortRanges: [],
      sourceAddressPrefixes: ['10.0.0.0/16', '10.2.0.0/16'],
      destinationAddressPrefix: '*',
      destinationAddressPrefixes: [],
      access: 'Allow',
      priority: 100,
      direction: 'Inbound',
    });
  });

  test('names what it is associated with', () => {
    expect(bodyOf(`${spokeNetwork}/networkSecurityGroups/spoke-rules`).properties).toMatchObject({
      subnets: [{ id: `${spokeNetwork}/virtualNetworks/spoke/subnets/workload` }],
      networkInterfaces: [{ id: `${spokeNetwork}/networkInterfaces/runs-nic` }],
    });
  });
});
