/** The way in to the private machines: an SSH server on loopback that forwards channels and offers nothing else. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { answerLogin } from './authentication';
import { forwardingForbidden } from './channel-refusal';
import { type Host, serveSsh } from './daemon';
import { jumpHostName, type Lab } from './lab';
import type { Connect } from './machines';
import { sayNothing } from './silence';

export interface JumpHost {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Breaks every connection; those to the machines go with them, for all of them lead through here. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on a port that is free. */
export async function startJumpHost(lab: Lab, connect: Connect): Promise<JumpHost> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    answer(socket, lab, connect);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}

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
