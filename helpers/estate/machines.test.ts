import { describe, expect, test } from '@jest/globals';
import { machinesIn, powerOf } from './machines';
import { read, unread } from './reading';
import type { Draft } from './testing/reference-deployment';
import { addMachine, deployment, forbidden, thaw } from './testing/reference-deployment';
import { machine, spoke1, subnet } from './testing/reference-network';

const found = (change: (draft: Draft) => void) => {
  const machines = machinesIn(deployment(change).survey, spoke1.network);
  if (machines.status === 'unread') return machines.problem.kind;
  return [...machines.value.nics.map(({ nic, address }) => `${nic.name} ${address}`), ...machines.value.unread.map(({ nicId }) => `unread ${nicId}`)];
};

const problem = forbidden('/it', 'Microsoft.Network/networkInterfaces/read');

describe('The machines in a spoke', () => {
  test('are found by the NICs in its subnets, in a stable order', () => {
    expect(found((draft) => addMachine(draft, spoke1, 'another', '10.1.1.5'))).toEqual(['another-nic 10.1.1.5', 'spoke1vm711_z1 10.1.1.4']);
  });

  test('do not include private endpoints, gateways and spare NICs', () => {
    expect(found(({ nics }) => nics.forEach((nic) => delete nic.virtualMachineId))).toEqual([]);
    expect(found((draft) => draft.spoke1.subnets[0]?.ipConfigurationIds.push(`${spoke1.network.replace('virtualNetworks', 'applicationGateways')}/gatewayIPConfigurations/x`))).toEqual(['spoke1vm711_z1 10.1.1.4']);
  });

  test('are reached at the primary IPv4 address', () => {
    const several = found(({ nics }) => nics[0]?.ipConfigurations.unshift(
      { name: 'v6', primary: true, subnetId: spoke1.subnet, privateIPAddress: 'fd00::4', privateIPAddressVersion: 'IPv6' },
      { name: 'second', primary: false, subnetId: spoke1.subnet, privateIPAddress: '10.1.1.9', privateIPAddressVersion: 'IPv4' },
    ));
    expect(several).toEqual(['spoke1vm711_z1 10.1.1.4']);
  });

  test('are listed once for a NIC with several IP configurations, in one subnet or in two', () => {
    const twice = (draft: Draft): void => {
      const second = `${spoke1.network}/subnets/second`;
      draft.spoke1.subnets[0]?.ipConfigurationIds.push(`${spoke1.nic.toUpperCase()}/ipConfigurations/ipconfig2`);
      draft.spoke1.subnets.push(thaw(subnet(second, '10.1.2.0/24', { ipConfigurationIds: [`${spoke1.nic}/ipConfigurations/ipconfig3`] })));
    };
    expect(found(twice)).toEqual(['spoke1vm711_z1 10.1.1.4']);
  });

  test('are unknown where the network is, and a NIC is where it could not be read or is not in the survey', () => {
    expect(found((draft) => draft.unread.push({ of: 'virtualNetworks', id: spoke1.network, problem }))).toBe('forbidden');
    expect(found((draft) => draft.unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem }))).toEqual([`unread ${spoke1.nic}`]);
    expect(found((draft) => (draft.nics = []))).toEqual([`unread ${spoke1.nic}`]);
  });
});

describe('The power of a machine', () => {
  test.each([
    ['running', 'running'],
    ['Deallocated', 'not running'],
    ['stopping', 'not running'],
    ['starting', 'unknown'],
    ['unknown', 'unknown'],
  ])('%s is %s', (powerState, expected) => {
    expect(powerOf(read({ ...machine('/vm', []), powerState }))).toBe(expected);
  });

  test('is unknown where the machine could not be read', () => {
    expect(powerOf(unread(problem))).toBe('unknown');
  });
});
