/** A machine that is logged in to by SSH, as a place to start from. */
import type { AccessPathFailure, SshFailure } from '../outcome';
import type { Reached, VantagePoint } from '../vantage-point';
import { openForwardedChannel } from './forwarded-channel';
import { logIn } from './login';
import { runCommand } from './remote-command';
import type { SshConnection } from './ssh-connection';

/** Logs in to a machine in order to start from there. */
export async function reachBySsh<Failure extends AccessPathFailure>(
  ...[openStream, target, login, timeouts]: Parameters<typeof logIn<Failure>>
): Promise<Reached | SshFailure | Failure> {
  const result = await logIn(openStream, target, login, timeouts);
  return result.kind === 'logged-in' ? { kind: 'reached', from: sshVantagePoint(result.connection) } : result;
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
