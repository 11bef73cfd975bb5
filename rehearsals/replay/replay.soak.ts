import { describe, test } from '@jest/globals';
import { recordedNetworks } from './recorded-networks';
import { expectReplayed } from './replay-recorded';

describe('A survey that is replayed gives the verdicts of the run that recorded it', () => {
  test.concurrent.each(recordedNetworks.map((recorded) => [recorded.name, recorded] as const))('%s', (_, recorded) => expectReplayed(recorded), 120_000);
});
