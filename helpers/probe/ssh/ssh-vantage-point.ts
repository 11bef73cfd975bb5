/** A machine that is logged in to by SSH, as a place to start from. */
import type { Endpoint } from '../endpoint';
import type { AccessPathFailure, IdentityFailure, SshFailure } from '../outcome';
import type { Reached, VantagePoint } from '../vantage-point';
import { openForwardedChannel } from './forwarded-channel';
import type { ProbeTimeouts } from '../timeouts';
import { logIn } from './login';
import type { LoginContext } from './login-context';
import { identify } from './machine-identity';
import { runCommand } from './remote-command';
import type { SshConnection } from './ssh-connection';

/** Logs in to a machine in order to start from there. One that Azure knows by a computer name must bear it: what starts elsewhere proves nothing. */
export async function reachBySsh<Failure extends AccessPathFailure>(
  openStream: Parameters<typeof logIn<Failure>>[0],
  machine: Endpoint,
  ...[login, timeouts]: [LoginContext, ProbeTimeouts]
): Promise<Reached | SshFailure | IdentityFailure | Failure> {
  const result = await logIn(openStream, machine, login, timeouts);
  if (result.kind !== 'logged-in') return result;
  const { connection } = result;
  const identity = machine.computerName === undefined ? undefined : await identify(connection, machine.computerName, timeouts.commandTimeoutMs);
  if (identity === undefined || identity.kind === 'identity') return { kind: 'reached', from: sshVantagePoint(connection) };
  connection.close();
  return identity;
}

function sshVantagePoint(connection: SshConnection): VantagePoint {
  const { closed, isOpen, close } = connection;
  return {
    openTcp: (to, timeoutMs) => openForwardedChannel(connection, to, timeoutMs),
    async answers(timeoutMs) {
      // A machine that will not run a command lives, too.
      const { kind } = await runCommand(connection, 'uname -n', timeoutMs);
      return kind === 'ended' || kind === 'failed';
    },
    isOpen,
    closed,
    close,
  };
}
