import { expect, test } from '@jest/globals';
import { quote } from './quote';

test('a value is shown in quotes, odd characters escaped', () => {
  expect(quote('a "b"\n\u202e')).toBe(String.raw`"a \"b\""`);
});

test('a long value is cut', () => {
  expect(quote('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
});

test.each(['-----BEGIN RSA PRIVATE KEY-----', 'PuTTY-User-Key-File-3: ssh-rsa', 'me:secret@host', 'https://me:secret@host/', 'a:b\n@'])('%j may hold a secret and is not shown', (value) => {
  expect(quote(value)).toBe('a value that is not shown, for it may hold a secret');
});
