/** The machines of other spokes that the ones in a subnet exchange packets with: they are to connect to them, or to be connected to by them. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isExpected } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import type { Problem } from '../../estate/reading';
import type { ReadingRef } from '../../estate/reading-ref';
import { sameId } from '../../estate/resource-id';
import type { Subnet } from '../../estate/survey';
import type { Subject } from '../../findings/reading-findings';
import { networkRef, nicRef } from '../reading-refs';

export interface OtherMachines {
  readonly nics: readonly MachineNic[];
  /** What could not be read, so that there may be more machines than these. */
  readonly gaps: readonly { readonly what: Subject; readonly problem: Problem; readonly ref: ReadingRef }[];
}

export function otherMachines(estate: Estate, expectations: Expectations, subnet: Subnet, spokeId: string): OtherMachines {
  const flows = flowsIn(expectations);
  const others = estate.survey.spokeIds.filter((id) => !sameId(id, spokeId)).map((id) => ({ id, machines: estate.machinesIn(id) }));
  const own = estate.nics.filter((nic) => nic.subnet === subnet);
  const isMet = (other: MachineNic): boolean => own.some((nic) => isExpected(flows, 'connect', nic, other) || isExpected(flows, 'connect', other, nic));
  const isForAll = (id: string): boolean => flows.ports.some((port) => flows.isForAll('connect', spokeId, id, port));
  const mayMeet = (id: string): boolean => flows.ports.some((port) => flows.mayBe('connect', spokeId, id, port) || flows.mayBe('connect', id, spokeId, port));
  return {
    nics: others.flatMap(({ id, machines }) => (machines.status === 'read' ? (isForAll(id) ? machines.value.nics : machines.value.nics.filter(isMet)) : [])),
    gaps: others.filter(({ id }) => mayMeet(id)).flatMap(({ id, machines }): OtherMachines['gaps'][number][] =>
      machines.status === 'unread'
        ? [{ what: { of: 'network', id }, problem: machines.problem, ref: networkRef(id) }]
        : machines.value.unread.map(({ nicId, problem }) => ({ what: { of: 'nic', id: nicId }, problem, ref: nicRef(nicId) })),
    ),
  };
}
