import { describe, expect, test } from '@jest/globals';
import { loginsBeyondSurveys } from './logins-beyond-surveys';
import { recordedNetworks } from './recorded-networks';
import { expectReplayed } from './replay-recorded';

/** Every third; the soak takes all. */
const sample = recordedNetworks.filter((_, place) => place % 3 === 0);

describe('A survey that is replayed gives the verdicts of the run that recorded it', () => {
  test.concurrent.each(sample.map((recorded) => [recorded.name, recorded] as const))('%s', (_, recorded) => expectReplayed(recorded), 120_000);
});

test('the logins that are left out are those of faults and shapes that exist', () => {
  expect(Object.keys(loginsBeyondSurveys).filter((name) => !recordedNetworks.some((recorded) => recorded.name === name))).toEqual([]);
});
