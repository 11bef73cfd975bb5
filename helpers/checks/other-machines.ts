/** The machines that the ones in a spoke must reach: those of every other spoke. */
import type { MachineNic } from '../estate/machines';
import { machinesIn } from '../estate/machines';
import type { Problem } from '../estate/reading';
import type { ReadingRef } from '../estate/reading-ref';
import { sameId } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import { networkRef, nicRef } from './reading-refs';

export interface OtherMachines {
  readonly nics: readonly MachineNic[];
  /** What could not be read, so that there may be more machines than these. */
  readonly gaps: readonly { readonly id: string; readonly problem: Problem; readonly ref: ReadingRef }[];
}

export function otherMachines(survey: Survey, spokeId: string): OtherMachines {
  const others = survey.spokeIds.filter((id) => !sameId(id, spokeId)).map((id) => ({ id, machines: machinesIn(survey, id) }));
  return {
    nics: others.flatMap(({ machines }) => (machines.status === 'read' ? machines.value.nics : [])),
    gaps: others.flatMap(({ id, machines }) =>
      machines.status === 'unread'
        ? [{ id, problem: machines.problem, ref: networkRef(id) }]
        : machines.value.unread.map(({ nicId, problem }) => ({ id: nicId, problem, ref: nicRef(nicId) })),
    ),
  };
}
