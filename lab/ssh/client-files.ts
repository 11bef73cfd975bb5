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
  /** The text of a known hosts file. */
  readonly knownHosts: string;
  readonly jumpPort: number;
}

/** Rejects where a file cannot be written. */
export async function writeClientFiles({ directory, username, privateKey, knownHosts, jumpPort }: ClientFiles): Promise<ClientEnvironment> {
  const files = { key: join(directory, 'id_ed25519'), knownHosts: join(directory, 'known_hosts') };
  // OpenSSH refuses a private key that others may read.
  await writeFile(files.key, privateKey, { mode: 0o600 });
  await writeFile(files.knownHosts, knownHosts);
  return { SSH_USERNAME: username, SSH_PRIVATE_KEY_FILE: files.key, SSH_JUMP: `127.0.0.1:${String(jumpPort)}`, SSH_KNOWN_HOSTS_FILE: files.knownHosts };
}
