/** An SSH agent on a socket for tests, with adjustable behaviour. */
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { AgentProtocol, type AgentInboundRequest, type ParsedKey, type SigningRequestOptions } from 'ssh2';
import { parsePrivateKey } from '../ssh/private-key';
import type { SshAuthentication } from '../ssh-settings';
import type { Bench } from './bench';

export interface AgentBehaviour {
  /** What is done about a connection besides what agents do. */
  connected: (socket: Socket) => void;
  /** What is done about the question for keys. */
  list: (protocol: AgentProtocol, request: AgentInboundRequest, socket: Socket) => void;
  /** What is done about a request to sign with a key that it holds. */
  sign: (protocol: AgentProtocol, request: AgentInboundRequest, wanted: Wanted, socket: Socket) => void;
}

export interface Wanted extends SigningRequestOptions {
  readonly key: ParsedKey;
  readonly data: Buffer;
}

export interface TestAgent {
  readonly auth: SshAuthentication;
  /** Resolves when no client is connected any more. */
  empty(): Promise<void>;
}

/** Holds these private keys, and does as it is asked. It stops with the bench. */
export async function startAgent(
  bench: Bench,
  privateKeys: readonly string[],
  differently: Partial<AgentBehaviour> = {},
): Promise<TestAgent> {
  const keys = privateKeys.map((text) => parsePrivateKey(text)).flatMap((reading) => (reading.status === 'usable' ? [reading.key] : []));
  const behaviour: AgentBehaviour = {
    connected: () => undefined,
    list: (protocol, request) => {
      protocol.getIdentitiesReply(request, keys);
    },
    sign: (protocol, request, { key, data, hash }) => {
      protocol.signReply(request, key.sign(data, hash));
    },
    ...differently,
  };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const protocol = new AgentProtocol(false);
    protocol.on('identities', (request) => {
      behaviour.list(protocol, request, socket);
    });
    protocol.on('sign', (request, publicKey, data, { hash }) => {
      const key = keys.find((candidate) => candidate.getPublicSSH().equals(publicKey.getPublicSSH()));
      if (key) behaviour.sign(protocol, request, { key, data, ...(hash && { hash }) }, socket);
      else protocol.failureReply(request);
    });
    socket.pipe(protocol).pipe(socket);
    behaviour.connected(socket);
  });
  const socket = join(bench.folder, 'agent.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  bench.closing({
    async close() {
      for (const open of sockets) open.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return {
    auth: { kind: 'agent', socket },
    async empty() {
      await Promise.all([...sockets].map((open) => new Promise((resolve) => open.once('close', resolve))));
    },
  };
}
