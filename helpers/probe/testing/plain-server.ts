/** A TCP server on loopback for tests that is not an SSH server, or only begins like one. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Endpoint } from '../endpoint';

export interface PlainServer {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** With `allowHalfOpen` it keeps a connection open although the client has ended it. */
export async function startPlainServer(name: string, greet: (socket: Socket) => void, { allowHalfOpen = false } = {}): Promise<PlainServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.resume();
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: { name, address: '127.0.0.1', port: (server.address() as AddressInfo).port, computerName: name },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port of loopback that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = await startPlainServer('nobody', () => undefined);
  await server.close();
  return server.endpoint.port;
}
