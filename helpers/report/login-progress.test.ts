import { describe, expect, test } from '@jest/globals';
import { countLogins, loginLine, plainLoginLines } from './login-progress';

describe('The progress of the logins', () => {
  test('is how many of how many, how many of them red, and how long the rest takes at the rate so far', () => {
    const clock = { ms: 1_000 };
    const count = countLogins(90, () => clock.ms);
    const lines = Array.from({ length: 31 }, (_, index) => {
      clock.ms += 200;
      return loginLine(count.done(index === 7 || index === 8));
    });
    expect(lines[0]).toBe('logging in 1 of 90, 0 red');
    expect(lines[4]).toBe('logging in 5 of 90, 0 red, about 17 s left');
    expect(lines[30]).toBe('logging in 31 of 90, 2 red, about 12 s left');
  });

  test('has nothing left in the end', () => {
    expect(loginLine({ done: 90, total: 90, red: 0, secondsLeft: 0 })).toBe('logging in 90 of 90, 0 red');
  });

  test('is a line now and then where there is no terminal', () => {
    const clock = { ms: 0 };
    const said: string[] = [];
    const follow = plainLoginLines((line) => said.push(line), () => clock.ms);
    for (const [ms, done] of [[14_999, 1], [15_000, 20], [29_000, 30], [30_000, 40], [50_000, 90]] as const) {
      clock.ms = ms;
      follow({ done, total: 90, red: 1, secondsLeft: 9 });
    }
    expect(said).toEqual(['Logging in 20 of 90, 1 red, about 9 s left.', 'Logging in 40 of 90, 1 red, about 9 s left.']);
  });
});
