/** Ed25519 key pairs in OpenSSH's formats, made when they are first needed and kept for the life of the lab. */
import { utils, type ParsedKey } from 'ssh2';

interface KeyPair {
  /** OpenSSH's private key format, not encrypted. */
  readonly privateKey: string;
  /** `ssh-ed25519 <base64>`: as in authorized_keys, and after the host name in known_hosts. */
  readonly publicKey: string;
}

/** Length of an Ed25519 public key as SSH writes it: the key's type and 32 bytes, each after its length (RFC 8709 §4). */
const publicKeyBytes = 4 + 'ssh-ed25519'.length + 4 + 32;

/** ssh2 1.17 strips a leading zero byte from the public key, which spoils one pair in 256; such a pair is thrown away. */
export function makeKeyPair(): KeyPair {
  for (;;) {
    const pair = utils.generateKeyPairSync('ed25519');
    if (publicKeyLength(pair.public) === publicKeyBytes) return { privateKey: pair.private, publicKey: pair.public };
  }
}

export function publicKeyLength(publicKey: string): number {
  return Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').length;
}

/** As ssh2 compares keys. */
export const parsedPublicKey = ({ publicKey }: KeyPair): ParsedKey => utils.parseKey(publicKey) as ParsedKey;

/** Which of its keys a host shows: the one in the known hosts file, or one that nobody has seen before. */
export type HostKeyChoice = 'known' | 'other';

export interface HostKeys {
  /** The same pair for the same owner and choice, always. */
  of(ownerId: string, choice: HostKeyChoice): KeyPair;
}

/** By the name of the user: the same pair for the same one, always. */
export type UserKeys = (username: string) => KeyPair;

export function createUserKeys(): UserKeys {
  const pairs = createHostKeys();
  return (username) => pairs.of(username, 'known');
}

/** The users that machines name, each once and without the one that all others have. */
export const furtherUsers = (machines: readonly { readonly sshUser?: string }[], username: string): string[] => [...new Set(machines.flatMap(({ sshUser }) => sshUser ?? []))].filter((user) => user !== username);

export function createHostKeys(): HostKeys {
  const pairs = new Map<string, KeyPair>();
  return {
    of(ownerId, choice) {
      const name = `${choice} ${ownerId}`;
      const pair = pairs.get(name) ?? makeKeyPair();
      pairs.set(name, pair);
      return pair;
    },
  };
}
