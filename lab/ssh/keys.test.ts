import { createHostKeys, makeKeyPair, publicKeyLength } from './keys';

test('every public key is whole, also one that begins with a zero byte', () => {
  const lengths = Array.from({ length: 2000 }, () => publicKeyLength(makeKeyPair().publicKey));
  expect(new Set(lengths)).toEqual(new Set([51]));
});

test('a host keeps its keys, and shares them with no other host', () => {
  const hostKeys = createHostKeys();
  expect(hostKeys.of('a', 'known')).toBe(hostKeys.of('a', 'known'));
  const publicKeys = [hostKeys.of('a', 'known'), hostKeys.of('a', 'other'), hostKeys.of('b', 'known')].map(({ publicKey }) => publicKey);
  expect(new Set(publicKeys).size).toBe(3);
});
