/** Which machine of a spoke takes part in the logins: the first by name that runs, through its primary NIC. */
import type { MachineNic, Machines } from './machines';
import { machinesIn, powerOf } from './machines';
import { couldNotRead } from './problem-words';
import { keyOf } from './resource-id';
import type { Survey, VirtualMachine } from './survey';
import type { Label } from './survey-labels';

/** A machine as one end of a login. */
export interface Participant {
  /** The machine's label. */
  readonly name: string;
  /** The primary private IPv4 address of its primary NIC. */
  readonly address: string;
  readonly port: 22;
  /** The host name that Azure gave the guest; absent for a machine made from a specialised disk. */
  readonly computerName?: string;
  readonly vmId: string;
  readonly nicId: string;
  readonly spokeId: string;
}

/** Where no machine can take part there is a reason instead. */
export type Delegate = { readonly spokeId: string } & ({ readonly participant: Participant } | { readonly reason: string });

export function delegateOf(survey: Survey, spokeId: string, label: Label): Delegate {
  const machines = machinesIn(survey, spokeId);
  if (machines.status === 'unread') return { spokeId, reason: couldNotRead(label(spokeId), machines.problem) };
  const [first] = machines.value.nics
    .flatMap((nic) => (nic.vm.status === 'read' && powerOf(nic.vm) === 'running' ? [{ nic, vm: nic.vm.value }] : []))
    .sort((a, b) => compare(sortKey(a.vm), sortKey(b.vm)) || placeOf(a.nic, a.vm) - placeOf(b.nic, b.vm));
  return first ? { spokeId, participant: participantOf(first.nic, first.vm, label) } : { spokeId, reason: whyNone(machines.value, label, spokeId) };
}

const sortKey = ({ name, id }: VirtualMachine): string => `${name.toLowerCase()} ${keyOf(id)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A machine lists its primary NIC first. */
function placeOf({ nic }: MachineNic, vm: VirtualMachine): number {
  const place = vm.networkInterfaceIds.findIndex((id) => keyOf(id) === keyOf(nic.id));
  return place < 0 ? Infinity : place;
}

const participantOf = ({ nic, address, spokeId }: MachineNic, { id, computerName }: VirtualMachine, label: Label): Participant => ({
  name: label(id),
  address,
  port: 22,
  ...(computerName !== undefined && { computerName }),
  vmId: id,
  nicId: nic.id,
  spokeId,
});

function whyNone({ nics, unread }: Machines, label: Label, spokeId: string): string {
  const states = [
    ...nics.map(({ vm, vmId }) => (vm.status === 'read' ? `${label(vmId)} is ${vm.value.powerState}` : couldNotRead(label(vmId), vm.problem))),
    ...unread.map(({ nicId, problem }) => couldNotRead(label(nicId), problem)),
  ];
  if (states.length === 0) return `${label(spokeId)} has no virtual machine`;
  return `no virtual machine of ${label(spokeId)} is known to run (${[...new Set(states)].join('; ')})`;
}
