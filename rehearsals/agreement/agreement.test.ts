import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { builtInTopology } from '../../lab/topologies/built-in';
import type { LabSurveyor } from '../survey-lab';
import { surveyorOf } from '../survey-lab';
import { assertAgreement, assertPairsAgree } from './agreement';

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

  test('on 40 random networks with random faults', () => assertAgreement(lab, surveyor, 40), 120_000);

  test('on 40 random networks of the whole language, pair by pair', async () => {
    expect(await assertPairsAgree(lab, surveyor, 40)).toBeGreaterThan(150);
  }, 120_000);
});
