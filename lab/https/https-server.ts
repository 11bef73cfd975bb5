/** The adapter between sockets and services: HTTPS on loopback, or HTTP for what nobody should send there, one delivery per request. */
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Certificate } from './certificate';
import { whole, type Delivery, type WireRequest } from '../http/exchange';

export interface HttpsServer {
  /** `https://localhost:PORT`, or `http` for a server without a certificate. */
  readonly origin: string;
  /** Ends every connection, also those that wait for an answer. */
  close(): Promise<void>;
}

interface HttpsServerOptions {
  readonly certificate?: Certificate;
  /** Called as soon as a request is there. */
  readonly deliver: (request: WireRequest) => Delivery;
  /** What is delivered is sent when this has come to an end; it must not reject. At once where not given. */
  readonly pause?: (request: WireRequest) => Promise<void>;
}

/** Listens on a free port of 127.0.0.1. Rejects where the address cannot be listened on. */
export async function startHttpsServer({ certificate, deliver, pause }: HttpsServerOptions): Promise<HttpsServer> {
  const sockets = new Set<Socket>();
  const answer: RequestListener = (incoming, outgoing) => {
    readRequest(incoming).then(
      async (request) => {
        const delivery = delivered(deliver, request);
        if (pause) await pause(request);
        send(delivery, outgoing);
      },
      () => incoming.socket.destroy(),
    );
  };
  const server = certificate ? createHttpsServer(certificate, answer) : createHttpServer(answer);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${certificate ? 'https' : 'http'}://localhost:${port.toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A service that throws is a broken lab, e.g. a topology that was changed into a contradiction: reported in the answer, for it would show nowhere else. */
function delivered(deliver: (request: WireRequest) => Delivery, request: WireRequest): Delivery {
  try {
    return deliver(request);
  } catch (error) {
    return whole({ status: 500, headers: {}, body: { error: { code: 'LabFailure', message: error instanceof Error ? error.message : String(error) } } });
  }
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]));
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `https://${headers['host'] ?? 'localhost'}`),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(delivery: Delivery, outgoing: ServerResponse): void {
  if (delivery.kind === 'stall') return;
  if (delivery.kind === 'reset') {
    outgoing.socket?.destroy();
    return;
  }
  if (delivery.kind === 'pieces') {
    outgoing.writeHead(delivery.status, { ...delivery.headers });
    outgoing.flushHeaders();
    // A client that leaves is what ends an endless body.
    pipeline(Readable.from(paced(delivery), { objectMode: false }), outgoing).catch(() => undefined);
    return;
  }
  const bytes = Buffer.from(delivery.text, 'utf8');
  outgoing.writeHead(delivery.status, { ...delivery.headers, 'content-length': bytes.length.toString() });
  if (delivery.kind === 'whole') outgoing.end(bytes);
  // Destroyed only when the half is on its way, or the client might see no headers at all.
  else outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.socket?.destroy());
}

async function* paced({ pieces, everyMs }: Extract<Delivery, { kind: 'pieces' }>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    // Also without a wait the lab must get to its other connections.
    await wait(everyMs);
    yield typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
  }
}
