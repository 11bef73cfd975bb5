/** What the logins of a run go past, so that they are the evidence that it forwards. A login that fails is red by itself. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';
import { isJudged } from '../check';
import { ssh01 } from '../logins/ssh-01';

const keyOf = (beyond: Beyond): string => ('address' in beyond ? `${beyond.kind} ${beyond.address ?? ''}` : beyond.kind);

/** @returns whether a login of this run passes it */
export function shownByLogins(estate: Estate, expectations: Expectations): (beyond: Beyond) => boolean {
  const shown = new Set<string>();
  for (const due of ssh01.due(estate, expectations)) {
    if (isJudged(due)) continue;
    const [from, to] = [estate.nic(due.from.nicId), estate.nic(due.to.nicId)];
    if (from && to) followPacket(estate, expectations, from, to).beyond.forEach((beyond) => shown.add(keyOf(beyond)));
  }
  return (beyond) => shown.has(keyOf(beyond));
}
