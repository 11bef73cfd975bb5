/** A port of this machine's loopback: the only place where the lab can be reached by SSH. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type ServerOpts, type Socket } from 'node:net';

export interface LoopbackPort {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Gives the port up and breaks every connection that is still ours. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on a port that is free. */
export async function openLoopbackPort(answer: (socket: Socket) => void, options: ServerOpts = {}): Promise<LoopbackPort> {
  const sockets = new Set<Socket>();
  const server = createServer(options, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    answer(socket);
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
