/** The jump host, the access path to the private machines: an SSH server on loopback that forwards channels and offers nothing else. */
import type { Socket } from 'node:net';
import { answerLogin } from './authentication';
import { answersLoginItsWay, hostileParts } from './hostile-host';
import { misbehave } from './misbehave';
import { forwardingForbidden } from './channel-refusal';
import { type Host, serveSsh } from './daemon';
import { jumpHostName, type SshContext } from './ssh-context';
import { openLoopbackPort, type LoopbackPort } from './loopback-port';
import type { Connect } from './machines';

/** Listens on 127.0.0.1, on a port that is free. When it is closed, connections to the machines go with it, for all of them lead through here. */
export const startJumpHost = (shared: SshContext, connect: Connect): Promise<LoopbackPort> => openLoopbackPort((socket) => { answer(socket, shared, connect); });

function answer(socket: Socket, shared: SshContext, connect: Connect): void {
  switch (shared.behaviours.jump.kind) {
    case 'down':
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      break;
    default:
      if (misbehave(socket, shared.behaviours.jump)) break;
      serveSsh(socket, jumpHost(shared, socket.remoteAddress ?? '', connect));
  }
}

function jumpHost(shared: SshContext, from: string, connect: Connect): Host {
  const { jump } = shared.behaviours;
  const hasPassword = shared.credentials.password !== undefined;
  return {
    ...hostileParts(jump),
    hostKey: shared.hostKeys.of(jumpHostName, jump.kind === 'changed-host-key' ? 'other' : 'known').privateKey,
    answerLogin(context) {
      if (answersLoginItsWay(context, jump)) return;
      const offersPassword = hasPassword && jump.kind !== 'key-refused';
      answerLogin(context, shared.credentials, {
        offers: offersPassword ? ['publickey', 'password'] : ['publickey'],
        trustsKey: jump.kind !== 'key-refused',
      });
    },
    loggedIn(username) {
      shared.logins.push({ on: jumpHostName, username, from });
    },
    forward(channel) {
      if (jump.kind === 'forwarding-forbidden') channel.refuse(forwardingForbidden);
      else if (jump.kind !== 'forwarding-silence') connect(channel, jumpHostName);
    },
  };
}
