/** Starts the lab's SSH side: a jump host on loopback, the machines behind it, and the files that a client needs to log in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedKey, utils } from 'ssh2';
import { type Behaviours, createBehaviours } from './behaviour';
import { startJumpHost } from './jump-host';
import { createHostKeys, makeKeyPair } from './keys';
import { knownHosts } from './known-hosts';
import type { Lab, Login } from './lab';
import { createConnect } from './machines';
import type { Reach } from './reach';

export interface SshOptions {
  readonly reach: Reach;
  /** An existing folder for the private key and the known hosts file. */
  readonly directory: string;
  readonly behaviours?: Behaviours;
  /** The user on every machine; `azureuser` where not given. */
  readonly username?: string;
  /** Where given, the hosts take it too, beside the key. */
  readonly password?: string;
}

export interface SshSide {
  /** The settings that a run of the harness needs, by their environment names. */
  readonly environment: Readonly<Record<'SSH_USERNAME' | 'SSH_PRIVATE_KEY_FILE' | 'SSH_JUMP' | 'SSH_KNOWN_HOSTS_FILE', string>>;
  readonly behaviours: Behaviours;
  /** Grows with every login. */
  readonly logins: readonly Login[];
  /** Ends every connection. The files stay. */
  close(): Promise<void>;
}

/** Rejects where a file cannot be written; nothing listens then. */
export async function startSsh({ reach, directory, behaviours = createBehaviours(), username = 'azureuser', password }: SshOptions): Promise<SshSide> {
  const userKey = makeKeyPair();
  const logins: Login[] = [];
  const lab: Lab = {
    reach,
    behaviours,
    credentials: { username, publicKey: utils.parseKey(userKey.publicKey) as ParsedKey, ...(password !== undefined && { password }) },
    hostKeys: createHostKeys(),
    logins,
  };
  const files = { key: join(directory, 'id_ed25519'), knownHosts: join(directory, 'known_hosts') };
  // OpenSSH refuses a private key that others may read.
  await writeFile(files.key, userKey.privateKey, { mode: 0o600 });
  const jumpHost = await startJumpHost(lab, createConnect(lab));
  try {
    await writeFile(files.knownHosts, knownHosts(lab, jumpHost.port));
  } catch (error) {
    await jumpHost.close();
    throw error;
  }
  return {
    environment: {
      SSH_USERNAME: username,
      SSH_PRIVATE_KEY_FILE: files.key,
      SSH_JUMP: `127.0.0.1:${String(jumpHost.port)}`,
      SSH_KNOWN_HOSTS_FILE: files.knownHosts,
    },
    behaviours,
    logins,
    close: () => jumpHost.close(),
  };
}
