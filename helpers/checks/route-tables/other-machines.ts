/** The machines that the ones in a spoke must reach: those of every other spoke. */
import type { Estate } from '../../estate/estate';
import type { MachineNic } from '../../estate/machines';
import type { Problem } from '../../estate/reading';
import type { ReadingRef } from '../../estate/reading-ref';
import { sameId } from '../../estate/resource-id';
import type { Subject } from '../../findings/reading-findings';
import { networkRef, nicRef } from '../reading-refs';

export interface OtherMachines {
  readonly nics: readonly MachineNic[];
  /** What could not be read, so that there may be more machines than these. */
  readonly gaps: readonly { readonly what: Subject; readonly problem: Problem; readonly ref: ReadingRef }[];
}

export function otherMachines(estate: Estate, spokeId: string): OtherMachines {
  const others = estate.survey.spokeIds.filter((id) => !sameId(id, spokeId)).map((id) => ({ id, machines: estate.machinesIn(id) }));
  return {
    nics: others.flatMap(({ machines }) => (machines.status === 'read' ? machines.value.nics : [])),
    gaps: others.flatMap(({ id, machines }): OtherMachines['gaps'][number][] =>
      machines.status === 'unread'
        ? [{ what: { of: 'network', id }, problem: machines.problem, ref: networkRef(id) }]
        : machines.value.unread.map(({ nicId, problem }) => ({ what: { of: 'nic', id: nicId }, problem, ref: nicRef(nicId) })),
    ),
  };
}
