/** Takes readings of a survey again, for what Azure may still be converging on. */
import type { Transit } from '../../estate/expectations';
import type { ReadingRef } from '../../estate/reading-ref';
import type { Survey } from '../../estate/survey';
import { spelledId } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import { gatheringsOf } from './survey-gatherings';
import { surveyFrom } from './take-survey';
import type { SurveyRequest } from './take-survey';

/**
 * What was read before and is not listed stands as it was. What follows from a reading that is another now is read besides, as a survey from the beginning would have: a network that could not be
 * read brings its route tables, NICs and machines, a hub its spokes.
 *
 * @param refs the readings to take again, each once however often it is listed
 * @returns a new survey in which these readings are replaced, with attempts and seconds counted on
 */
export async function refreshSurvey(survey: Survey, refs: readonly ReadingRef[], transit: Transit, azure: AzureClients): Promise<Survey> {
  const parts = gatheringsOf(azure, () => undefined, { survey, refs });
  // First, so that each is asked for by its id as Azure spells it.
  for (const { of, key } of refs) if (of !== 'routeServer') void parts[of].start(spelledId(survey, key));
  return surveyFrom(requestOf(survey, transit), azure, parts, survey);
}

/** What was asked for when the survey was taken. */
function requestOf({ hubId, spokeIds, spokesFrom, misnamed = [], routeServerId }: Survey, transit: Transit): SurveyRequest {
  const wrong = misnamed.filter(({ setting }) => setting === 'SPOKE_VNET_IDS').map(({ id }) => id);
  return { hubId, ...(spokesFrom === 'settings' && { spokeIds: [...spokeIds, ...wrong] }), ...(routeServerId !== undefined && { routeServerId }), transit };
}
