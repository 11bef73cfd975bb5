/** Reads what lies on the ways between the machines, as far as they lead. */
import type { Transit } from '../../estate/expectations';
import { estateOf } from '../../estate/estate';
import { wantedOnTheWay } from '../../estate/on-the-way';
import type { Reading } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
import type { Survey } from '../../estate/survey';
import type { MapPartName, SurveyParts } from '../../estate/survey-parts';

export type ReadPart = <Part extends MapPartName>(part: Part, id: string) => Promise<Reading<SurveyParts[Part]>>;

/** Hops in a row, each with its network, NIC, machine and routes one after the other. */
const mostRounds = 24;

/** Nothing is read twice; a survey in which nothing is wanted is returned as it is. */
export async function completeWays(survey: Survey, transit: Transit, read: ReadPart): Promise<Survey> {
  let known = survey;
  for (let round = 0; round < mostRounds; round += 1) {
    const wanted = wantedOnTheWay(estateOf(known), transit.kind === 'addresses' ? transit.addresses : []);
    if (wanted.length === 0) return known;
    const readings = await Promise.all(wanted.map(async ({ of, id }) => ({ of, key: keyOf(id), reading: await read(of, id) })));
    known = readings.reduce((grown, { of, key, reading }) => ({ ...grown, [of]: sorted({ ...grown[of], [key]: reading }) }), known);
  }
  return known;
}

const sorted = <T>(map: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
