/** The only way in: connections to a port of this machine's loopback, each handed to an sshd of its own in the namespace of the jump host. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { JumpBehaviour } from '../ssh/behaviour';
import type { JumpHost } from '../ssh/jump-host';
import { sayNothing } from '../ssh/silence';

/** @param serve starts an sshd that has the socket for its standard input and output */
export async function openWayIn(behaviour: () => JumpBehaviour, serve: (socket: Socket) => ChildProcess): Promise<JumpHost> {
  const sockets = new Set<Socket>();
  // Not a byte may be read here that sshd is to read.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    switch (behaviour().kind) {
      case 'down':
        socket.resetAndDestroy();
        break;
      case 'no-banner':
        sayNothing(socket);
        break;
      default:
        // The child has the connection by now, and keeps it.
        serve(socket).once('spawn', () => socket.destroy());
    }
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
