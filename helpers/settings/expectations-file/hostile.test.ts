import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { mistakesWith, networkId, runnerWith } from '../testing/test-environment';
import { expectationsSchema } from './schema';
import { schemaKeys } from './schema-keys';

const mistakesIn = (text: string): string[] => mistakesWith({ EXPECTATIONS_FILE: 'f.yaml' }, runnerWith({ 'f.yaml': { text }, '/home/tester/.ssh/spoke1': { text: '-----BEGIN OPENSSH PRIVATE KEY-----\n' } }));

const words = [...new Set(schemaKeys(expectationsSchema).flatMap(({ path }) => path.split(/[.[\]]+/)))];
const leaf = fc.oneof(fc.constantFrom(...words, '*', 'a/b', 'any', 'required', networkId(1, 'hub'), networkId(2, 'a'), '__proto__', 'constructor'), fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double());
const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'toString', '1', '') });

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 6 })),
}));

test('whatever a file holds, it is read or its mistakes are told with their places', () => {
  const isPlaced = (sentence: string): boolean => /^f\.yaml:[1-9]\d*:[1-9]\d* .*; expected .+\.$/s.test(sentence);
  fc.assert(fc.property(fc.oneof(fc.dictionary(key, tree).map((value) => stringify(value)), fc.string({ maxLength: 200 }), fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', ']', '{', '}', '&', '*', '!', '|', '"', "'", '#', ',', '?', '%', '<') })), (text) => {
    expect(mistakesIn(text).filter((sentence) => !isPlaced(sentence))).toEqual([]);
  }), { numRuns: 300 });
});

test("the README's example is read without mistakes", () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
  expect(mistakesWith({ HUB_VNET_ID: '', EXPECTATIONS_FILE: 'f.yaml' }, runnerWith({ 'f.yaml': { text: /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '' }, '/home/tester/.ssh/spoke1': { text: '-----BEGIN OPENSSH PRIVATE KEY-----\n' } }))).toEqual([]);
});
