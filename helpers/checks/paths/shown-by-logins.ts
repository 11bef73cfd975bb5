/** What the logins of a run go past, so that they are the evidence that it forwards. A login that fails is red by itself, but for one that is waived: that is none. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';
import type { Case, ProbeCase } from '../check';
import { isJudged } from '../check';
import { ssh01 } from '../logins/ssh-01';
import { fitsWaiver } from '../waivers';

const keyOf = (beyond: Beyond): string => ('address' in beyond ? `${beyond.kind} ${beyond.address ?? ''}` : beyond.kind);

/** @param expectations with the waivers that hold today, and no others. @returns whether a login of this run passes it */
export function shownByLogins(estate: Estate, expectations: Expectations): (beyond: Beyond) => boolean {
  const shown = new Set(loginsThatCount(estate, expectations).flatMap((due) => passedBy(estate, expectations, due).map(keyOf)));
  return (beyond) => shown.has(keyOf(beyond));
}

/** @returns whether logins that are not its own alone pass something that PATH-01 asks to be shown */
export function restsOnOthers(estate: Estate, expectations: Expectations, isOwn: (due: ProbeCase) => boolean): boolean {
  const logins = loginsThatCount(estate, expectations).flatMap((due) => (isJudged(due) ? [] : [{ isOwn: isOwn(due), passed: passedBy(estate, expectations, due).filter(needsEvidence).map(keyOf) }]));
  const own = new Set(logins.flatMap((login) => (login.isOwn ? login.passed : [])));
  return logins.some(({ passed }) => passed.some((beyond) => !own.has(beyond)));
}

const loginsThatCount = (estate: Estate, expectations: Expectations): (ProbeCase | Case)[] =>
  ssh01.due(estate, expectations).filter((due) => !expectations.waivers.some((waiver) => fitsWaiver(waiver, due, estate.label)));

function passedBy(estate: Estate, expectations: Expectations, due: ProbeCase | Case): readonly Beyond[] {
  if (isJudged(due)) return [];
  const [from, to] = [estate.nic(due.from.nicId), estate.nic(due.to.nicId)];
  return from && to ? followPacket(estate, expectations, from, to, due.to.port).beyond : [];
}

/** What is not known to forward at all. */
export const needsEvidence = ({ kind }: Beyond): boolean => kind === 'route-server' || kind === 'unseen' || kind === 'edge';
