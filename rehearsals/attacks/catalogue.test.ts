import { beforeAll, describe, expect, test } from '@jest/globals';
import { attackLine, runAttacks } from './all-attacks';
import { allAttacks, attackKinds, attacksNamed } from './catalogue';
import type { AttackResult } from './run-attack';

describe('The catalogue of attacks', () => {
  test('is long, and has every kind', () => {
    expect(allAttacks.length).toBeGreaterThanOrEqual(120);
    expect(attackKinds.map(({ kind }) => kind)).toEqual([
      'foreign answers',
      'bytes',
      'time',
      'guests',
      'text',
      'secrets',
      'environment',
      'files',
      'two runs',
      'signals',
      'controls',
    ]);
    expect(attackKinds.filter(({ attacks }) => attacks.length < 5).map(({ kind }) => kind)).toEqual([]);
  });

  test('has a name for each, once', () => {
    const names = allAttacks.map(({ name }) => name.toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('has controls, which must come out green, so that not everything may be red', () => {
    expect(attacksNamed('controls').length).toBeGreaterThanOrEqual(10);
    expect(attacksNamed('controls').every(({ must }) => must.exits.join() === '0')).toBe(true);
  });

  test('lets no attack on a broken network end with 0', () => {
    const green = allAttacks.filter(({ name, must }) => /broken network/.test(name) && must.exits.includes(0));
    expect(green.map(({ name }) => name)).toEqual([]);
  });

  test('is searched by name and kind', () => {
    expect(attacksNamed('GZIP BOMB').length).toBeGreaterThan(2);
    expect(attacksNamed('two runs')).toEqual(attackKinds.find(({ kind }) => kind === 'two runs')?.attacks);
    expect(attacksNamed('no such attack')).toEqual([]);
  });
});

/** One of most kinds, none of which takes long; all of them are run by `npm run soak`. */
const handful = [
  'nothing odd at all',
  'Location leads to plain http',
  'a gzip stream that stops in the middle',
  'impostor at the address of spoke 2’s machine, with its key',
  'a page for people that holds the token',
  'SIGKILL when the survey is done',
];

describe('Comes to what is stated', () => {
  let results: AttackResult[] = [];

  beforeAll(async () => {
    results = await runAttacks(allAttacks.filter(({ name }) => handful.includes(name)));
  }, 240_000);

  test.each(handful)('%s', (name) => {
    const result = results.find(({ attack }) => attack.name === name);
    expect(result && (result.complaints.length > 0 ? attackLine(result) : 'as stated')).toBe('as stated');
  });
});
