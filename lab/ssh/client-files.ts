/** The files that a client needs to log in, and the settings that name them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The settings that a run of the harness needs, by their environment names. */
export type ClientEnvironment = Readonly<Record<'SSH_USERNAME' | 'SSH_PRIVATE_KEY_FILE' | 'SSH_JUMP' | 'SSH_KNOWN_HOSTS_FILE', string>>;

interface ClientFiles {
  /** An existing folder. */
  readonly directory: string;
  readonly username: string;
  /** In OpenSSH's format. */
  readonly privateKey: string;
  /** The private keys of further users, by their names. */
  readonly furtherKeys: ReadonlyMap<string, string>;
  /** The text of a known hosts file. */
  readonly knownHosts: string;
  readonly jumpPort: number;
}

export interface WrittenFiles {
  readonly environment: ClientEnvironment;
  /** The private key of each user, by name. */
  readonly keyFiles: ReadonlyMap<string, string>;
}

/** Rejects where a file cannot be written. */
export async function writeClientFiles({ directory, username, privateKey, furtherKeys, knownHosts, jumpPort }: ClientFiles): Promise<WrittenFiles> {
  const files = { key: join(directory, 'id_ed25519'), knownHosts: join(directory, 'known_hosts') };
  // OpenSSH refuses a private key that others may read.
  await writeFile(files.key, privateKey, { mode: 0o600 });
  const keyFiles = new Map([[username, files.key]]);
  for (const [user, key] of furtherKeys) {
    const file = `${files.key}_of_${user}`;
    await writeFile(file, key, { mode: 0o600 });
    keyFiles.set(user, file);
  }
  await writeFile(files.knownHosts, knownHosts);
  const environment = { SSH_USERNAME: username, SSH_PRIVATE_KEY_FILE: files.key, SSH_JUMP: `127.0.0.1:${String(jumpPort)}`, SSH_KNOWN_HOSTS_FILE: files.knownHosts };
  return { environment, keyFiles };
}
