import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { HostileBehaviour } from './behaviour';
import type { SshSide } from './start';
import { attemptLogin, jumpAddress, login, loginToJumpHost, openChannel, run } from './testing/client';
import { withSsh } from './testing/two-spokes';

const withSpoke2 = (behaviour: HostileBehaviour, test: (ssh: SshSide, jump: Client) => Promise<void>, password?: string): Promise<void> =>
  withSsh(
    async (ssh) => {
      ssh.behaviours.machines.set('spoke2vm', behaviour);
      await test(ssh, await loginToJumpHost(ssh.environment));
    },
    { ...(password !== undefined && { password }) },
  );

const toSpoke2 = async (ssh: SshSide, jump: Client): Promise<Client> => login(
  ssh.environment,
  { sock: await openChannel(jump, '10.2.1.4') },
);

test('a machine that announces something else is logged in to all the same', () =>
  withSpoke2({ kind: 'announces', software: 'forged\u001b[2J', banner: 'Hello.' }, async (ssh, jump) => {
    const channel = await openChannel(jump, '10.2.1.4');
    const [start] = (await once(channel, 'data')) as [Buffer];
    expect(start.toString()).toMatch(/^SSH-2\.0-forged.*\r\n/);
    expect(await run(await toSpoke2(ssh, jump), 'hostname')).toMatchObject({ stdout: 'spoke2vm\n' });
  }));

test('raw bytes come in place of SSH, and go on until the client leaves', () =>
  withSpoke2({ kind: 'raw', pieces: function* () { for (;;) yield 'a line\r\n'; }, everyMs: 0 }, async (_, jump) => {
    const channel = await openChannel(jump, '10.2.1.4');
    let count = 0;
    for await (const chunk of channel) {
      count += (chunk as Buffer).length;
      if (count > 1_000) break;
    }
    expect(count).toBeGreaterThan(1_000);
  }));

test('keys are renewed again and again while the login waits', () =>
  withSpoke2({ kind: 'renews-keys', everyMs: 20 }, async (ssh, jump) => {
    let renewals = 0;
    const sock = await openChannel(jump, '10.2.1.4');
    await new Promise<void>((resolve) => {
      void attemptLogin(ssh.environment, { sock, debug: (line) => {
        if (!line.includes('Handshake completed')) return;
        renewals += 1;
        if (renewals === 3) resolve();
      } });
    });
    sock.destroy();
    expect(renewals).toBeGreaterThanOrEqual(3);
  }));

test('banners come again and again while the login waits', () =>
  withSpoke2({ kind: 'endless-banners', text: 'wait', everyMs: 10 }, async (ssh, jump) => {
    let banners = 0;
    const sock = await openChannel(jump, '10.2.1.4');
    await new Promise<void>((resolve) => {
      void attemptLogin(ssh.environment, { sock, debug: (line) => {
        if (!line.includes('Received USERAUTH_BANNER')) return;
        banners += 1;
        if (banners === 3) resolve();
      } });
    });
    sock.destroy();
    expect(banners).toBeGreaterThanOrEqual(3);
  }));

test('prompts come again and again', () =>
  withSpoke2({ kind: 'endless-prompts', prompt: 'Password: ', everyMs: 1 }, async (ssh, jump) => {
    const { Client: SshClient } = await import('ssh2');
    const client = new SshClient();
    let asked = 0;
    await new Promise<void>((resolve, reject) => {
      client.on('error', reject).on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) => {
        asked += 1;
        if (asked < 3) finish(prompts.map(() => 'no'));
        else resolve();
      });
      void openChannel(jump, '10.2.1.4').then((sock) => client.connect({
        sock,
        username: ssh.environment.SSH_USERNAME,
        tryKeyboard: true,
      }));
    });
    client.destroy();
    expect(asked).toBe(3);
  }));

test('a partial success is one with each method', () =>
  withSpoke2({ kind: 'partial-success' }, async (ssh, jump) => {
    expect(await attemptLogin(ssh.environment, { sock: await openChannel(jump, '10.2.1.4') })).toMatchObject({
      error: 'All configured authentication methods failed',
    });
  }));

test.each<[string, Extract<HostileBehaviour, { kind: 'writes' }>, { stdout: string; stderr: string }]>([
  ['its output', { kind: 'writes', on: 'stdout', pieces: () => ['a', 'b'], everyMs: 1 }, { stdout: 'ab', stderr: '' }],
  ['its errors', { kind: 'writes', on: 'stderr', pieces: () => ['a', 'b'], everyMs: 1 }, { stdout: '', stderr: 'ab' }],
])('a command has what the attacker likes for %s', (_, behaviour, written) =>
  withSpoke2(behaviour, async (ssh, jump) => {
    expect(await run(await toSpoke2(ssh, jump), 'hostname')).toEqual({ ...written, exitStatus: 0 });
  }));

test('the jump host sends raw bytes, too', () =>
  withSsh(async (ssh) => {
    ssh.behaviours.jump = { kind: 'raw', pieces: () => ['HTTP/1.1 400\r\n'], everyMs: 0 };
    const socket: Socket = createConnection(jumpAddress(ssh.environment));
    const [start] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(start.toString()).toBe('HTTP/1.1 400\r\n');
  }));
