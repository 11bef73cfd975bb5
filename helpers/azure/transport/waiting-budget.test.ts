import { describe, expect, test } from '@jest/globals';
import { createWaitingBudget } from './waiting-budget';

describe('The budget for waits that ARM asks for', () => {
  test('is spent by one wait after another', () => {
    let now = 0;
    const budget = createWaitingBudget(20, () => now);
    expect(budget.spend(12)).toBe(true);
    now = 12;
    expect(budget.spend(12)).toBe(false);
    expect(budget.spend(8)).toBe(true);
    now = 20;
    expect(budget.spend(1)).toBe(false);
  });

  test('is spent once by requests that wait at the same time', () => {
    const budget = createWaitingBudget(20, () => 0);
    expect([12, 12, 12].map((waitMs) => budget.spend(waitMs))).toEqual([true, true, true]);
    expect(budget.spend(20)).toBe(true);
    expect(budget.spend(21)).toBe(false);
  });

  test('stays whole where a wait does not fit', () => {
    const budget = createWaitingBudget(120, () => 0);
    expect(budget.spend(306)).toBe(false);
    expect(budget.spend(120)).toBe(true);
  });
});
