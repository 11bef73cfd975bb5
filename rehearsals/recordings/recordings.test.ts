import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeRecorded, recordedExchanges } from '../../helpers/azure/testing/recordings';
import { startStandIn, type StandIn } from '../../helpers/azure/testing/stand-in';
import { reasonNotToRead, scenariosNotRead } from './not-read';
import { refusedOnce } from './other-readings';
import { readBack } from './read-back';
import { scenarios } from './scenarios';
import { statedReadings } from './stated-readings';
import { statedRefusals } from './stated-refusals';

describeRecorded('In real traffic', () => {
  const stated = { ...statedReadings, ...statedRefusals };

  let arm: StandIn;
  beforeAll(async () => {
    arm = await startStandIn();
  });
  afterAll(() => arm.close());

  describe('A recording of real traffic, served to the SDK and the harness, comes out as stated', () => {
    test.each(Object.entries(stated))('%s', async (scenario, lines) => {
      const back = await readBack(arm, scenario);
      expect(back.lines).toEqual(lines);
      expect(back.notRead.filter((request) => reasonNotToRead(request) === undefined)).toEqual([]);
    }, 30_000);

    test('error-25 asks to wait for 12 s: where there is time enough, the network is read after them', async () => {
      const [refusal] = recordedExchanges('error-25');
      if (!refusal) throw new Error('error-25 is empty.');
      const startedAt = performance.now();
      expect(await refusedOnce(arm, refusal, { retryAfterBudgetMs: 15_000 })).toBe('read: the network after 2 requests');
      expect(performance.now() - startedAt).toBeGreaterThan(11_900);
    }, 30_000);

    test.each(Object.entries(scenariosNotRead))('%s is not read by spokecheck: %s', async (scenario) => {
      const back = await readBack(arm, scenario);
      expect(back.lines).toEqual([]);
      expect(back.notRead.filter((request) => reasonNotToRead(request) === undefined)).toEqual([]);
    });

    test('each scenario of the index is in one of the tables', () => {
      const tables = [...Object.keys(stated), ...Object.keys(scenariosNotRead)];
      expect(tables.sort()).toEqual(scenarios().sort());
    });
  });
});
