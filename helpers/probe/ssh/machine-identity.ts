/** What a machine reports about itself: its host name, and the source address of the login. */
import { printable } from '../../printable/printable';
import type { ChannelLost, IdentityFailure } from '../outcome';
import { runCommand, type CommandResult } from './remote-command';
import type { SshConnection } from './ssh-connection';

export interface MachineIdentity {
  readonly kind: 'identity';
  readonly hostName: string;
  /** The client's address in SSH_CONNECTION; absent where sshd does not set it. */
  readonly from?: string;
}

/** Anything that a login script prints comes before this line. */
const mark = 'spokecheck:';

/** POSIX, and plain enough for csh and fish. `uname -n` is what `hostname` prints, and minimal images lack the latter. */
export const identityCommand = `echo "${mark}"; uname -n; echo "$SSH_CONNECTION"`;

async function askIdentity(connection: SshConnection, timeoutMs: number): Promise<MachineIdentity | Exclude<CommandResult, { kind: 'ended' }>> {
  const result = await runCommand(connection, identityCommand, timeoutMs);
  return result.kind === 'ended' ? parseIdentity(result.output) : result;
}

/**
 * Asks a machine who it is, and compares what it says with the computer name that Azure gave it.
 * @param computerName absent where Azure does not know it; then there is nothing to compare with
 */
export async function identify(connection: SshConnection, computerName: string | undefined, timeoutMs: number): Promise<MachineIdentity | IdentityFailure | ChannelLost> {
  const answer = await askIdentity(connection, timeoutMs);
  switch (answer.kind) {
    case 'identity': {
      const { hostName } = answer;
      return computerName === undefined || isComputerName(hostName, computerName) ? answer : { kind: 'wrong-machine', hostName, expected: computerName };
    }
    case 'failed':
      return { kind: 'command-failed', message: answer.message };
    case 'timed-out':
      return { kind: 'command-failed', message: `no answer within ${String(answer.timeoutMs / 1000)} s` };
    case 'lost':
      return { kind: 'channel-lost', message: answer.message };
  }
}

/** The identity in the command's output. */
export function parseIdentity(output: string): MachineIdentity | Extract<CommandResult, { kind: 'failed' }> {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const at = lines.lastIndexOf(mark);
  const hostName = at < 0 ? '' : printable(lines[at + 1] ?? '');
  if (!hostName) return { kind: 'failed', message: `the machine does not tell its name: ${printable(output) || 'no output'}` };
  const [from] = printable(lines[at + 2] ?? '').split(' ');
  return { kind: 'identity', hostName, ...(from && { from }) };
}

/**
 * Whether a host name is the computer name that Azure gave the machine. Case does not count, and the guest may call
 * itself by a name with the domain appended.
 */
export function isComputerName(hostName: string, computerName: string): boolean {
  const [said, given] = [hostName.toLowerCase(), computerName.toLowerCase()];
  return said === given || said.split('.')[0] === given;
}
