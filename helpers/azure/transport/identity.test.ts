import { expect, test } from '@jest/globals';
import { identityOf } from './identity';

const token = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

test('a token tells the object id of whom it speaks for', () => {
  expect(identityOf(token({ oid: '0A000000-0000-4000-8000-00000000000B', name: 'somebody' }))).toEqual({ objectId: '0a000000-0000-4000-8000-00000000000b' });
});

test.each([
  ['without the claim', token({ appid: 'x' })],
  ['with one that is no GUID', token({ oid: 'a secret' })],
  ['of another kind', 'opaque'],
  ['that is no JSON', 'e30.e30x.c2ln'],
  ['whose claims are null', token(null)],
])('a token %s tells nothing', (_what, text) => {
  expect(identityOf(text)).toBeUndefined();
});
