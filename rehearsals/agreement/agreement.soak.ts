import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { builtInTopology } from '../../lab/topologies/built-in';
import type { LabSurveyor } from '../survey-lab';
import { surveyorOf } from '../survey-lab';
import { assertAgreement } from './agreement';

describe('Harness and lab agree, pair by pair and check by check', () => {
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

  test('on 2,000 random networks with random faults', () => assertAgreement(lab, surveyor, 2_000), 1_800_000);
});
