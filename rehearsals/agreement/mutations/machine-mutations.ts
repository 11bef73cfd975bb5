/** Faults of machines, their NICs and the security rules at them. */
import { sshRule } from '../../../lab/faults/fault-target';
import type { Topology } from '../../../lab/topology/topology';
import { pick, removeWhere, spokesOf, type Mutation } from './mutation';

const addRule =
  (direction: 'Inbound' | 'Outbound', source?: string): Mutation =>
  ({ networkSecurityGroups }, a) => {
    const group = pick(networkSecurityGroups, a);
    group?.rules.push(sshRule(`Deny${direction}${String(group.rules.length)}`, 100 + group.rules.length, direction, 'Deny', source));
  };

/** The names of the NICs in a spoke. */
function nicsIn(topology: Topology, a: number): string[] {
  const network = pick(spokesOf(topology), a)?.name ?? '';
  return topology.networkInterfaces.filter(({ subnet }) => subnet.startsWith(`${network}/`)).map(({ name }) => name);
}

export const machineMutations = {
  'IP forwarding off': ({ networkInterfaces }) => { for (const nic of networkInterfaces) nic.enableIPForwarding = false; },
  'a machine stopped': ({ virtualMachines }, a) => {
    const machine = pick(virtualMachines, a);
    if (machine) machine.powerState = 'deallocated';
  },
  'the machines of a spoke stopped': (topology, a) => {
    const nics = nicsIn(topology, a);
    for (const vm of topology.virtualMachines) if (vm.networkInterfaces.some((nic) => nics.includes(nic))) vm.powerState = 'deallocated';
  },
  'a spoke without machines': (topology, a) => {
    const nics = nicsIn(topology, a);
    removeWhere(topology.virtualMachines, ({ networkInterfaces }) => networkInterfaces.some((nic) => nics.includes(nic)));
    removeWhere(topology.networkInterfaces, ({ name }) => nics.includes(name));
  },
  'SSH denied in': addRule('Inbound'),
  'SSH denied out': addRule('Outbound'),
  'SSH denied from one spoke': addRule('Inbound', '10.1.0.0/16'),
} satisfies Record<string, Mutation>;
