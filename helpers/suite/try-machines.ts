/** Tries a login with the first machine of each spoke, and with the next one where there is no way into it. */
import type { ProbeCase, TriedLogin } from '../checks/check';
import { closedEnd } from '../checks/logins/way-in';
import type { LoginOutcome } from '../probe/outcome';

/** How many logins there may be in one round. */
export const mostTries = ({ further }: Pick<ProbeCase, 'further'>): number => 1 + (further?.from.length ?? 0) + (further?.to.length ?? 0);

/** @returns each login in the order in which they were tried; the last one is what came of the pair */
export async function tryMachines(
  { from: first, to: second, further }: Pick<ProbeCase, 'from' | 'to' | 'further'>,
  attempt: (ends: Pick<TriedLogin, 'from' | 'to'>) => Promise<LoginOutcome>,
): Promise<readonly [...TriedLogin[], TriedLogin]> {
  const next = { from: [...(further?.from ?? [])], to: [...(further?.to ?? [])] };
  const before: TriedLogin[] = [];
  for (let ends = { from: first, to: second }; ; ) {
    const tried = { ...ends, outcome: await attempt(ends) };
    const closed = closedEnd(tried);
    const other = closed && next[closed].shift();
    if (!closed || !other) return [...before, tried];
    before.push(tried);
    ends = { ...ends, [closed]: other };
  }
}
