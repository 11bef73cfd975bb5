/** Key pairs for tests. */
import { utils } from 'ssh2';

export type KeyPair = ReturnType<typeof utils.generateKeyPairSync>;

/** An Ed25519 pair in OpenSSH's formats. ssh2 1.17 spoils one in some hundreds (it strips a leading zero): that one is not used. */
export function newKeyPair(): KeyPair {
  for (;;) {
    const pair = utils.generateKeyPairSync('ed25519');
    const sound = [pair.private, pair.public].every((text) => !(utils.parseKey(text) instanceof Error));
    if (sound) return pair;
  }
}

/** The key as it travels, which is also what known_hosts holds in base64. */
export function publicKeyOf(pair: KeyPair): Buffer {
  return Buffer.from(pair.public.split(' ')[1] ?? '', 'base64');
}
