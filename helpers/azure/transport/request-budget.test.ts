import { describe, expect, test } from '@jest/globals';
import { handClock } from '../testing/hand-clock';
import { createRequestBudget, documentedLimits } from './request-budget';
import type { RequestBudget } from './request-budget';

const { reads } = documentedLimits;

/** Takes all that there is. */
function takeAll(budget: RequestBudget): number {
  for (let taken = 0; ; taken += 1) if (budget.take() > 0) return taken;
}

describe('A budget', () => {
  test('lets go what a full bucket holds, but for a reserve, and then what comes back', async () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    const burst = takeAll(budget);
    expect(burst).toBe(246);
    for (let answers = 0; answers < burst; answers += 1) budget.answered(budget.sent());
    await clock.pass(1_000);
    expect(takeAll(budget)).toBe(25);
  });

  test('is not refilled for what may not have arrived yet: a bucket that is full takes nothing in', async () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    takeAll(budget);
    await clock.pass(10_000);
    expect(takeAll(budget)).toBe(0);
    expect(budget.take()).toBe(Infinity);
  });

  test('says how long to wait for the next request', async () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    for (let answers = takeAll(budget); answers > 0; answers -= 1) budget.answered(budget.sent());
    const waitMs = budget.take();
    expect(waitMs).toBe(40);
    await clock.pass(waitMs);
    expect(budget.take()).toBe(0);
  });

  test('goes down to what ARM says is left where others take from the same bucket', () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    budget.take();
    budget.answered(budget.sent(), 100);
    expect(takeAll(budget)).toBe(97);
  });

  test('does not take its own requests in flight for those of others, in whatever order they are answered', () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    const sent = budget.sent();
    for (let taken = 0; taken < 100; taken += 1) budget.take();
    for (let remaining = 150; remaining < 250; remaining += 1) budget.answered(sent, remaining);
    expect(takeAll(budget)).toBe(146);
  });

  test('is as full as ARM says, where it takes nothing out', () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    for (let requests = 0; requests < 1_000; requests += 1) {
      expect(budget.take()).toBe(0);
      budget.answered(budget.sent(), 249);
    }
  });

  test('does not go by an answer to what was sent before a 429', async () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    const [before] = [budget.take(), budget.take()].map(() => budget.sent());
    await clock.pass(1);
    budget.refused(1_000);
    budget.answered(before ?? budget.sent(), 200);
    expect(takeAll(budget)).toBe(0);
    await clock.pass(1_200);
    expect(takeAll(budget)).toBe(1);
  });

  test('grows to the hourly limits that some clouds still have', () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    budget.take();
    budget.answered(budget.sent(), 11_999);
    expect(takeAll(budget)).toBe(11_995);
  });

  test('lets nothing go after a 429 for as long as ARM says, and no burst after that', async () => {
    const clock = handClock();
    const budget = createRequestBudget(reads, clock);
    budget.take();
    budget.refused(7_000);
    await clock.pass(6_999);
    expect(takeAll(budget)).toBe(0);
    await clock.pass(1_001);
    expect(takeAll(budget)).toBe(21);
  });
});

test('A bucket of ARM’s is never asked for more than it holds, however long requests and answers are on their way', async () => {
  const clock = handClock();
  const budget = createRequestBudget(reads, clock);
  let [level, filledAt, refused, taken] = [reads.capacity, 0, 0, 0];
  const arrive = (): void => {
    level = Math.min(reads.capacity, level + ((clock.now() - filledAt) * reads.perSecond) / 1000);
    filledAt = clock.now();
    if (level < 1) refused += 1;
    else level -= 1;
  };
  for (let step = 0; step < 1_200; step += 1) {
    while (budget.take() === 0) {
      taken += 1;
      const sent = budget.sent();
      clock.after((taken * 7_919) % 1_500, () => {
        arrive();
        const left = Math.floor(level);
        clock.after((taken * 104_729) % 300, () => { budget.answered(sent, left); });
      });
    }
    await clock.pass(25);
  }
  expect(refused).toBe(0);
  expect(taken).toBeGreaterThan(0.9 * (reads.capacity + 30 * reads.perSecond));
});
