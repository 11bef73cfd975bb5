/** What a machine reports about itself: its host name, and the source address of the login. */
import { hostNamesOf, othersThan, type Endpoint, type NamedMachine } from '../endpoint';
import type { IdentityFailure } from '../outcome';
import { printable } from '../../printable/printable';
import type { ProvenLogin } from './login';
import { runCommand, type CommandResult } from './remote-command';

export interface MachineIdentity {
  readonly kind: 'identity';
  readonly hostName: string;
  /** The client's address in SSH_CONNECTION; absent where sshd does not set it. */
  readonly from?: string;
  /** What Azure knows it as, where that is another name and the host key proves the machine. */
  readonly expected?: string;
}

/** Anything that a login script prints comes before this line. */
const mark = 'spokecheck:';

/** POSIX, and plain enough for csh and fish. `uname -n` is what `hostname` prints, and minimal images lack the latter. */
export const identityCommand = `echo "${mark}"; uname -n; echo "$SSH_CONNECTION"`;

/**
 * Asks a machine that is logged in to who it is, and compares its host name where Azure knows one. A guest may have been renamed: the name that
 * its agent reported counts as well, and where its host key proves the machine, any but that of another machine. Within `timeoutMs`; never
 * rejects. The connection is left as it is.
 *
 * @param machines those of the deployment
 */
export async function identify(
  { connection, provesHost }: Pick<ProvenLogin, 'connection' | 'provesHost'>,
  target: Endpoint,
  machines: readonly NamedMachine[],
  timeoutMs: number,
): Promise<MachineIdentity | IdentityFailure> {
  const result = await runCommand(connection, identityCommand, timeoutMs);
  const answer = result.kind === 'ended' ? parseIdentity(result.output) : result;
  switch (answer.kind) {
    case 'identity':
      return compareName(answer, target, provesHost ? othersThan(target, machines) : 'unproven');
    case 'failed':
      return { kind: 'command-failed', message: answer.message };
    case 'timed-out':
      return { kind: 'command-failed', message: `no answer within ${String(answer.timeoutMs / 1000)} s` };
    case 'lost':
      return { kind: 'channel-lost', message: answer.message };
  }
}

/** @param others the other machines of the deployment, by whose names no proven machine may go */
function compareName(identity: MachineIdentity, target: Endpoint, others: readonly NamedMachine[] | 'unproven'): MachineIdentity | IdentityFailure {
  const { hostName } = identity;
  const known = hostNamesOf(target);
  if (known.length === 0 || known.some((name) => isComputerName(hostName, name))) return identity;
  const expected = known.join(' or ');
  const isAnother = others === 'unproven' || others.some(({ hostNames }) => hostNames.some((name) => isComputerName(hostName, name)));
  return isAnother ? { kind: 'wrong-machine', hostName, expected } : { ...identity, expected };
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
