import { describe, expect, test } from '@jest/globals';
import { handClock } from '../testing/hand-clock';
import { createRequestBudget } from './request-budget';
import type { RequestBudget } from './request-budget';
import { createRequestQueue } from './request-queue';
import type { Urgency } from './request-queue';

/** A queue whose budgets hold `capacity` requests besides their reserve, one more every second. */
function queueOf(capacity: number, mostInFlight = 100) {
  const clock = handClock();
  const queue = createRequestQueue(() => createRequestBudget({ capacity: capacity + 4, perSecond: 1 }, clock), mostInFlight, clock);
  const gone: string[] = [];
  const enter = async (label: string, urgency: Urgency = 0, name = 'a', signal?: AbortSignal): Promise<RequestBudget> => {
    const budget = await queue.enter(name, urgency, signal);
    gone.push(label);
    return budget;
  };
  return { clock, queue, gone, enter };
}

const leave = (queue: { left(): void }, budget: RequestBudget): void => {
  budget.answered(budget.sent());
  queue.left();
};

describe('Requests that wait', () => {
  test('are let go by urgency, and then in their order, as the budget refills', async () => {
    const { clock, queue, gone, enter } = queueOf(1);
    const first = enter('first');
    for (const [label, urgency] of [['a poll', 1], ['a network', 0], ['another poll', 1], ['another network', 0]] as const) void enter(label, urgency).then((budget) => { leave(queue, budget); });
    leave(queue, await first);
    expect(gone).toEqual(['first']);
    await clock.pass(1_000);
    expect(gone).toEqual(['first', 'a network']);
    await clock.pass(10_000);
    expect(gone).toEqual(['first', 'a network', 'another network', 'a poll', 'another poll']);
  });

  test('do not wait for another budget’s', async () => {
    const { clock, gone, enter } = queueOf(1);
    void enter('a');
    void enter('a, later');
    void enter('b', 0, 'b');
    await clock.pass(0);
    expect(gone).toEqual(['a', 'b']);
  });

  test('leave the queue where they are given up', async () => {
    const { clock, queue, gone, enter } = queueOf(1);
    const first = enter('first');
    const giveUp = new AbortController();
    const second = enter('second', 0, 'a', giveUp.signal);
    void enter('third');
    giveUp.abort(new Error('too late'));
    await expect(second).rejects.toThrow('too late');
    leave(queue, await first);
    await clock.pass(1_000);
    expect(gone).toEqual(['first', 'third']);
  });

  test('do not enter it where they were given up before', async () => {
    const { enter } = queueOf(1);
    await expect(enter('late', 0, 'a', AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });
});

describe('Requests in flight', () => {
  test('are never more than there may be, and the next goes when one has ended', async () => {
    const { clock, queue, gone, enter } = queueOf(100, 3);
    const budgets = Array.from({ length: 12 }, (_, number) => enter(String(number)));
    for (let ended = 0; ended < 12; ended += 1) {
      await clock.pass(0);
      expect(gone).toHaveLength(Math.min(12, ended + 3));
      leave(queue, await (budgets[ended] as Promise<RequestBudget>));
    }
  });

  test('are of each subscription in turn where there may be few', async () => {
    const { clock, queue, gone, enter } = queueOf(100, 1);
    const first = enter('a1', 0, 'a');
    for (const [label, name] of [['a2', 'a'], ['a3', 'a'], ['b1', 'b'], ['b2', 'b']] as const) void enter(label, 0, name).then((budget) => { leave(queue, budget); });
    leave(queue, await first);
    await clock.pass(0);
    expect(gone).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });
});
