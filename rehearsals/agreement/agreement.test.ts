import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { builtInTopology } from '../../lab/topologies/built-in';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { assertAgreement } from './agreement';
import type { LabSurveyor } from '../survey-lab';
import { surveyorOf } from '../survey-lab';

/** `npm run soak` asks for thousands. */
const runs = Number(process.env.AGREEMENT_RUNS ?? 60);

describe('Harness and lab', () => {
  let lab: Lab;
  let surveyor: LabSurveyor;

  beforeAll(async () => {
    lab = await startLab({ topology: builtInTopology('reference') });
    surveyor = surveyorOf(lab);
  });

  afterAll(async () => {
    surveyor.close();
    await lab.close();
  });

  test(`agree on ${String(runs)} random networks with random faults, pair by pair and check by check`, () => assertAgreement(lab, surveyor, runs), 30_000 + runs * 2_000);
});
