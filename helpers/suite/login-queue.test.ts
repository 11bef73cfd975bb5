import { expect, test } from '@jest/globals';
import type { LoginWidth } from './login-queue';
import { createLoginQueue } from './login-queue';

/** Begins all at the same moment, and ends them one after the other, the oldest first. @returns which were under way together, each time one more had begun */
async function underWay(width: LoginWidth, pairs: readonly string[]): Promise<string[][]> {
  const queue = createLoginQueue(width);
  const [now, seen]: [Map<string, () => void>, string[][]] = [new Map(), []];
  const all = pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return queue.run({ from, to }, () => new Promise<void>((resolve) => {
      now.set(pair, resolve);
      seen.push([...now.keys()]);
    }));
  });
  const endOldest = async (): Promise<void> => {
    // Until no further one begins.
    for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    for (const [pair, end] of now) {
      now.delete(pair);
      end();
      break;
    }
    if (seen.length < pairs.length || now.size > 0) await endOldest();
  };
  await Promise.all([endOldest(), ...all]);
  return seen;
}

const wide = { atOnce: 100, fromOne: 100, toOne: 100, opening: 100 };

test('so many logins are under way at once, and no more', async () => {
  expect(await underWay({ ...wide, atOnce: 2 }, ['a>b', 'b>c', 'c>a'])).toEqual([['a>b'], ['a>b', 'b>c'], ['b>c', 'c>a']]);
});

test('the sources take turns', async () => {
  expect((await underWay({ ...wide, atOnce: 1 }, ['a>b', 'a>c', 'b>a', 'b>c', 'c>a'])).flat()).toEqual(['a>b', 'b>a', 'c>a', 'a>c', 'b>c']);
});

test('of one source there are so many, and others go before it meanwhile', async () => {
  expect(await underWay({ ...wide, fromOne: 1 }, ['a>b', 'a>c', 'b>c'])).toEqual([['a>b'], ['a>b', 'b>c'], ['b>c', 'a>c']]);
});

test('to one target there are so many, and a source goes on to its next meanwhile', async () => {
  expect(await underWay({ ...wide, toOne: 1 }, ['a>c', 'b>c', 'b>a'])).toEqual([['a>c'], ['a>c', 'b>a'], ['b>a', 'b>c']]);
});

test('so many sources begin at once, and go on while others wait for that', async () => {
  expect(await underWay({ ...wide, opening: 1 }, ['a>b', 'a>c', 'b>a', 'c>a'])).toEqual([['a>b'], ['a>b', 'a>c'], ['a>c', 'b>a'], ['c>a']]);
});

test('what comes of a job is what comes of its turn, and one that fails makes room', async () => {
  const queue = createLoginQueue({ ...wide, atOnce: 1 });
  const failing = queue.run({ from: 'a', to: 'b' }, () => Promise.reject(new Error('broke')));
  const next = queue.run({ from: 'a', to: 'c' }, () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broke');
  expect(await next).toBe('done');
});
