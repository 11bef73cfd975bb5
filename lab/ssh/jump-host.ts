/** The way in to the private machines: an SSH server on loopback that forwards channels and offers nothing else. */
import type { Socket } from 'node:net';
import { answerLogin } from './authentication';
import { forwardingForbidden } from './channel-refusal';
import { type Host, serveSsh } from './daemon';
import { jumpHostName, type Lab } from './lab';
import { openLoopbackPort, type LoopbackPort } from './loopback-port';
import type { Connect } from './machines';
import { sayNothing } from './silence';

/** Listens on 127.0.0.1, on a port that is free. When it is closed, connections to the machines go with it, for all of them lead through here. */
export const startJumpHost = (lab: Lab, connect: Connect): Promise<LoopbackPort> => openLoopbackPort((socket) => { answer(socket, lab, connect); });

function answer(socket: Socket, lab: Lab, connect: Connect): void {
  switch (lab.behaviours.jump.kind) {
    case 'down':
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      break;
    case 'no-banner':
      sayNothing(socket);
      break;
    default:
      serveSsh(socket, jumpHost(lab, socket.remoteAddress ?? '', connect));
  }
}

function jumpHost(lab: Lab, from: string, connect: Connect): Host {
  const { jump } = lab.behaviours;
  const hasPassword = lab.credentials.password !== undefined;
  return {
    hostKey: lab.hostKeys.of(jumpHostName, jump.kind === 'changed-host-key' ? 'other' : 'known').privateKey,
    answerLogin(context) {
      const offersPassword = hasPassword && jump.kind !== 'key-refused';
      answerLogin(context, lab.credentials, {
        offers: offersPassword ? ['publickey', 'password'] : ['publickey'],
        trustsKey: jump.kind !== 'key-refused',
      });
    },
    loggedIn(username) {
      lab.logins.push({ on: jumpHostName, username, from });
    },
    forward(channel) {
      if (jump.kind === 'forwarding-forbidden') channel.refuse(forwardingForbidden);
      else connect(channel, jumpHostName);
    },
  };
}
