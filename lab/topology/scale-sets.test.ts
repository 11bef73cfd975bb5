import { scaled } from '../topologies/testing/scaled';
import { networkInterfaceId, virtualMachineId } from './resource-ids';

const setId = '/resourceGroups/bluehubrg/providers/Microsoft.Compute/virtualMachineScaleSets/set';

test('an instance of a uniform scale set is a machine, found by its id, its NIC and its address', () => {
  const { world, network, topology } = scaled();
  const [, , first, second] = world.machines();
  expect([first, second].map((vm) => vm && virtualMachineId(vm).slice(-(setId.length + '/virtualMachines/0'.length)))).toEqual([`${setId}/virtualMachines/0`, `${setId}/virtualMachines/1`]);
  const held = world.holderOf(network('bluehub-vnet1'), '10.0.0.71');
  expect(held).toMatchObject({ kind: 'nic', vm: second });
  const nic = held?.kind === 'nic' ? held.nic : undefined;
  expect(nic && world.networkInterface(networkInterfaceId(nic))).toBe(nic);
  expect(second && world.networkInterfacesOf(second)).toEqual([nic]);
  expect(topology.virtualMachines.map(({ name }) => name)).toEqual(['spoke1vm', 'spoke2vm']);
});

test('a topology with a scale set is a file again', () => {
  const { topology } = scaled();
  expect(JSON.parse(JSON.stringify(topology))).toEqual(topology);
});
