/** What the SSH servers ask of the network, answered from the lab's one truth. */
import { sameAddress } from '../addresses/addresses';
import type { Connection, ConnectOutcome } from '../network/path';
import { virtualMachineId } from '../topology/resource-ids';
import { guestAnswer, guestNameOf, sshPortOf } from '../topology/guest';
import type { VirtualMachine } from '../topology/topology';
import type { World } from '../topology/world';
import type { Machine, Reach } from './reach';

/** The network's answer to a connection between machines: `connect` of lab/network. */
type ConnectOverNetwork = (world: World, connection: Connection) => ConnectOutcome;

/** From TEST-NET-1 (RFC 5737): the jump host is no part of the deployment, so its address lies in none of its networks. */
export const jumpHostAddress = '192.0.2.4';

export function machineOf(world: World, vm: VirtualMachine): Machine {
  const sshPort = sshPortOf(vm);
  return { id: virtualMachineId(vm), name: vm.name, hostName: guestNameOf(vm), addresses: addressesOf(world, vm), ...(sshPort !== undefined && { sshPort }), ...(vm.sshUser !== undefined && { sshUser: vm.sshUser }) };
}

const addressesOf = (world: World, vm: VirtualMachine): string[] => world.networkInterfacesOf(vm).flatMap(({ privateIPAddresses }) => privateIPAddresses);

export function reachOf(world: World, connect: ConnectOverNetwork): Reach {
  const holds = (vm: VirtualMachine, address: string): boolean => addressesOf(world, vm).some((own) => sameAddress(own, address));

  return {
    machines: () => world.machines().map((vm) => machineOf(world, vm)),
    fromJumpHost(address, port) {
      const vm = world.machines().find((candidate) => candidate.powerState === 'running' && holds(candidate, address));
      if (!vm) return { kind: 'lost' };
      const answers = { accept: { kind: 'open', machine: machineOf(world, vm), sourceAddress: jumpHostAddress }, refuse: { kind: 'refused' }, drop: { kind: 'lost' } } as const;
      return answers[guestAnswer(vm, port)];
    },
    fromMachine(from, address, port) {
      const vm = world.virtualMachine(from.id);
      // A machine that was deleted while a login to it is open sends nothing any more.
      if (!vm) return { kind: 'lost' };
      const outcome = connect(world, { from: vm, to: address, port });
      return outcome.kind === 'open' ? { ...outcome, machine: machineOf(world, outcome.machine) } : { kind: outcome.kind };
    },
  };
}
