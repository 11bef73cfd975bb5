import { describe, expect, test } from '@jest/globals';
import { recordedNetworks } from '../replay/recorded-networks';
import { healthyNetworks, replayRedacted } from './replay-redacted';

/** The soak takes all. */
const sample = [...healthyNetworks.filter(({ name }) => /^(?:load-balancer|perimeter|segmented) /.test(name)), ...recordedNetworks.filter((_, place) => place % 48 === 5)];

describe('A redacted survey that is replayed gives the verdicts of the true one, check by check', () => {
  test.concurrent.each(sample.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { differing, after, before } = await replayRedacted(one);
    expect(differing).toEqual([]);
    expect(after).toEqual(before);
  }, 120_000);
});
