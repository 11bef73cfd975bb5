import { once } from 'node:events';
import { connect } from 'node:net';
import { openDelayedPort } from './delayed-port';
import { openLoopbackPort } from './loopback-port';
import { loginToJumpHost, openChannel, textOf } from './testing/client';
import { withSsh } from './testing/two-spokes';

/** Long enough for bytes of several moments to be on their way together. */
const oneWayMs = 20;

test('all bytes arrive in their order, both ways, and then the end', async () => {
  const echo = await openLoopbackPort((socket) => { socket.pipe(socket); }, { allowHalfOpen: true });
  const far = await openDelayedPort(echo.port, oneWayMs);
  const client = connect({ host: '127.0.0.1', port: far.port, allowHalfOpen: true });
  const text = textOf(client);
  const lines = Array.from({ length: 500 }, (_, index) => `${String(index)} ${'x'.repeat(index)}\n`);
  for (const line of lines) client.write(line);
  client.end();
  expect(await text).toBe(lines.join(''));
  await far.close();
  await echo.close();
});

test('a connection that the other side breaks off ends', async () => {
  const reset = await openLoopbackPort((socket) => { socket.resetAndDestroy(); });
  const far = await openDelayedPort(reset.port, oneWayMs);
  const client = connect({ host: '127.0.0.1', port: far.port });
  client.on('error', () => undefined);
  await once(client, 'close');
  await far.close();
  await reset.close();
});

test('the lab’s machines are reached over it, under the same names', () =>
  withSsh(async ({ environment, logins }) => {
    const jump = await loginToJumpHost(environment);
    await openChannel(jump, '10.1.1.4');
    expect(logins).toMatchObject([{ on: 'jump host' }]);
    jump.end();
    await once(jump, 'close');
  }, { oneWayMs }));
