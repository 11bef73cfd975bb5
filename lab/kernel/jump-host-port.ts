/** The only access path: connections to a port of this machine's loopback, each handed to an sshd of its own in the namespace of the jump host. */
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { JumpBehaviour } from '../ssh/behaviour';
import { openLoopbackPort, type LoopbackPort } from '../ssh/loopback-port';
import { sayNothing } from '../ssh/silence';

/** @param serve starts an sshd that has the socket for its standard input and output */
export function openJumpHostPort(behaviour: () => JumpBehaviour, serve: (socket: Socket) => ChildProcess): Promise<LoopbackPort> {
  const answer = (socket: Socket): void => {
    socket.on('error', () => undefined);
    switch (behaviour().kind) {
      case 'down':
        socket.resetAndDestroy();
        break;
      case 'no-banner':
        sayNothing(socket);
        break;
      default:
        // Once it is there the child has the connection, and keeps it.
        serve(socket)
          .once('spawn', () => socket.destroy())
          .once('error', () => socket.destroy());
    }
  };
  // Not a byte may be read here that sshd is to read.
  return openLoopbackPort(answer, { pauseOnConnect: true });
}
