import { expect, test } from '@jest/globals';
import { createEnding } from './ending';

test('A run ends for the first reason that comes', async () => {
  const ending = createEnding();
  ending.end('it was ended by SIGTERM');
  ending.end('spokecheck itself broke: later');
  expect(await ending.comes).toBe('it was ended by SIGTERM');
});

test('A run ends when its time is up', async () => {
  const ending = createEnding();
  ending.endAfter(1, 'it took longer than RUN_TIMEOUT allows (0.001 s)');
  // Node would end before a timer that nothing waits for.
  const awake = setInterval(() => undefined, 10);
  expect(await ending.comes).toBe('it took longer than RUN_TIMEOUT allows (0.001 s)');
  clearInterval(awake);
});
