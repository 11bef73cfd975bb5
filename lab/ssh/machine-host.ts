/** A virtual machine as the SSH server shows it: its host key, whom it lets in, what its shell says, what it forwards. */
import { answerLogin, type Credentials, type LoginPolicy } from './authentication';
import { answersLoginItsWay, hostileParts } from './hostile-host';
import { hostKeyChoice, hostNameOf, type MachineBehaviour } from './behaviour';
import { forwardingForbidden } from './channel-refusal';
import type { Host } from './daemon';
import { parsedPublicKey } from './keys';
import type { SshContext } from './ssh-context';
import type { Connect } from './machines';
import type { Machine } from './reach';
import { runCommandLine, type ShellEnvironment } from './shell';

/** A connection that has reached a machine, as the machine sees it. */
export interface IncomingConnection {
  readonly machine: Machine;
  readonly clientAddress: string;
  readonly clientPort: number;
  readonly serverAddress: string;
}

export function machineHost(shared: SshContext, behaviour: MachineBehaviour, incoming: IncomingConnection, connect: Connect): Host {
  const { machine, clientAddress } = incoming;
  const credentials = credentialsOn(shared, machine);
  const policy = loginPolicy(behaviour, credentials.password !== undefined);
  const isSilent = (): boolean => shared.visits.isSilent(machine, behaviour);
  return {
    ...hostileParts(behaviour),
    ...(behaviour.kind === 'falls-silent' && { takeOver: isSilent }),
    hostKey: shared.hostKeys.of(machine.id, hostKeyChoice(behaviour)).privateKey,
    answerLogin(context) {
      if (answersLoginItsWay(context, behaviour)) return;
      if (!isSilent()) answerLogin(context, credentials, policy);
    },
    loggedIn(username) {
      shared.logins.push({ on: hostNameOf(behaviour, machine.name), username, from: clientAddress });
    },
    run(command, username) {
      return behaviour.kind === 'session-dies' ? undefined : runCommandLine(command, shellEnvironment(behaviour, incoming, username));
    },
    forward(channel) {
      if (behaviour.kind === 'forwarding-forbidden') channel.refuse(forwardingForbidden);
      else if (behaviour.kind !== 'forwarding-silence' && !isSilent()) connect(channel, machine);
    },
  };
}

function credentialsOn({ credentials, userKeys }: SshContext, { sshUser }: Machine): Credentials {
  return sshUser === undefined ? credentials : { ...credentials, username: sshUser, publicKey: parsedPublicKey(userKeys(sshUser)) };
}

function loginPolicy(behaviour: MachineBehaviour, hasPassword: boolean): LoginPolicy {
  if (behaviour.kind === 'password-only') return { offers: ['password'], trustsKey: false };
  if (behaviour.kind === 'key-refused') return { offers: ['publickey'], trustsKey: false };
  return { offers: hasPassword ? ['publickey', 'password'] : ['publickey'], trustsKey: true };
}

/** The variables are those that sshd sets (sshd(8), sshd_config of Ubuntu's images); SSH_CONNECTION is client, port, server, port. */
function shellEnvironment(behaviour: MachineBehaviour, incoming: IncomingConnection, username: string): ShellEnvironment {
  const { machine, clientAddress, clientPort, serverAddress } = incoming;
  const port = String(machine.sshPort);
  return {
    hostName: hostNameOf(behaviour, machine.hostName),
    variables: new Map([
      ['USER', username],
      ['LOGNAME', username],
      ['HOME', `/home/${username}`],
      ['SSH_CLIENT', `${clientAddress} ${String(clientPort)} ${port}`],
      ['SSH_CONNECTION', `${clientAddress} ${String(clientPort)} ${serverAddress} ${port}`],
    ]),
  };
}
