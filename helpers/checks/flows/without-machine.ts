/** Why there is no machine at an end of a flow. */
import type { Estate } from '../../estate/estate';
import type { FlowEnd } from '../../estate/expectations';
import type { MachineNic, Machines } from '../../estate/machines';
import { isEnd } from '../../estate/flows';
import { powerOf } from '../../estate/machines';
import { fitsName } from '../../estate/name-pattern';
import { keyOf } from '../../estate/resource-id';
import type { FactOf, Finding } from '../../findings/finding';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';

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

/** That no machine which was read is among those that an end names; undefined where one is, or it names none. */
export function noneNamed(estate: Estate, spokeId: string, end: FlowEnd, side: 'from' | 'to'): Finding | undefined {
  const machines = estate.machinesIn(spokeId);
  if (!isNaming(end) || machines.status === 'unread' || machines.value.nics.some((nic) => isEnd(end, nic))) return undefined;
  return flowWithoutMachine(machines.value, spokeId, end, side, []);
}

/** Whether an end names a machine or a subnet that is certain not to be there; a subnet may be without machines. */
export function namesNothing(estate: Estate, spokeId: string, end: FlowEnd): boolean {
  const [machines, network] = [estate.machinesIn(spokeId), estate.network(spokeId)];
  if (!isNaming(end) || machines.status === 'unread' || network.status === 'unread') return false;
  const { subnet } = end;
  if (subnet !== undefined) return !network.value.subnets.some(({ name }) => fitsName(subnet, name));
  return machines.value.unread.length === 0 && !machines.value.nics.some((nic) => isEnd(end, nic));
}

const isNaming = (end: FlowEnd): end is FlowEnd & { readonly kind: 'spoke' } => end.kind === 'spoke' && (end.machine !== undefined || end.subnet !== undefined);

export function titleOfNone(end: FlowEnd, spokeId: string): Title {
  const called = end.kind === 'spoke' && end.machine !== undefined ? ` called ${end.machine}` : '';
  const within = end.kind === 'spoke' && end.subnet !== undefined ? ` in subnet ${end.subnet}` : '';
  return title`a machine of ${{ id: spokeId }}${within}${called}`;
}
