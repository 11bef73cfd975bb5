/** Which machine represents a spoke in the logins: the first by name that runs, through its primary NIC. */
import type { Estate } from '../../estate/estate';
import type { MachineNic, Machines } from '../../estate/machines';
import { powerOf } from '../../estate/machines';
import { keyOf } from '../../estate/resource-id';
import type { VirtualMachine } from '../../estate/survey';
import type { FactOf, Finding } from '../../findings/finding';
import type { ProbeEnd } from '../check';

/** Where no machine can take part, there are findings that say why instead. */
export type Representative = { readonly spokeId: string } & ({ readonly end: ProbeEnd } | { readonly why: readonly Finding[] });

export function representativeOf(estate: Estate, spokeId: string, port: number): Representative {
  const machines = estate.machinesIn(spokeId);
  if (machines.status === 'unread') return { spokeId, why: [{ kind: 'not-read', what: { of: 'network', id: spokeId }, problem: machines.problem }] };
  const [first] = machines.value.nics
    .flatMap((nic) => (nic.vm.status === 'read' && powerOf(nic.vm) === 'running' ? [{ nic, vm: nic.vm.value }] : []))
    .sort((a, b) => compare(sortKey(a.vm), sortKey(b.vm)) || placeOf(a.nic, a.vm) - placeOf(b.nic, b.vm));
  return first ? { spokeId, end: { ...endOf(first.nic, first.vm, estate), port } } : { spokeId, why: [whyNone(machines.value, spokeId)] };
}

const sortKey = ({ name, id }: VirtualMachine): string => `${name.toLowerCase()} ${keyOf(id)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A machine lists its primary NIC first. */
function placeOf({ nic }: MachineNic, vm: VirtualMachine): number {
  const place = vm.networkInterfaceIds.findIndex((id) => keyOf(id) === keyOf(nic.id));
  return place < 0 ? Infinity : place;
}

const endOf = ({ nic, address, spokeId }: MachineNic, { id, computerName, guestName }: VirtualMachine, { label }: Estate): Omit<ProbeEnd, 'port'> => ({
  name: label(id),
  address,
  ...(computerName !== undefined && { computerName }),
  ...(guestName !== undefined && { guestName }),
  vmId: id,
  nicId: nic.id,
  spokeId,
});

function whyNone({ nics, unread }: Machines, spokeId: string): Finding {
  if (nics.length + unread.length === 0) return { kind: 'no-participant', spokeId, machines: [], unread: [], because: [{ kind: 'no-machine', spokeId }] };
  const problems: FactOf<'no-participant'>['unread'] = [
    ...nics.flatMap(({ vm, vmId }) => (vm.status === 'unread' ? [{ what: { of: 'machine', id: vmId } as const, problem: vm.problem }] : [])),
    ...unread.map(({ nicId, problem }) => ({ what: { of: 'nic', id: nicId } as const, problem })),
  ];
  const idle = nics.flatMap(({ vm, vmId }) => (vm.status === 'read' ? [{ vmId, powerState: vm.value.powerState }] : []));
  const machines = [...new Map(idle.map((machine) => [keyOf(machine.vmId), machine])).values()];
  const because = [...problems.map((problem): Finding => ({ kind: 'not-read', ...problem })), ...machines.map((machine): Finding => ({ kind: 'machine-off', ...machine }))];
  return { kind: 'no-participant', spokeId, machines, unread: problems, because };
}
