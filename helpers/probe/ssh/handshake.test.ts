import { once } from 'node:events';
import { connect } from 'node:net';
import { duplexPair } from 'node:stream';
import { handshake } from './handshake';
import type { HostKeyGuard } from '../host-keys/host-key-guard';
import { startPlainServer } from '../testing/plain-server';
import { defaultTimeouts } from '../timeouts';

const trusting: HostKeyGuard = { kind: 'guard', preferredAlgorithms: [], refuses: () => undefined, confirm: () => Promise.resolve(undefined), provesHost: () => false };

const means = { username: 'azureuser', description: 'nothing', methods: [] };

test('a stream over which nobody answers is destroyed, even if the other side keeps its half open', async () => {
  const server = await startPlainServer('spoke2vm', () => undefined, { allowHalfOpen: true });
  const stream = connect(server.endpoint.port, '127.0.0.1');
  await once(stream, 'connect');
  const result = await handshake(stream, trusting, means, { ...defaultTimeouts, handshakeTimeoutMs: 100 });
  expect(result).toEqual({ kind: 'no-banner', message: 'nothing within 0.1 s' });
  expect(stream.destroyed).toBe(true);
  await server.close();
});

test('a stream that the other side ends is destroyed, for a machine that forwards keeps its half open until then', async () => {
  const [stream, forwarded] = duplexPair();
  const result = handshake(stream, trusting, means, defaultTimeouts);
  forwarded.resume();
  forwarded.end('SSH-2.0-OpenSSH_9.6p1\r\n');
  expect(await result).toEqual({ kind: 'channel-lost', message: 'the connection was closed during key-exchange' });
  expect(stream.destroyed).toBe(true);
});
