import type { ResourceBody } from '../resource-body';
import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork, spokeMachines, spokeNetwork } from '../testing/estate';

describe('a network interface', () => {
  test('names its machine, and whether it is the primary one of it', () => {
    const [first, second] = [bodyOf(`${spokeNetwork}/networkInterfaces/runs-nic`), bodyOf(`${spokeNetwork}/networkInterfaces/runs-nic2`)];
    expect([first, second].map(({ properties }) => [properties['primary'], properties['virtualMachine']])).toEqual([
      [true, { id: `${spokeMachines}/runs` }],
      [false, { id: `${spokeMachines}/runs` }],
    ]);
  });

  test('that is attached to nothing names no machine and has no MAC address', () => {
    const { properties } = bodyOf(`${spokeNetwork}/networkInterfaces/spare-nic`);
    expect(Object.keys(properties)).not.toEqual(expect.arrayContaining(['virtualMachine']));
    expect(properties).not.toHaveProperty('macAddress');
    expect(properties).not.toHaveProperty('primary');
  });

  test('names the pool of the load balancer that it is behind, and the application security groups that it is in', () => {
    expect(bodyOf(`${hubNetwork}/networkInterfaces/nva-nic`).properties).toMatchObject({
      ipConfigurations: [{ properties: { applicationSecurityGroups: [{ id: `${hubNetwork}/applicationSecurityGroups/nvas` }], loadBalancerBackendAddressPools: [{ id: `${hubNetwork}/loadBalancers/balancer/backendAddressPools/backends` }] } }],
    });
  });

  test('has an IP configuration for each address, the first of them primary', () => {
    const { value } = armWithoutAPort().get(`${spokeNetwork}/networkInterfaces/runs-nic2/ipConfigurations`).body as { value: ResourceBody[] };
    expect(value.map(({ name, properties }) => [name, properties['privateIPAddress'], properties['primary']])).toEqual([
      ['ipconfig1', '10.1.2.4', true],
      ['ipconfig2', '10.1.2.5', false],
    ]);
  });
});
