import { describe, expect, test } from '@jest/globals';
import { limitRequestsInFlight } from './bound-requests';
import type { PipelineRequest, PipelineResponse } from './pipeline';

describe('Requests in flight', () => {
  test('are never more than the limit; the next goes out when one is answered', async () => {
    const policy = limitRequestsInFlight(3);
    const answers: (() => void)[] = [];
    let sent = 0;
    let atOnce = 0;
    let mostAtOnce = 0;
    const send = (): Promise<PipelineResponse> => {
      sent += 1;
      mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
      return new Promise((resolve) => {
        answers.push(() => {
          atOnce -= 1;
          resolve({ status: 200 } as PipelineResponse);
        });
      });
    };
    const all = Promise.all(Array.from({ length: 12 }, () => policy.sendRequest({} as PipelineRequest, send)));
    while (sent < 12) {
      answers.shift()?.();
      await new Promise(setImmediate);
    }
    answers.forEach((answer) => {
      answer();
    });
    await all;
    expect(mostAtOnce).toBe(3);
  });
});
