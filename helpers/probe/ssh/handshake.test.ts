import { once } from 'node:events';
import { connect } from 'node:net';
import { duplexPair } from 'node:stream';
import type { LoginMeans } from './credentials';
import { handshake } from './handshake';
import type { HostKeyGuard } from '../host-keys/host-key-guard';
import { startMachine } from '../testing/machine';
import { startPlainServer } from '../testing/plain-server';
import { defaultTimeouts } from '../timeouts';

const trusting: HostKeyGuard = { kind: 'guard', preferredAlgorithms: [], refuses: () => undefined, confirm: () => Promise.resolve(undefined) };

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

test('a server that exchanges keys again and again gains no time by it, and is told as what it is', async () => {
  const machine = await startMachine('spoke2vm', {
    authenticate: (_context, connection) => {
      // As often as the protocol allows: the next exchange begins when one is over.
      const renew = (): void => {
        connection.rekey(renew);
      };
      renew();
    },
  });
  const stream = connect(machine.endpoint.port, '127.0.0.1');
  await once(stream, 'connect');
  const withPassword: LoginMeans = { ...means, methods: [{ type: 'password', username: 'azureuser', password: 'x' }] };
  const result = await handshake(stream, trusting, withPassword, { ...defaultTimeouts, authenticationTimeoutMs: 300 });
  expect(result).toMatchObject({ kind: 'login-undecided', meanwhile: 'exchanges keys', timeoutMs: 300 });
  expect(stream.destroyed).toBe(true);
  await machine.close();
});
