/** An SSH login to a machine, over a stream that is opened for it. */
import { othersThan, type Endpoint } from '../endpoint';
import { guardHostKey } from '../host-keys/host-key-guard';
import type { AccessPathFailure, SshFailure } from '../outcome';
import type { ProbeTimeouts } from '../timeouts';
import type { OpenStream } from '../vantage-point';
import { handshake } from './handshake';
import type { LoginContext } from './login-context';
import type { LoggedIn } from './ssh-connection';

export interface ProvenLogin extends LoggedIn {
  /** The host key was known before this run, as that of this machine and of no other machine of the deployment. */
  readonly provesHost: boolean;
}

/**
 * Opens a stream to the machine and logs in over it. The target's address and port are what known_hosts has it under.
 * The stream is opened last, so that no event of it is missed, and is destroyed if the login fails. Never rejects for
 * what the network or the other machine does.
 */
export async function logIn<Failure extends AccessPathFailure>(
  openStream: () => Promise<OpenStream | Failure>,
  target: Pick<Endpoint, 'name' | 'address' | 'port'>,
  login: LoginContext,
  timeouts: ProbeTimeouts,
): Promise<ProvenLogin | SshFailure | Failure> {
  const { credentials } = login;
  if (credentials.status === 'unusable') return { kind: 'not-tried', message: credentials.message };
  const others = othersThan(target, login.machines).flatMap(({ addresses }) => addresses);
  const guard = await guardHostKey(target.address, target.port, login, others);
  if (guard.kind !== 'guard') return guard;
  const opened = await openStream();
  if (opened.kind !== 'open') return opened;
  const result = await handshake(opened.stream, guard, credentials.loginAs(login.username, timeouts), timeouts);
  return result.kind === 'logged-in' ? { ...result, provesHost: guard.provesHost() } : result;
}
