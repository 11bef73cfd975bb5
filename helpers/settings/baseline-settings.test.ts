import { expect, test } from '@jest/globals';
import { readBaselineSettings } from './baseline-settings';
import { runnerWith } from './testing/test-environment';

test.each([
  [undefined, {}],
  ['  ', {}],
  ['last', { baseline: { kind: 'last' } }],
  ['Previous', { baseline: { kind: 'last' } }],
  ['./last', { baseline: { kind: 'path', path: './last' } }],
  ['~/runs/a', { baseline: { kind: 'path', path: '/home/tester/runs/a' } }],
])('BASELINE_FILE=%s', (text, value) => {
  expect(readBaselineSettings({ BASELINE_FILE: text }, runnerWith())).toEqual({ ok: true, value });
});
