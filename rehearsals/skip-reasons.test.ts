import { expect, test } from '@jest/globals';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest loads reporters as they are, so this one is not TypeScript.
const { skipLines } = require('./skip-reasons.cjs') as { skipLines: (results: unknown) => string[] };

const fileWith = (...tests: readonly (readonly [fullName: string, status: string])[]): unknown => ({ testResults: tests.map(([fullName, status]) => ({ fullName, status })) });

test('skipped tests are counted by the reason in their titles', () => {
  expect(
    skipLines([
      fileWith(['In the kernel (skipped: the kernel lab needs root) one', 'pending'], ['another', 'passed']),
      fileWith(['Recorded (skipped: no recordings) one', 'pending'], ['In the kernel (skipped: the kernel lab needs root) two', 'pending'], ['plain', 'pending']),
    ]),
  ).toEqual(['2 skipped: the kernel lab needs root', '1 skipped: no recordings', '1 skipped: no reason given']);
});

test('nothing is said where nothing was skipped', () => {
  expect(skipLines([fileWith(['one', 'passed'])])).toEqual([]);
});
