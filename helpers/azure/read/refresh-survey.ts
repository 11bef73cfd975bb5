/** Takes readings of a survey again, for what Azure may still be converging on. */
import type { Transit } from '../../estate/expectations';
import type { Reading } from '../../estate/reading';
import type { ReadingRef } from '../../estate/reading-ref';
import { keyOf } from '../../estate/resource-id';
import type { Key, Readings, Survey, SurveyMaps } from '../../estate/survey';
import { makeMaps, spelledId } from '../../estate/survey-parts';
import type { MapPartName, SurveyParts } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import { completeWays } from './complete-ways';
import { firstObserved, observedAgain } from './effort';
import { readers } from './readers';

/**
 * @param refs the readings to take again, each once however often it is listed. Beside them what lies on ways that lead elsewhere by now is read; other resources that
 *   appear in a network only now do not enter the survey
 * @returns a new survey in which these readings are replaced, with attempts and seconds counted on
 */
export async function refreshSurvey(survey: Survey, refs: readonly ReadingRef[], transit: Transit, azure: AzureClients): Promise<Survey> {
  const before: SurveyMaps = survey;
  const again = async <Part extends MapPartName>(part: Part): Promise<Readings<SurveyParts[Part]>> => {
    const readings = before[part];
    const keys = new Set(refs.filter(({ of }) => of === part).map(({ key }) => keyOf(key)));
    const entries = [...keys].map(async (key): Promise<[Key, Reading<SurveyParts[Part]>]> => {
      const reading = await readers[part](azure, spelledId(survey, key));
      return [key, observedAgain(reading, readings[key])];
    });
    return { ...readings, ...Object.fromEntries(await Promise.all(entries)) };
  };
  const [routeServer, maps] = await Promise.all([
    refs.some(({ of }) => of === 'routeServer') ? routeServerAgain(survey, azure) : survey.routeServer,
    makeMaps(again),
  ]);
  const refreshed = await completeWays({ ...survey, routeServer, ...maps }, transit, async (part, id) => firstObserved(await readers[part](azure, id)));
  return { ...refreshed, finishedAt: new Date().toISOString() };
}

/** A Route Server that was found before is read by its id, which saves the search. */
async function routeServerAgain({ hubId, routeServerId, routeServer }: Survey, azure: AzureClients): Promise<Survey['routeServer']> {
  const found = routeServer.status === 'read' ? routeServer.value?.id : undefined;
  return observedAgain(await readers.routeServer(azure, routeServerId ?? found ?? hubId), routeServer);
}
