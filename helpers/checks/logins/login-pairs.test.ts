import { describe, expect, test } from '@jest/globals';
import type { LoginPairs } from '../../estate/expectations';
import { choosePairs } from './login-pairs';

const spokes = (count: number, unable: readonly number[] = []) => Array.from({ length: count }, (_, index) => ({ spokeId: `/spoke${String(index)}`, isAble: !unable.includes(index) }));

/** `0>1`, by index. */
const chosen = (participants: ReturnType<typeof spokes>, pairs: LoginPairs): string[] => choosePairs(participants, pairs).map((pair) => pair.join('>'));

const auto: LoginPairs = { kind: 'auto', seed: '1' };
const all: LoginPairs = { kind: 'all', seed: '1' };
const ring: LoginPairs = { kind: 'ring', seed: '1' };
const sample = (size: number, seed = '1'): LoginPairs => ({ kind: 'sample', size, seed });

describe('SSH_PAIRS=all', () => {
  test('takes every ordered pair, in the order of the spokes', () => {
    expect(chosen(spokes(3), all)).toEqual(['0>1', '0>2', '1>0', '1>2', '2>0', '2>1']);
    expect(chosen(spokes(1), all)).toEqual([]);
    expect(chosen([], all)).toEqual([]);
  });
});

describe('SSH_PAIRS=ring', () => {
  test('goes from each spoke to the next', () => {
    expect(chosen(spokes(4), ring)).toEqual(['0>1', '1>2', '2>3', '3>0']);
    expect(chosen(spokes(2), ring)).toEqual(['0>1', '1>0']);
    expect(chosen(spokes(1), ring)).toEqual([]);
  });

  test('tells of a spoke that cannot take part, and goes past it as well', () => {
    expect(chosen(spokes(4, [1]), ring)).toEqual(['0>1', '0>2', '1>2', '2>3', '3>0']);
  });
});

describe('SSH_PAIRS=sample', () => {
  test('takes so many, each once and none to itself, the same for the same seed', () => {
    const pairs = chosen(spokes(50), sample(100));
    expect(new Set(pairs).size).toBe(100);
    expect(pairs.filter((pair) => new Set(pair.split('>')).size < 2)).toEqual([]);
    expect(chosen(spokes(50), sample(100))).toEqual(pairs);
  });

  test('takes others for another seed', () => {
    expect(chosen(spokes(50), sample(100, '2'))).not.toEqual(chosen(spokes(50), sample(100)));
  });

  test('takes all where there are no more', () => {
    expect(chosen(spokes(3), sample(6))).toEqual(chosen(spokes(3), all));
    expect(chosen(spokes(3), sample(5))).toHaveLength(5);
  });

  test('holds a smaller one, and what a further spoke does not displace stays', () => {
    const hundred = chosen(spokes(50), sample(100));
    expect(hundred).toEqual(expect.arrayContaining(chosen(spokes(50), sample(40))));
    const more = chosen(spokes(51), sample(100)).filter((pair) => !pair.split('>').includes('50'));
    expect(hundred).toEqual(expect.arrayContaining(more));
  });

  test('does not depend on how ids are spelled', () => {
    const shouted = spokes(50).map((spoke) => ({ ...spoke, spokeId: spoke.spokeId.toUpperCase() }));
    expect(chosen(shouted, sample(100))).toEqual(chosen(spokes(50), sample(100)));
  });
});

describe('SSH_PAIRS=auto', () => {
  test('takes all of up to 400 pairs', () => {
    expect(chosen(spokes(20), auto)).toEqual(chosen(spokes(20), all));
  });

  test('takes 400 of more, and the ring is among them', () => {
    const pairs = chosen(spokes(21), auto);
    expect(pairs).toHaveLength(400);
    expect(pairs).toEqual(expect.arrayContaining(chosen(spokes(21), ring)));
    expect(new Set(chosen(spokes(100), auto)).size).toBe(400);
  });

  test('takes the ring where that alone has more', () => {
    expect(chosen(spokes(500), auto)).toEqual(chosen(spokes(500), ring));
  });
});
