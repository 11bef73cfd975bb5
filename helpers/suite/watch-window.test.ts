import { expect, test } from '@jest/globals';
import type { Contact } from '../checks/check';
import type { TcpOutcome } from '../probe/outcome';
import { momentsIn, watchWindow } from './watch-window';

const silent: TcpOutcome = { kind: 'timed-out', timeoutMs: 10_000 };
const connected: TcpOutcome = { kind: 'connected', elapsedMs: 1 };

/** Contacts end as given; the clock goes on by what is slept. @returns what was seen, and how long was slept for what */
async function watched(windowMs: number, ...outcomes: readonly TcpOutcome[]): Promise<{ readonly contacts: string[]; readonly slept: number[] }> {
  const slept: number[] = [];
  let [ms, made] = [0, 0];
  const contact = (): Promise<Omit<Contact, 'seconds'>> => Promise.resolve({ outcome: outcomes[made++] ?? silent });
  const contacts = await watchWindow(contact, windowMs, {
    now: () => ms,
    sleep: (forMs) => {
      slept.push(forMs);
      ms += forMs;
      return Promise.resolve();
    },
  });
  return { contacts: contacts.map(({ seconds, outcome }) => `${String(seconds)} ${outcome.kind}`), slept };
}

test('the contacts are spread over the window, three at least, from its beginning to its end', () => {
  expect(momentsIn(1_000)).toEqual([0, 500, 1_000]);
  expect(momentsIn(5_000)).toEqual([0, 2_500, 5_000]);
  expect(momentsIn(20_000)).toEqual([0, 5_000, 10_000, 15_000, 20_000]);
  expect(momentsIn(300_000)).toHaveLength(61);
});

test('a window of silence is watched to its end', async () => {
  expect(await watched(5_000)).toEqual({ contacts: ['0 timed-out', '2.5 timed-out', '5 timed-out'], slept: [2_500, 2_500] });
});

test('a contact that arrives ends it', async () => {
  expect((await watched(5_000, connected)).contacts).toEqual(['0 connected']);
  expect((await watched(20_000, silent, silent, { kind: 'refused', message: 'Connection refused' })).contacts).toEqual(['0 timed-out', '5 timed-out', '10 refused']);
});
