/** Starts the lab's SSH side: a jump host on loopback, the machines behind it, and the files that a client needs to log in. */
import { type ParsedKey, utils } from 'ssh2';
import { type Behaviours, createBehaviours } from './behaviour';
import { writeClientFiles, type ClientEnvironment } from './client-files';
import { startJumpHost } from './jump-host';
import { createHostKeys, makeKeyPair } from './keys';
import { knownHosts } from './known-hosts';
import type { SshContext, Login } from './ssh-context';
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
  readonly environment: ClientEnvironment;
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
  const shared: SshContext = {
    reach,
    behaviours,
    credentials: { username, publicKey: utils.parseKey(userKey.publicKey) as ParsedKey, ...(password !== undefined && { password }) },
    hostKeys: createHostKeys(),
    logins,
  };
  const jumpHost = await startJumpHost(shared, createConnect(shared));
  try {
    const known = knownHosts({ ...shared, machines: reach.machines() }, jumpHost.port);
    const environment = await writeClientFiles({ directory, username, privateKey: userKey.privateKey, knownHosts: known, jumpPort: jumpHost.port });
    return { environment, behaviours, logins, close: () => jumpHost.close() };
  } catch (error) {
    await jumpHost.close();
    throw error;
  }
}
