/** A machine that is logged in to by SSH, as a place to start from. */
import { hostNamesOf, type Endpoint } from '../endpoint';
import type { AccessPathFailure, IdentityFailure, SshFailure } from '../outcome';
import type { ProbeTimeouts } from '../timeouts';
import type { OpenStream, Reached, VantagePoint } from '../vantage-point';
import { openForwardedChannel } from './forwarded-channel';
import { logIn } from './login';
import type { LoginContext } from './login-context';
import { identify } from './machine-identity';
import { runCommand } from './remote-command';
import type { SshConnection } from './ssh-connection';

/**
 * Logs in to a machine in order to start from there. One whose host name is known is asked who it is before anything
 * else: from another machine at its address nothing is started, and the connection to it is closed.
 */
export async function reachBySsh<Failure extends AccessPathFailure>(
  openStream: () => Promise<OpenStream | Failure>,
  target: Endpoint,
  login: LoginContext,
  timeouts: ProbeTimeouts,
): Promise<Reached | SshFailure | IdentityFailure | Failure> {
  const result = await logIn(openStream, target, login, timeouts);
  if (result.kind !== 'logged-in') return result;
  const { connection } = result;
  if (hostNamesOf(target).length > 0) {
    const answer = await identify(result, target, login.machines, timeouts.commandTimeoutMs);
    if (answer.kind !== 'identity') {
      connection.close();
      return answer;
    }
  }
  return { kind: 'reached', from: sshVantagePoint(connection) };
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
