import { expect, test } from '@jest/globals';
import { labelsFor } from './labels';

const subscription = (n: number): string => `/subscriptions/00000000-0000-4000-8000-00000000000${String(n)}`;
const network = (n: number, group: string, name: string): string => `${subscription(n)}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`;
const nic = (group: string, name: string): string => `${subscription(1)}/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/${name}`;
const vm = (group: string, name: string): string => `${subscription(1)}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

const labelAll = (...ids: string[]): string[] => ids.map(labelsFor(ids));

test('a resource whose name nothing else bears is called by its name', () => {
  expect(labelAll(network(1, 'rg', 'spoke1'), network(2, 'rg', 'spoke2'))).toEqual(['spoke1', 'spoke2']);
});

test('resources of one name are told apart by their groups', () => {
  expect(labelAll(network(1, 'east', 'vnet'), network(1, 'west', 'vnet'), network(1, 'west', 'hub'))).toEqual(['east/vnet', 'west/vnet', 'hub']);
});

test('resources of one name in groups of one name are told apart by their subscriptions', () => {
  expect(labelAll(network(1, 'rg', 'vnet'), network(2, 'rg', 'vnet'), network(3, 'other', 'vnet'))).toEqual([
    '00000000-0000-4000-8000-000000000001/rg/vnet',
    '00000000-0000-4000-8000-000000000002/rg/vnet',
    'other/vnet',
  ]);
});

test('a subnet is named after its network', () => {
  expect(labelAll(`${network(1, 'rg', 'spoke1')}/subnets/default`, `${network(1, 'rg', 'spoke2')}/subnets/default`)).toEqual(['spoke1/default', 'spoke2/default']);
  expect(labelAll(`${network(1, 'a', 'vnet')}/subnets/default`, `${network(1, 'b', 'vnet')}/subnets/default`)).toEqual(['a/vnet/default', 'b/vnet/default']);
});

test('names that differ in case only count as the same name', () => {
  expect(labelAll(nic('a', 'WEB'), nic('b', 'web'))).toEqual(['a/WEB', 'b/web']);
});

test('an id in several cases is one resource, and its first spelling is shown', () => {
  const label = labelsFor([nic('rg', 'Web'), nic('RG', 'WEB')]);
  expect([nic('rg', 'Web'), nic('RG', 'WEB'), nic('rg', 'web')].map(label)).toEqual(['Web', 'Web', 'Web']);
});

test('a machine and its network interface may share a name', () => {
  expect(labelAll(vm('rg', 'web'), nic('rg', 'web'))).toEqual(['web', 'web']);
});

test('the order of the ids does not matter', () => {
  const ids = [network(1, 'rg', 'vnet'), network(2, 'rg', 'vnet'), network(3, 'other', 'vnet'), network(1, 'rg', 'hub')];
  const [forwards, backwards] = [labelsFor(ids), labelsFor([...ids].reverse())];
  expect(ids.map(backwards)).toEqual(ids.map(forwards));
});

test('an id that was not among the given ones gets a label that none of those bears', () => {
  const label = labelsFor([network(1, 'rg', 'vnet')]);
  expect(label(network(1, 'rg', 'other'))).toBe('other');
  expect(label(network(2, 'elsewhere', 'vnet'))).toBe('elsewhere/vnet');
});

test('what is no resource id is its own label', () => {
  expect(labelAll(' 10.0.0.4 ')).toEqual(['10.0.0.4']);
});
