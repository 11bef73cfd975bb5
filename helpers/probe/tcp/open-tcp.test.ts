import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closedPort, startPlainServer } from '../testing/plain-server';
import { openTcp, tcpFailure } from './open-tcp';

const errorWith = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

test('a connection opens to a port that somebody listens on', async () => {
  const server = await startPlainServer('jump', () => undefined);
  const opened = await openTcp('127.0.0.1', server.endpoint.port, 5_000);
  expect(opened.kind).toBe('open');
  await server.close();
});

test('a connection is refused by a port that nobody listens on', async () => {
  const port = await closedPort();
  expect(await openTcp('127.0.0.1', port, 5_000)).toEqual({ kind: 'refused', message: `connect ECONNREFUSED 127.0.0.1:${String(port)}` });
});

/** Listens and then never accepts: when its backlog is full, the kernel drops what comes, as an unreachable host does. */
const deafServer = `
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

test('a connection that is not open in time is given up', async () => {
  const deaf = spawn(process.execPath, ['-e', deafServer], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [port] = (await once(deaf.stdout, 'data')) as [Buffer];
  const attempts = await Promise.all(Array.from({ length: 8 }, () => openTcp('127.0.0.1', Number(port), 500)));
  expect(attempts).toContainEqual({ kind: 'timed-out', timeoutMs: 500 });
  for (const attempt of attempts) if (attempt.kind === 'open') attempt.stream.destroy();
  deaf.kill('SIGKILL');
  await once(deaf, 'exit');
});

test.each([
  ['ECONNRESET', { kind: 'refused', message: 'connect ECONNRESET' }],
  ['ETIMEDOUT', { kind: 'timed-out', timeoutMs: 5_000 }],
  ['ENOTFOUND', { kind: 'name-not-found', message: 'connect ENOTFOUND' }],
  ['EAI_AGAIN', { kind: 'name-not-found', message: 'connect EAI_AGAIN' }],
  ['EHOSTUNREACH', { kind: 'unreachable', message: 'connect EHOSTUNREACH' }],
  ['ENETUNREACH', { kind: 'unreachable', message: 'connect ENETUNREACH' }],
])('Node error %s has its own name', (code, failure) => {
  expect(tcpFailure(errorWith(code), 5_000)).toEqual(failure);
});

test('an error about a host with several addresses shows the messages of its parts', () => {
  const error = Object.assign(new AggregateError([new Error('first'), new Error('second')]), { code: 'ECONNREFUSED' });
  expect(tcpFailure(error, 5_000)).toEqual({ kind: 'refused', message: 'first; second' });
});
