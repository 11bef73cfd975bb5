/** One hop: a stream to a machine, and an SSH login over it. */
import type { Duplex } from 'node:stream';
import type { LoginContext } from './login-context';
import { handshake } from './handshake';
import { guardHostKey } from '../host-keys/host-key-guard';
import type { HopFailure, AccessPathFailure } from '../outcome';
import type { LoggedIn } from './ssh-connection';

/** A stream to a machine, open as far as TCP goes. */
export interface OpenStream {
  readonly kind: 'open';
  readonly stream: Duplex;
}

/** The name and port under which known_hosts speaks of a machine. */
export interface LoginTarget {
  readonly address: string;
  readonly port: number;
}

/**
 * Opens a stream to the machine and logs in over it. The stream is opened last, so that no event of it is missed, and
 * is destroyed if the login fails. Never rejects for what the network or the other machine does.
 */
export async function logIn<Failure extends AccessPathFailure>(
  openStream: () => Promise<OpenStream | Failure>,
  target: LoginTarget,
  access: LoginContext,
): Promise<LoggedIn | HopFailure | Failure> {
  const { credentials } = access;
  if (credentials.status === 'unusable') return { kind: 'not-tried', message: credentials.message };
  const guard = await guardHostKey(target.address, target.port, access);
  if (guard.kind !== 'guard') return guard;
  const opened = await openStream();
  if (opened.kind !== 'open') return opened;
  return handshake(opened.stream, guard, credentials.loginAs(access.username), access.timeouts);
}
