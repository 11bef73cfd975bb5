/**
 * What the probes of a run share of their patience: where a machine keeps one login waiting, the others with it wait for the end of that; where the machine has
 * used up its patience, they have asked once and that is all. A machine that another login got through is not what this one waits for.
 */
import type { TriedConnection, TriedLogin } from '../checks/check';
import { passedBy, suspectsOf } from '../checks/logins/suspects';

type Tried = TriedLogin | TriedConnection;

export interface LoginPatience {
  /**
   * One more round of this login has ended so. `settled`: it is not tried again, whatever the others do. `mine`: the next attempt is its own to
   * wait for. `again`: another login has got through meanwhile. `enough`: another one has waited in vain. May take as long as that other one.
   */
  next(asker: object, login: Tried, mayWait: boolean): Promise<'settled' | 'mine' | 'again' | 'enough'>;
  /** It has waited in vain, and speaks for the others. */
  usedUp(asker: object, login: Tried): void;
}

type Standing = { readonly kind: 'passed' | 'spent' } | { readonly kind: 'awaited'; readonly by: object };

export function createLoginPatience(): LoginPatience {
  const standings = new Map<string, Standing>();
  let listeners: (() => void)[] = [];
  const put = (suspects: readonly string[], standing: Standing | undefined): void => {
    for (const suspect of suspects) {
      if (standing) standings.set(suspect, standing);
      else standings.delete(suspect);
    }
    const woken = listeners;
    listeners = [];
    for (const wake of woken) wake();
  };
  const change = (): Promise<void> => new Promise((resolve) => { listeners.push(resolve); });
  const awaitedBy = (asker: object): string[] => [...standings].flatMap(([suspect, standing]) => (standing.kind === 'awaited' && standing.by === asker ? [suspect] : []));
  const open = (login: Tried): string[] => suspectsOf(login).filter((suspect) => standings.get(suspect)?.kind !== 'passed');
  const isAwaited = (suspect: string): boolean => standings.get(suspect)?.kind === 'awaited';

  return {
    async next(asker, login, mayWait) {
      put(awaitedBy(asker), undefined);
      put(passedBy(login), { kind: 'passed' });
      if (!mayWait) return 'settled';
      const before = open(login);
      while (open(login).some(isAwaited)) await change();
      const suspects = open(login);
      if (suspects.some((suspect) => standings.get(suspect)?.kind === 'spent')) return 'enough';
      if (suspects.length < before.length) return 'again';
      put(suspects, { kind: 'awaited', by: asker });
      return 'mine';
    },
    usedUp(asker, login) {
      put(awaitedBy(asker), undefined);
      put(open(login), { kind: 'spent' });
    },
  };
}
