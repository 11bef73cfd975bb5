/** Why there is no machine at an end of a flow. */
import type { FlowEnd } from '../../estate/expectations';
import type { MachineNic, Machines } from '../../estate/machines';
import { powerOf } from '../../estate/machines';
import { keyOf } from '../../estate/resource-id';
import type { FactOf, Finding } from '../../findings/finding';

/** @param fitting the NICs of the spoke's machines that the end names, of which none can take part */
export function flowWithoutMachine({ unread }: Pick<Machines, 'unread'>, spokeId: string, end: FlowEnd, side: 'from' | 'to', fitting: readonly MachineNic[]): Finding {
  const machines = [...new Map(fitting.map((nic) => [keyOf(nic.vmId), nic])).values()].map(({ vmId, vm }): FactOf<'flow-without-machine'>['machines'][number] => ({
    vmId,
    ...(vm.status === 'read' ? { powerState: vm.value.powerState, ...(vm.value.osType?.toLowerCase() === 'windows' && { isWindows: true as const }) } : {}),
  }));
  const problems = unread.map(({ nicId, problem }) => ({ what: { of: 'nic', id: nicId } as const, problem }));
  const vms = fitting.flatMap(({ vm, vmId }): Finding[] => {
    if (vm.status === 'unread') return [{ kind: 'not-read', what: { of: 'machine', id: vmId }, problem: vm.problem }];
    return powerOf(vm) === 'not running' ? [{ kind: 'machine-off', vmId, powerState: vm.value.powerState }] : [];
  });
  const because: Finding[] = [...problems.map((problem): Finding => ({ kind: 'not-read', ...problem })), ...vms];
  return {
    ...{ kind: 'flow-without-machine', spokeId, side, machines, unread: problems },
    ...(end.kind === 'spoke' && end.machine !== undefined && { machine: end.machine }),
    ...(end.kind === 'spoke' && end.subnet !== undefined && { subnet: end.subnet }),
    ...(because.length > 0 && { because }),
  };
}
