/** Probes from the first machine of a spoke to the first of another, and with the next one where there is no way into it. */
import type { ProbeEnd, ProbeTarget } from '../checks/check';
import { closedEnd } from '../checks/logins/way-in';
import type { ProbeOutcome } from '../probe/outcome';

/** Who is probed, and who stands in. */
export interface Machines<To extends ProbeTarget> {
  readonly from: ProbeEnd;
  readonly to: To;
  readonly further?: { readonly from: readonly ProbeEnd[]; readonly to: readonly To[] };
}

type Ends<To extends ProbeTarget> = Pick<Machines<To>, 'from' | 'to'>;

/** In the order in which they were tried; the last one is what came of the pair. */
export type Tries<Tried> = readonly [...Tried[], Tried];

/** How many probes there may be in one round. */
export const mostTries = ({ further }: Pick<Machines<ProbeTarget>, 'further'>): number => 1 + (further?.from.length ?? 0) + (further?.to.length ?? 0);

export async function tryMachines<To extends ProbeTarget, Outcome extends ProbeOutcome>(
  { from: first, to: second, further }: Machines<To>,
  attempt: (ends: Ends<To>) => Promise<Outcome>,
): Promise<Tries<Ends<To> & { readonly outcome: Outcome }>> {
  const next = { from: [...(further?.from ?? [])], to: [...(further?.to ?? [])] };
  const before: (Ends<To> & { readonly outcome: Outcome })[] = [];
  for (let ends: Ends<To> = { from: first, to: second }; ; ) {
    const tried = { ...ends, outcome: await attempt(ends) };
    const closed = closedEnd(tried);
    const other = closed && next[closed].shift();
    if (!closed || !other) return [...before, tried];
    before.push(tried);
    ends = { ...ends, [closed]: other };
  }
}

export const lastOf = <Tried>(tries: Tries<Tried>): Tried => tries[tries.length - 1] ?? tries[0];
