import { connect } from 'node:net';
import { attemptLogin, jumpAddress, loginToJumpHost, openChannel, run, textOf } from './testing/client';
import { nowhere, withSsh } from './testing/two-spokes';

test('it forwards to a machine, which sees the jump host as the client', () =>
  withSsh(async ({ environment }) => {
    const sock = await openChannel(await loginToJumpHost(environment), '10.2.1.5');
    const spoke2 = await attemptLogin(environment, { sock });
    if ('error' in spoke2) throw new Error(spoke2.error);
    expect((await run(spoke2.client, 'echo $SSH_CONNECTION')).stdout).toMatch(/^192\.0\.2\.4 \d+ 10\.2\.1\.5 22\n$/);
  }));

test('it leaves an address where no machine runs unanswered', () =>
  withSsh(async ({ environment }) => {
    const jump = await loginToJumpHost(environment);
    const lost = openChannel(jump, nowhere.lost);
    await openChannel(jump, '10.2.1.4');
    jump.end();
    await expect(lost).rejects.toThrow('No response from server');
  }));

test('it runs no commands', () =>
  withSsh(async ({ environment }) => {
    await expect(run(await loginToJumpHost(environment), 'hostname')).rejects.toMatchObject({ reason: 1 });
  }));

test('down: the connection is reset', () =>
  withSsh(async ({ environment, behaviours }) => {
    behaviours.jump = { kind: 'down' };
    const attempt = await attemptLogin(environment, jumpAddress(environment));
    expect(attempt).toMatchObject({ error: expect.stringContaining('ECONNRESET') as string });
  }));

test('no banner: it says nothing, whatever the client sends', () =>
  withSsh(async ({ environment, behaviours }) => {
    behaviours.jump = { kind: 'no-banner' };
    const { host, port } = jumpAddress(environment);
    const socket = connect({ host, port, allowHalfOpen: true });
    socket.end('SSH-2.0-client\r\n');
    expect(await textOf(socket)).toBe('');
  }));

test('changed host key: it shows another key than before', () =>
  withSsh(async ({ environment, behaviours }) => {
    const before = await attemptLogin(environment, jumpAddress(environment));
    behaviours.jump = { kind: 'changed-host-key' };
    const after = await attemptLogin(environment, jumpAddress(environment));
    expect(after.hostKey).not.toBe(before.hostKey);
  }));

test('key refused: neither the key nor the password gets the user in', () =>
  withSsh(
    async ({ environment, behaviours }) => {
      behaviours.jump = { kind: 'key-refused' };
      const attempt = await attemptLogin(environment, { ...jumpAddress(environment), password: 'invented' });
      expect(attempt).toMatchObject({ error: 'All configured authentication methods failed' });
    },
    { password: 'invented' },
  ));

test('forwarding forbidden: it lets the user in and no channel out', () =>
  withSsh(async ({ environment, behaviours }) => {
    behaviours.jump = { kind: 'forwarding-forbidden' };
    const failure = openChannel(await loginToJumpHost(environment), '10.1.1.4');
    await expect(failure).rejects.toMatchObject({ message: '(SSH) Channel open failure: open failed', reason: 1 });
  }));
