import { createPrivateKey, sign } from 'node:crypto';
import { utils, type ParsedKey } from 'ssh2';
import type { KeyPair } from '../testing/keys';
import { isSignature } from './signature';

const data = Buffer.from('what is signed');

/** As SSH writes a number that is not negative: its length, and a zero before a leading bit. */
function mpint(number: Buffer): Buffer {
  const digits = number.subarray(number.findIndex((byte) => byte !== 0));
  const content = (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.from([0]), digits]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

function parsed({ private: text }: KeyPair): ParsedKey {
  const key: ParsedKey | Error = utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}

describe.each([
  [256, 'sha256'],
  [384, 'sha384'],
  [521, 'sha512'],
] as const)('ECDSA over P-%i', (bits, hash) => {
  const key = parsed(utils.generateKeyPairSync('ecdsa', { bits }));
  const both = sign(hash, data, { key: createPrivateKey(key.getPrivatePEM()), dsaEncoding: 'ieee-p1363' });
  const signature = Buffer.concat([mpint(both.subarray(0, both.length / 2)), mpint(both.subarray(both.length / 2))]);

  test('a signature as agents send it is one', () => {
    expect(isSignature(signature, key, data)).toBe(true);
  });

  test.each([
    ['of something else', signature, Buffer.from('another')],
    ['that is cut off', signature.subarray(0, -1), data],
    ['with something behind it', Buffer.concat([signature, Buffer.from([0])]), data],
    ['that is empty', Buffer.alloc(0), data],
  ])('one %s is none', (_what, bytes, signed) => {
    expect(isSignature(bytes, key, signed)).toBe(false);
  });
});

test.each(['sha256', 'sha512'] as const)('an RSA signature is one with its own hash alone: %s', (hash) => {
  const key = parsed(utils.generateKeyPairSync('rsa', { bits: 2048 }));
  const signature = key.sign(data, hash);
  const another = hash === 'sha256' ? 'sha512' : 'sha256';
  expect([isSignature(signature, key, data, hash), isSignature(signature, key, data, another)]).toEqual([true, false]);
});
