import { expect, test } from '@jest/globals';
import { readRedactSettings, redactsOf } from './redact-settings';

test.each([
  ['ids', { ids: true, addresses: false }],
  ['addresses', { ids: false, addresses: true }],
  ['IDs, Addresses', { ids: true, addresses: true }],
])('REDACT=%s', (text, redacts) => {
  expect(readRedactSettings({ REDACT: text })).toEqual({ ok: true, value: { redacts } });
  expect(redactsOf({ REDACT: text })).toEqual(redacts);
});

test('without it nothing is hidden; where it is not understood everything is, until that is told', () => {
  expect(readRedactSettings({})).toEqual({ ok: true, value: {} });
  expect(redactsOf({ REDACT: ' ' })).toBeUndefined();
  expect(redactsOf({ REDACT: 'names' })).toEqual({ ids: true, addresses: true });
  expect(readRedactSettings({ REDACT: 'names' })).toEqual({ ok: false, mistakes: [{ variable: 'REDACT', wrong: 'holds "names"', expected: 'ids, addresses, or both, separated by commas or spaces' }] });
});

test('a key that can be guessed is refused, and not shown', () => {
  expect(readRedactSettings({ REDACT: 'ids', REDACT_KEY: 'short' })).toEqual({ ok: false, mistakes: [{ variable: 'REDACT_KEY', wrong: 'is shorter than 16 characters', expected: 'a random text that nobody can guess' }] });
  expect(readRedactSettings({ REDACT: 'ids', REDACT_KEY: 'not so short at all' })).toMatchObject({ ok: true, value: { redactKey: 'not so short at all' } });
});
