/** What the logins and connections of a run go past, so that they are the evidence that it forwards. One that fails is red by itself, but for one that is waived: that is none. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';
import type { Case, ProbeCase } from '../check';
import { isJudged } from '../check';
import { flow01 } from '../flows/flow-01';
import { nicsOf } from '../flows/flow-cases';
import { ssh01 } from '../logins/ssh-01';
import { fitsWaiver } from '../waivers';

const keyOf = (beyond: Beyond): string => ('address' in beyond ? `${beyond.kind} ${beyond.address ?? ''}` : beyond.kind);

/** Those of which one that fails is red. */
function evidenceIn(estate: Estate, expectations: Expectations): (ProbeCase | Case)[] {
  const due = [...ssh01.due(estate, expectations), ...(flow01.isAsked(expectations) ? flow01.due(estate, expectations) : [])];
  return due.filter((one) => !expectations.waivers.some((waiver) => fitsWaiver(waiver, one, estate.label)));
}

/** @param expectations with the waivers that hold today, and no others. @returns whether a login or connection of this run passes it */
export function shownByLogins(estate: Estate, expectations: Expectations): (beyond: Beyond) => boolean {
  const shown = new Set(evidenceIn(estate, expectations).flatMap((due) => passedBy(estate, expectations, due).map(keyOf)));
  return (beyond) => shown.has(keyOf(beyond));
}

/** @returns whether logins and connections that are not its own alone pass something that PATH-01 asks to be shown */
export function restsOnOthers(estate: Estate, expectations: Expectations, isOwn: (due: ProbeCase) => boolean): boolean {
  const logins = evidenceIn(estate, expectations).flatMap((due) => (isJudged(due) ? [] : [{ isOwn: isOwn(due), passed: passedBy(estate, expectations, due).filter(needsEvidence).map(keyOf) }]));
  const own = new Set(logins.flatMap((login) => (login.isOwn ? login.passed : [])));
  return logins.some(({ passed }) => passed.some((beyond) => !own.has(beyond)));
}

function passedBy(estate: Estate, expectations: Expectations, due: ProbeCase | Case): readonly Beyond[] {
  if (isJudged(due)) return [];
  const ends = nicsOf(estate, due);
  return ends ? followPacket(estate, expectations, ...ends, due.to.port).beyond : [];
}

/** What is not known to forward at all. */
export const needsEvidence = ({ kind }: Beyond): boolean => kind === 'route-server' || kind === 'unseen' || kind === 'edge';
