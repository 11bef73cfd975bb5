/** What could not be read at first, and can be while the run waits for it, comes with all that follows from it. */
import { expect, test } from '@jest/globals';
import { maxAttempts } from '../helpers/azure/transport/retry-decision';
import { isRed } from '../helpers/checks/check';
import { judgeSurvey } from '../helpers/checks/judge-all';
import type { Survey } from '../helpers/estate/survey';
import { mapPartNames } from '../helpers/estate/survey-parts';
import type { Incident } from '../lab/arm/incident';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { surveyorOf } from './survey-lab';

/** As often as one reading tries. */
const failsAtFirst = (path: RegExp): Incident => ({ match: { operation: 'VirtualNetworks_Get', path }, times: maxAttempts, act: { kind: 'status', status: 503 } });

/** The keys of all readings that were read, and the ids of those cases that are red. */
async function surveyed(incidents: readonly Incident[]): Promise<{ readonly read: unknown; readonly red: string[] }> {
  const lab = await startLab({ topology: builtInTopology('reference'), incidents });
  const surveyor = surveyorOf(lab, { retryDelayMs: 10 });
  try {
    const { deployment } = await surveyor.survey({ CONVERGENCE_TIMEOUT: '60' });
    return { read: readIn(deployment.survey), red: judgeSurvey(deployment).filter(isRed).map(({ checkId }) => checkId) };
  } finally {
    surveyor.close();
    await lab.close();
  }
}

const readIn = (survey: Survey): unknown => [survey.spokeIds, ...mapPartNames.map((part) => Object.entries(survey[part]).flatMap(([key, { status }]) => (status === 'read' ? [key] : [])))];

test.each([
  ['a spoke', /spoke1/],
  ['the hub', /bluehub/],
])('%s that cannot be read at first, and then can, is judged with all that is in it, and green', async (_, path) => {
  expect(await surveyed([failsAtFirst(path)])).toEqual({ ...(await surveyed([])), red: [] });
});
