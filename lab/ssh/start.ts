/** Starts the lab's SSH side: a jump host on loopback, the machines behind it, and the files that a client needs to log in. */
import { type Behaviours, createBehaviours } from './behaviour';
import { writeClientFiles, type WrittenFiles } from './client-files';
import { openDelayedPort } from './delayed-port';
import { startJumpHost } from './jump-host';
import { createHostKeys, createUserKeys, furtherUsers, parsedPublicKey } from './keys';
import { knownHosts } from './known-hosts';
import type { LoopbackPort } from './loopback-port';
import type { SshContext, Login } from './ssh-context';
import { createConnect } from './machines';
import type { Reach } from './reach';
import { createVisits } from './visits';

export interface SshOptions {
  readonly reach: Reach;
  /** An existing folder for the private key and the known hosts file. */
  readonly directory: string;
  readonly behaviours?: Behaviours;
  /** The user on every machine that names none of its own; `azureuser` where not given. */
  readonly username?: string;
  /** Where given, the hosts take it too, beside the key. */
  readonly password?: string;
  /** How far away the jump host lies, and all behind it: the milliseconds that a byte takes each way. None where not given. */
  readonly oneWayMs?: number;
}

export interface SshSide extends WrittenFiles {
  readonly behaviours: Behaviours;
  /** Grows with every login. */
  readonly logins: readonly Login[];
  /** Ends every connection. The files stay. */
  close(): Promise<void>;
}

/** Rejects where a file cannot be written; nothing listens then. */
export async function startSsh({ reach, directory, behaviours = createBehaviours(), username = 'azureuser', password, oneWayMs = 0 }: SshOptions): Promise<SshSide> {
  const userKeys = createUserKeys();
  const logins: Login[] = [];
  const shared: SshContext = {
    reach,
    behaviours,
    credentials: { username, publicKey: parsedPublicKey(userKeys(username)), ...(password !== undefined && { password }) },
    userKeys,
    hostKeys: createHostKeys(),
    visits: createVisits(),
    logins,
  };
  const { port, close } = await openWayIn(shared, oneWayMs);
  try {
    const known = knownHosts({ ...shared, machines: reach.machines() }, port);
    const furtherKeys = new Map(furtherUsers(reach.machines(), username).map((user) => [user, userKeys(user).privateKey]));
    const written = await writeClientFiles({ directory, username, privateKey: userKeys(username).privateKey, furtherKeys, knownHosts: known, jumpPort: port });
    return { ...written, behaviours, logins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The jump host, and in front of it the distance. */
async function openWayIn(shared: SshContext, oneWayMs: number): Promise<LoopbackPort> {
  const jumpHost = await startJumpHost(shared, createConnect(shared));
  if (oneWayMs === 0) return jumpHost;
  const { port, close } = await openDelayedPort(jumpHost.port, oneWayMs);
  return {
    port,
    async close() {
      await close();
      await jumpHost.close();
    },
  };
}
