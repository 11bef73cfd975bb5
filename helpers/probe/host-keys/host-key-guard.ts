/** Decides, for one connection, whether the host key that the server presents is trusted. */
import type { ServerHostKeyAlgorithm } from 'ssh2';
import { askKnownHosts, fingerprintOf, knownHostsName, knownKeyTypes, linesFor, remarksOn, type HostKeyAnswer, type KnownHostsLine } from './known-hosts';
import type { KnownHosts } from './known-hosts-file';
import type { SshFailure } from '../outcome';
import { messageOf } from '../../printable/printable';
import type { SshSettings } from '../ssh-settings';

export interface HostKeyGuard {
  readonly kind: 'guard';
  /** What to negotiate first: the types of the keys that are known for the host. */
  readonly preferredAlgorithms: readonly ServerHostKeyAlgorithm[];
  /** Judges the key that the server presents; undefined accepts it. The server has yet to prove that the key is its own. */
  refuses(key: Buffer): SshFailure | undefined;
  /** To be called once it has: writes down a new key. Nothing secret may be sent until this has resolved to undefined. */
  confirm(): Promise<SshFailure | undefined>;
  /** Whether the key that was presented was known before this run, as that of this host and of none of the others. */
  provesHost(): boolean;
}

/** A key type in known_hosts and the signature algorithms that use it; RSA keys sign in three ways (RFC 8332). */
const algorithmsByKeyType: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/**
 * Reads what is known of a host; `not-tried` where the file cannot be read: then nothing is known either way.
 * @param others the addresses of other machines, which may be known by the same key: clones of one image are
 */
export async function guardHostKey(
  host: string,
  port: number,
  { knownHosts, hostKeys }: Pick<SshSettings, 'hostKeys'> & { readonly knownHosts: KnownHosts },
  others: readonly string[] = [],
): Promise<HostKeyGuard | SshFailure> {
  let all: readonly KnownHostsLine[];
  try {
    all = await knownHosts.lines();
  } catch (error) {
    return { kind: 'not-tried', message: `the known hosts file cannot be read: ${messageOf(error)}` };
  }
  const lines = linesFor(all, host, port);
  const failure = (answer: Exclude<HostKeyAnswer['kind'], 'known'>, key: Buffer): SshFailure => ({
    kind: `host-key-${answer}`,
    host: knownHostsName(host, port),
    fingerprint: fingerprintOf(key),
    remarks: remarksOn(lines),
  });
  let newKey: Buffer | undefined;
  let knownKey: Buffer | undefined;
  return {
    kind: 'guard',
    preferredAlgorithms: [...new Set(knownKeyTypes(lines).flatMap((type) => algorithmsByKeyType[type] ?? []))],
    refuses(key) {
      const answer = askKnownHosts(lines, key).kind;
      if (answer === 'known') {
        knownKey = key;
        return undefined;
      }
      if (answer !== 'unknown' || hostKeys !== 'accept-new') return failure(answer, key);
      // A connection may exchange keys again; the host key must not change then.
      if (newKey && !newKey.equals(key)) return failure('mismatch', key);
      newKey = key;
      return undefined;
    },
    async confirm() {
      if (!newKey) return undefined;
      try {
        const answer = (await knownHosts.remember(host, port, newKey)).kind;
        return answer === 'known' ? undefined : failure(answer, newKey);
      } catch (error) {
        return { kind: 'not-tried', message: `the new host key cannot be written to the known hosts file: ${messageOf(error)}` };
      }
    },
    provesHost() {
      const key = knownKey;
      if (!key || newKey || knownHosts.isOfThisRun(host, port, key)) return false;
      const sameKey = all.filter((line) => line.key?.equals(key));
      return !others.some((other) => askKnownHosts(linesFor(sameKey, other, port), key).kind === 'known');
    },
  };
}
