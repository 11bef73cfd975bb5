import { describe, expect, test } from '@jest/globals';
import { handClock } from '../testing/hand-clock';
import type { HandClock } from '../testing/hand-clock';
import { createOperationPace } from './operation-pace';
import type { OperationPace } from './operation-pace';

/** Runs an operation that takes so long; resolves with how often it was polled. */
async function run(pace: OperationPace, clock: HandClock, tookMs: number, asked: { post?: number; poll?: number } = {}): Promise<number> {
  const doneAt = clock.now() + tookMs;
  const operation = pace.began(asked.post);
  for (let polls = 1; ; polls += 1) {
    await operation.due();
    if (clock.now() >= doneAt) {
      operation.ended();
      return polls;
    }
    operation.runsOn(asked.poll);
  }
}

function pacing() {
  const clock = handClock();
  const pace = createOperationPace(clock);
  return { clock, pace, run: (tookMs: number, asked?: { post?: number; poll?: number }) => run(pace, clock, tookMs, asked) };
}

/** Polls of each, after a minute. */
async function polls(clock: HandClock, runs: readonly Promise<number>[]): Promise<number[]> {
  await clock.pass(60_000);
  return Promise.all(runs);
}

describe('Polls', () => {
  test('of an operation that ends at once follow at once', async () => {
    const { clock, run: start } = pacing();
    const first = start(0);
    await clock.pass(0);
    expect(await first).toBe(1);
  });

  test('are one for each operation, but for the first, where all take the same', async () => {
    const { clock, run: start } = pacing();
    expect(await polls(clock, Array.from({ length: 20 }, () => start(10_000)))).toEqual([5, ...Array<number>(19).fill(1)]);
  });

  test('are little more than one where operations take about the same', async () => {
    const { clock, run: start } = pacing();
    const runs: Promise<number>[] = [];
    for (let number = 0; number < 500; number += 1) {
      runs.push(start(10_000 + ((number * 7_919) % 2_000)));
      await clock.pass(100);
    }
    const counts = await polls(clock, runs);
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(1.1);
  });

  test('follow at once where the first is answered with 202 in any case, and keep doing so', async () => {
    const { clock, pace } = pacing();
    const within = async (due: Promise<void>): Promise<void> => {
      const isDue = due.then(() => 'due');
      for (let passed = 0; (await Promise.race([isDue, clock.pass(1)])) !== 'due'; passed += 1) expect(passed).toBeLessThan(10);
    };
    for (let number = 0; number < 100; number += 1) {
      const operation = pace.began();
      await within(operation.due());
      operation.runsOn();
      await within(operation.due());
      operation.ended();
    }
    await within(pace.began().due());
  });

  test('of an operation that takes for ever keep none of the others waiting', async () => {
    const { clock, run: start } = pacing();
    void start(Infinity);
    const other = start(1_000);
    await clock.pass(12_499);
    const asked = start(0);
    await clock.pass(1);
    expect(await other).toBe(1);
    await clock.pass(12_500);
    expect(await asked).toBe(1);
  });

  test('come when ARM asks for them, which one that is only known to take long does not change', async () => {
    const { clock, run: start } = pacing();
    const first = start(20_000, { post: 5_000, poll: 15_000 });
    await clock.pass(20_000);
    expect(await first).toBe(2);
  });

  test('of another one are made often, where the one that was asked first is given up', async () => {
    const { clock, pace, run: start } = pacing();
    const giveUp = new AbortController();
    const first = pace.began(60_000);
    const waits = first.due(giveUp.signal);
    const other = start(3_000);
    await clock.pass(100);
    giveUp.abort(new Error('no more'));
    await expect(waits).rejects.toThrow('no more');
    await clock.pass(5_000);
    expect(await other).toBeGreaterThan(1);
  });
});
