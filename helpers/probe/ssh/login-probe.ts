/** SSH-01's observation: a login from one spoke's VM to another's, as far as it gets. */
import type { Endpoint } from '../endpoint';
import { openForwardedChannel } from './forwarded-channel';
import { logIn } from './login';
import { askIdentity, isComputerName, type MachineIdentity } from './machine-identity';
import type { LoginOutcome } from '../outcome';
import { runCommand } from './remote-command';
import type { SshConnection } from './ssh-connection';
import type { AccessPath } from '../access-paths';

/**
 * Logs in to A over its access path, lets A open a connection to B's private address, and does a whole SSH handshake and login
 * with B through it; so the packets to B are A's own, and no key leaves the runner. Never rejects for what the network
 * or a machine does.
 */
export async function attemptLogin({ accessPath, to }: { readonly accessPath: AccessPath; readonly to: Endpoint }): Promise<LoginOutcome> {
  const reached = await accessPath.connect();
  if (reached.kind === 'access-path-failed') return reached;
  const outcome = await loginFrom(reached.connection, to, accessPath);
  if (!mayBeTheAccessPath(outcome) || (await stillAnswers(reached.connection, accessPath))) return outcome;
  reached.connection.close();
  return { kind: 'channel-lost', message: `${accessPath.machine.name} itself has stopped answering` };
}

async function loginFrom(via: SshConnection, to: Endpoint, { access }: AccessPath): Promise<LoginOutcome> {
  const { channelTimeoutMs, commandTimeoutMs } = access.timeouts;
  const login = await logIn(() => openForwardedChannel(via, to, channelTimeoutMs), to, access);
  if (login.kind !== 'logged-in') return login;
  const answer = await askIdentity(login.connection, commandTimeoutMs);
  login.connection.close();
  switch (answer.kind) {
    case 'identity':
      return compare(answer, to.computerName);
    case 'failed':
      return { kind: 'command-failed', message: answer.message };
    case 'timed-out':
      return { kind: 'command-failed', message: `no answer within ${String(answer.timeoutMs / 1000)} s` };
    case 'lost':
      return { kind: 'channel-lost', message: answer.message };
  }
}

function compare({ hostName, from }: MachineIdentity, computerName: string | undefined): LoginOutcome {
  if (computerName !== undefined && !isComputerName(hostName, computerName)) {
    return { kind: 'wrong-machine', hostName, expected: computerName };
  }
  return { kind: 'landed', hostName, ...(from && { from }), compared: computerName !== undefined };
}

/** Silence and a broken connection look alike whether B or A is at fault. */
function mayBeTheAccessPath({ kind }: LoginOutcome): boolean {
  return ['timed-out', 'no-banner', 'went-silent', 'channel-lost', 'command-failed'].includes(kind);
}

/** Asks A for a sign of life, lest B be blamed for an access path that has broken. That A will not run a command is one, too. */
async function stillAnswers(via: SshConnection, { access }: AccessPath): Promise<boolean> {
  const { kind } = await runCommand(via, 'uname -n', access.timeouts.commandTimeoutMs);
  return kind === 'ended' || kind === 'failed';
}
