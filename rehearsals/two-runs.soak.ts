import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startLabsForTwoRuns } from './labs-for-two-runs';
import type { TwoLabs } from './two-runs';
import { complaintsOfTwoRuns } from './two-runs';

describe('Two runs at once into one place', () => {
  let labs: TwoLabs;

  beforeAll(async () => {
    labs = await startLabsForTwoRuns();
  });

  afterAll(() => Promise.all([labs.healthy.close(), labs.broken.close()]));

  test('a hundred times, and none is taken for the other', async () => {
    const complaints: string[] = [];
    for (let round = 1; round <= 100; round += 1) complaints.push(...(await complaintsOfTwoRuns(labs)).map((complaint) => `round ${String(round)}: ${complaint}`));
    expect(complaints).toEqual([]);
  }, 1_200_000);
});
