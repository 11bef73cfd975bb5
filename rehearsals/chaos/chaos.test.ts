import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { builtInTopology } from '../../lab/topologies/built-in';
import { assertSurvivesChaos } from './chaos';

describe('Whatever goes wrong, a run ends, with a true conclusion', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ topology: builtInTopology('reference'), elsewhere: builtInTopology('reference') });
  });

  afterAll(() => lab.close());

  test('over 40 random schedules', () => assertSurvivesChaos(lab, 40), 180_000);
});
