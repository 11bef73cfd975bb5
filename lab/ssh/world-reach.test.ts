import { connect } from '../network/path';
import { named, type Named } from '../topologies/testing/named';
import { virtualMachineId } from '../topology/resource-ids';
import type { Machine, Reach } from './reach';
import { reachOf } from './world-reach';

const reachIn = (it: Named): Reach => reachOf(it.world, connect);

function machineNamed(it: Named, name: string): Machine {
  const machine = reachIn(it)
    .machines()
    .find((candidate) => candidate.name === name);
  if (!machine) throw new Error(`The topology has no machine ${name}.`);
  return machine;
}

test('the machines are those of the topology, with the addresses of all their NICs', () => {
  const it = named('reference');
  it.nic('spoke2vm819_z1').privateIPAddresses.push('10.2.1.5');
  expect(machineNamed(it, 'spoke2vm')).toEqual({
    id: virtualMachineId(it.vm('spoke2vm')),
    name: 'spoke2vm',
    hostName: 'spoke2vm',
    addresses: ['10.2.1.4', '10.2.1.5'], sshPort: 22,
  });
});

test('the host name is the computer name where there is one', () => {
  const it = named('reference');
  it.vm('spoke2vm').computerName = 'web-2';
  expect(machineNamed(it, 'spoke2vm').hostName).toBe('web-2');
});

describe('the jump host', () => {
  test('reaches a running machine whatever the routes say', () => {
    const it = named('reference');
    it.network('bluespoke2-vnet1').peerings = [];
    expect(reachIn(it).fromJumpHost('10.2.1.4', 22)).toEqual({ kind: 'open', machine: machineNamed(it, 'spoke2vm'), sourceAddress: '192.0.2.4' });
  });

  test('is refused at a port where nothing listens', () => {
    const it = named('reference');
    expect(reachIn(it).fromJumpHost('10.2.1.4', 80)).toEqual({ kind: 'refused' });
    it.vm('spoke2vm').listensOn = [80];
    expect(reachIn(it).fromJumpHost('10.2.1.4', 22)).toEqual({ kind: 'refused' });
  });

  test('meets the firewall of the guest', () => {
    const it = named('reference');
    it.vm('spoke2vm').guestFirewall = [{ ports: ['22'], action: 'drop' }, { ports: ['23'], action: 'refuse' }];
    expect([22, 23].map((port) => reachIn(it).fromJumpHost('10.2.1.4', port))).toEqual([{ kind: 'lost' }, { kind: 'refused' }]);
  });

  test('hears nothing from an address that no machine has, nor from a machine that does not run', () => {
    const it = named('reference');
    expect(reachIn(it).fromJumpHost('10.2.1.9', 22)).toEqual({ kind: 'lost' });
    it.vm('spoke2vm').powerState = 'deallocated';
    expect(reachIn(it).fromJumpHost('10.2.1.4', 22)).toEqual({ kind: 'lost' });
  });
});

describe('a machine', () => {
  const fromSpoke1 = (it: Named, port = 22): unknown => reachIn(it).fromMachine(machineNamed(it, 'spoke1vm'), '10.2.1.4', port);

  test('reaches another as the network lets it, and is seen by its own address', () => {
    const it = named('reference');
    expect(fromSpoke1(it)).toEqual({ kind: 'open', machine: machineNamed(it, 'spoke2vm'), sourceAddress: '10.1.1.4' });
    expect(fromSpoke1(it, 80)).toEqual({ kind: 'refused' });
  });

  test('hears nothing where the route table lacks the route', () => {
    const it = named('reference');
    it.routeTable('bluespoke1rt').routes = [];
    expect(fromSpoke1(it)).toEqual({ kind: 'lost' });
  });

  test('calls itself what it was renamed to', () => {
    const it = named('reference');
    it.vm('spoke2vm').renamedTo = 'renamed';
    expect(machineNamed(it, 'spoke2vm').hostName).toBe('renamed');
  });

  test('hears nothing any more once it is deleted', () => {
    const it = named('reference');
    const reach = reachIn(it);
    const spoke1vm = machineNamed(it, 'spoke1vm');
    it.topology.virtualMachines.splice(it.topology.virtualMachines.indexOf(it.vm('spoke1vm')), 1);
    expect(reach.fromMachine(spoke1vm, '10.2.1.4', 22)).toEqual({ kind: 'lost' });
  });
});
