import { describe, expect, test } from '@jest/globals';
import type { Case, ReadingRef } from '../checks/check';
import { converge, unsettledReadings } from './converge';

const ref: ReadingRef = { of: 'effectiveRoutes', key: '/nic' };

const caseOf = (verdict: Case['verdict'], unsettled: readonly ReadingRef[] = []): Case => ({ checkId: 'ER-02', title: ['a title'], verdict, findings: [], advisories: [], unsettled, subjects: [], basis: [] });

const pass: Case['verdict'] = 'pass';
const fail: Case['verdict'] = 'fail';

/** A clock that only moves when somebody sleeps or observes. */
function clock(): { now: () => number; sleep: (ms: number) => Promise<void>; pauses: number[] } {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    sleep: (ms) => {
      pauses.push(ms);
      time += ms;
      return Promise.resolve();
    },
  };
}

/** An observation is the number of the attempt; it is settled from the given attempt on. */
const settledAt = (attempt: number) => ({
  judge: (observed: number): Case[] => [observed >= attempt ? caseOf(pass, [ref]) : caseOf(fail, [ref])],
  refresh: (observed: number): Promise<number> => Promise.resolve(observed + 1),
});

describe('Convergence', () => {
  test('what is waived is not waited for', () => {
    expect(unsettledReadings([caseOf('waived', [ref]), caseOf(pass, [ref])])).toEqual([]);
    expect(unsettledReadings([caseOf('waived', [ref]), caseOf(fail, [ref])])).toEqual([ref]);
  });

  test('what is as expected at once is observed once', async () => {
    const time = clock();
    expect((await converge(1, { ...settledAt(1), ...time, timeoutMs: 120_000 })).observed).toBe(1);
    expect(time.pauses).toEqual([]);
  });

  test('what settles is observed until it has settled, with growing pauses of at most ten seconds', async () => {
    const time = clock();
    expect((await converge(1, { ...settledAt(7), ...time, timeoutMs: 120_000 })).observed).toBe(7);
    expect(time.pauses).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test('what never settles is given up when the time is up, after a last observation at the deadline', async () => {
    const time = clock();
    expect((await converge(1, { ...settledAt(1000), ...time, timeoutMs: 10_000 })).observed).toBe(5);
    expect(time.pauses).toEqual([1000, 2000, 4000, 3000]);
  });

  test('with a timeout of 0 nothing is observed twice', async () => {
    const time = clock();
    expect((await converge(1, { ...settledAt(2), ...time, timeoutMs: 0 })).observed).toBe(1);
  });

  test('a failure that rests on nothing unsettled is not waited for', async () => {
    const time = clock();
    const judge = (): Case[] => [caseOf(fail), caseOf(pass, [ref]), caseOf('skip', [ref])];
    expect((await converge(1, { judge, refresh: () => Promise.reject(new Error('must not be asked')), ...time, timeoutMs: 120_000 })).observed).toBe(1);
  });

  test('each unsettled reading is asked for once, however many cases rest on it', () => {
    expect(unsettledReadings([caseOf(fail, [ref]), caseOf(fail, [ref]), caseOf('cannot-tell', [{ ...ref, of: 'virtualNetworks' }])])).toEqual([ref, { ...ref, of: 'virtualNetworks' }]);
  });
});
