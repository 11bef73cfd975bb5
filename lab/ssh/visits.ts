/** How many connections from other machines have come to a machine since its behaviour was set: what it does may depend on it. */
import type { MachineBehaviour } from './behaviour';
import type { Machine } from './reach';

export interface Visits {
  /** How many came before this one. */
  count(machine: Machine, behaviour: MachineBehaviour): number;
  /** Whether it has fallen silent. */
  isSilent(machine: Machine, behaviour: MachineBehaviour): boolean;
}

export function createVisits(): Visits {
  const counts = new Map<string, { readonly behaviour: MachineBehaviour; readonly count: number }>();
  const before = ({ id }: Machine, behaviour: MachineBehaviour): number => {
    const known = counts.get(id);
    return known?.behaviour === behaviour ? known.count : 0;
  };
  return {
    count(machine, behaviour) {
      const count = before(machine, behaviour);
      counts.set(machine.id, { behaviour, count: count + 1 });
      return count;
    },
    isSilent: (machine, behaviour) => behaviour.kind === 'falls-silent' && before(machine, behaviour) > behaviour.after,
  };
}
