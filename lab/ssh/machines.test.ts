import type { Client } from 'ssh2';
import type { MachineBehaviour } from './behaviour';
import type { SshSide } from './start';
import { attemptLogin, login, type LoginAttempt, loginToJumpHost, openChannel, run, textOf } from './testing/client';
import { nowhere, withSsh } from './testing/two-spokes';

const whereAmI = 'hostname; echo "$SSH_CONNECTION"';

async function loginToSpoke1({ environment }: SshSide): Promise<Client> {
  return login(environment, { sock: await openChannel(await loginToJumpHost(environment), '10.1.1.4') });
}

async function attemptSpoke2(ssh: SshSide, spoke1: Client): Promise<LoginAttempt> {
  return attemptLogin(ssh.environment, { sock: await openChannel(spoke1, '10.2.1.4') });
}

async function loginToSpoke2(ssh: SshSide): Promise<Client> {
  return login(ssh.environment, { sock: await openChannel(await loginToSpoke1(ssh), '10.2.1.4') });
}

/** Runs the test with spoke2vm behaving in the given way, and a login to spoke1vm. */
const withSpoke2 = (behaviour: MachineBehaviour, test: (ssh: SshSide, spoke1: Client) => Promise<void>, password?: string): Promise<void> =>
  withSsh(
    async (ssh) => {
      ssh.behaviours.machines.set('spoke2vm', behaviour);
      await test(ssh, await loginToSpoke1(ssh));
    },
    { ...(password !== undefined && { password }) },
  );

describe('a login from the jump host to spoke1vm and on to spoke2vm', () => {
  test('lands on spoke2vm, which sees it come from spoke1vm', () =>
    withSsh(async (ssh) => {
      const { stdout, stderr, exitStatus } = await run(await loginToSpoke2(ssh), whereAmI);
      expect(stdout).toMatch(/^spoke2vm\n10\.1\.1\.4 3\d{4} 10\.2\.1\.4 22\n$/);
      expect({ stderr, exitStatus }).toEqual({ stderr: '', exitStatus: 0 });
    }));

  test('is in the record of each machine on the way', () =>
    withSsh(async (ssh) => {
      await loginToSpoke2(ssh);
      expect(ssh.logins).toEqual([
        { on: 'jump host', username: 'azureuser', from: '127.0.0.1' },
        { on: 'spoke1vm', username: 'azureuser', from: '192.0.2.4' },
        { on: 'spoke2vm', username: 'azureuser', from: '10.1.1.4' },
      ]);
    }));

  test('passes error output and exit status on', () =>
    withSsh(async (ssh) => {
      expect(await run(await loginToSpoke2(ssh), 'foo')).toEqual({ stdout: '', stderr: 'sh: 1: foo: not found\n', exitStatus: 127 });
    }));
});

describe('a forwarded channel from spoke1vm', () => {
  test.each([
    ['where nothing listens', nowhere.refused, 'Connection refused'],
    ['that no route leads to', nowhere.unreachable, 'No route to host'],
    ['that is a name', 'spoke2vm.internal', 'Name or service not known'],
  ])('to an address %s (%s) fails in the words of sshd: %s', (_where, address, text) =>
    withSsh(async (ssh) => {
      const failure = openChannel(await loginToSpoke1(ssh), address);
      await expect(failure).rejects.toMatchObject({ message: `(SSH) Channel open failure: ${text}`, reason: 2 });
    }));

  test('to an address where what follows the opening is lost opens, and stays silent', () =>
    withSsh(async (ssh) => {
      const channel = await openChannel(await loginToSpoke1(ssh), nowhere.halfOpen);
      channel.end('SSH-2.0-client\r\n');
      expect(await textOf(channel)).toBe('');
    }));

  test('to an address where packets are lost is never answered, while later ones are', () =>
    withSsh(async (ssh) => {
      const spoke1 = await loginToSpoke1(ssh);
      const lost = openChannel(spoke1, nowhere.lost);
      await openChannel(spoke1, '10.2.1.4');
      spoke1.end();
      await expect(lost).rejects.toThrow('No response from server');
    }));
});

test('a machine closes when a client ends its side of the connection', () =>
  withSsh(async (ssh) => {
    const channel = await openChannel(await loginToSpoke1(ssh), '10.2.1.4');
    channel.end();
    expect(await textOf(channel)).toMatch(/^SSH-2\.0-OpenSSH_9\.6p1\r\n/);
  }));

test('a port of a machine where something else listens is open, and nothing is said there', () =>
  withSsh(async (ssh) => {
    const channel = await openChannel(await loginToSpoke1(ssh), '10.2.1.4', 80);
    channel.end('hello');
    expect(await textOf(channel)).toBe('');
  }));

describe('a machine that behaves in its own way', () => {
  test('daemon down: the channel is refused', () =>
    withSpoke2({ kind: 'daemon-down' }, async (_ssh, spoke1) => {
      await expect(openChannel(spoke1, '10.2.1.4')).rejects.toMatchObject({ message: '(SSH) Channel open failure: Connection refused', reason: 2 });
    }));

  test('dropped: the channel is not answered, while others are', () =>
    withSpoke2({ kind: 'dropped' }, async (_ssh, spoke1) => {
      const lost = openChannel(spoke1, '10.2.1.4');
      await openChannel(spoke1, '10.1.1.4');
      spoke1.end();
      await expect(lost).rejects.toThrow('No response from server');
    }));

  test('falls silent: after so many connections from other machines nothing is answered on any port, by what was opened before neither', () =>
    withSpoke2({ kind: 'falls-silent', after: 2 }, async (ssh, spoke1) => {
      const spoke2 = await login(ssh.environment, { sock: await openChannel(spoke1, '10.2.1.4') });
      await openChannel(await loginToJumpHost(ssh.environment), '10.2.1.4');
      await openChannel(spoke1, '10.2.1.4', 80);
      const channels = Promise.allSettled([openChannel(spoke1, '10.2.1.4', 80), openChannel(spoke2, '10.1.1.4')]);
      const command = run(spoke2, 'hostname');
      await openChannel(spoke1, '10.1.1.4');
      for (const client of [spoke2, spoke1]) client.end();
      expect((await channels).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await command).toEqual({ stdout: '', stderr: '', exitStatus: undefined });
    }));

  test.each<[MachineBehaviour, string]>([
    [{ kind: 'no-banner' }, ''],
    [{ kind: 'banner-then-silence' }, 'SSH-2.0-OpenSSH_9.6p1\r\n'],
  ])('%j: it says no more than %j, whatever the client sends', (behaviour, said) =>
    withSpoke2(behaviour, async (_ssh, spoke1) => {
      const channel = await openChannel(spoke1, '10.2.1.4');
      channel.end('SSH-2.0-client\r\nmore\r\n');
      expect(await textOf(channel)).toBe(said);
    }));

  test('closes at once: the connection ends before a byte is sent', () =>
    withSpoke2({ kind: 'closes-at-once' }, async (_ssh, spoke1) => {
      expect(await textOf(await openChannel(spoke1, '10.2.1.4'))).toBe('');
    }));

  test('slow: the login succeeds all the same', () =>
    withSpoke2({ kind: 'slow', bytes: 200, delayMs: 1 }, async (ssh) => {
      expect((await run(await loginToSpoke2(ssh), 'hostname')).stdout).toBe('spoke2vm\n');
    }));

  test('changed host key: it shows another key than before, and the same one again', () =>
    withSsh(async (ssh) => {
      const spoke1 = await loginToSpoke1(ssh);
      const before = await attemptSpoke2(ssh, spoke1);
      ssh.behaviours.machines.set('spoke2vm', { kind: 'changed-host-key' });
      const after = await attemptSpoke2(ssh, spoke1);
      expect(after.hostKey).not.toBe(before.hostKey);
      expect((await attemptSpoke2(ssh, spoke1)).hostKey).toBe(after.hostKey);
    }));

  test('key refused: no method gets the user in', () =>
    withSpoke2({ kind: 'key-refused' }, async (ssh, spoke1) => {
      expect(await attemptSpoke2(ssh, spoke1)).toMatchObject({ error: 'All configured authentication methods failed' });
    }));

  test('password only: the key is refused and the password accepted', () =>
    withSpoke2(
      { kind: 'password-only' },
      async (ssh, spoke1) => {
        expect(await attemptSpoke2(ssh, spoke1)).toMatchObject({ error: 'All configured authentication methods failed' });
        const withPassword = await attemptLogin(ssh.environment, { sock: await openChannel(spoke1, '10.2.1.4'), password: 'invented' });
        expect(withPassword).toHaveProperty('client');
      },
      'invented',
    ));

  test('forwarding forbidden: it lets the user in and no channel out', () =>
    withSpoke2({ kind: 'forwarding-forbidden' }, async (ssh) => {
      const failure = openChannel(await loginToSpoke2(ssh), '10.1.1.4');
      await expect(failure).rejects.toMatchObject({ message: '(SSH) Channel open failure: open failed', reason: 1 });
    }));

  test('session dies: the login succeeds, and the connection breaks when the command comes', () =>
    withSpoke2({ kind: 'session-dies' }, async (ssh) => {
      const spoke2 = await loginToSpoke2(ssh);
      expect(await run(spoke2, 'hostname')).toEqual({ stdout: '', stderr: '', exitStatus: undefined });
    }));

  test('source translated: it sees another address than that of spoke1vm', () =>
    withSpoke2({ kind: 'source-translated', address: '10.0.1.9' }, async (ssh) => {
      expect((await run(await loginToSpoke2(ssh), whereAmI)).stdout).toMatch(/^spoke2vm\n10\.0\.1\.9 \d+ 10\.2\.1\.4 22\n$/);
      expect(ssh.logins.at(-1)).toEqual({ on: 'spoke2vm', username: 'azureuser', from: '10.0.1.9' });
    }));

  test.each(['own', 'cloned'] as const)('another machine with host key %s: it answers under its own name', (hostKey) =>
    withSsh(async (ssh) => {
      const spoke1 = await loginToSpoke1(ssh);
      const before = await attemptSpoke2(ssh, spoke1);
      ssh.behaviours.machines.set('spoke2vm', { kind: 'other-machine', hostName: 'impostor', hostKey });
      const after = await attemptSpoke2(ssh, spoke1);
      expect(after.hostKey === before.hostKey).toBe(hostKey === 'cloned');
      expect((await run(await loginToSpoke2(ssh), 'hostname')).stdout).toBe('impostor\n');
      expect(ssh.logins.at(-1)).toMatchObject({ on: 'impostor' });
    }));

  test('hangs first logins: so many channels from another machine go unanswered, and then one opens', () =>
    withSpoke2({ kind: 'hangs-first-logins', logins: 2 }, async (ssh, spoke1) => {
      await openChannel(await loginToJumpHost(ssh.environment), '10.2.1.4');
      const first = openChannel(spoke1, '10.2.1.4');
      const second = openChannel(spoke1, '10.2.1.4');
      await openChannel(spoke1, '10.2.1.4');
      spoke1.end();
      await expect(first).rejects.toThrow('No response from server');
      await expect(second).rejects.toThrow('No response from server');
    }));

  test('hangs first logins: setting the behaviour again starts the count afresh', () =>
    withSpoke2({ kind: 'hangs-first-logins', logins: 1 }, async (ssh, spoke1) => {
      const first = openChannel(spoke1, '10.2.1.4');
      await openChannel(spoke1, '10.2.1.4');
      ssh.behaviours.machines.set('spoke2vm', { kind: 'hangs-first-logins', logins: 1 });
      const second = openChannel(spoke1, '10.2.1.4');
      await openChannel(spoke1, '10.2.1.4');
      spoke1.end();
      await expect(first).rejects.toThrow('No response from server');
      await expect(second).rejects.toThrow('No response from server');
    }));

  test('a behaviour may be given by the id of the machine, and taken back', () =>
    withSsh(async (ssh) => {
      const spoke1 = await loginToSpoke1(ssh);
      ssh.behaviours.machines.set('/vms/spoke2vm', { kind: 'daemon-down' });
      await expect(openChannel(spoke1, '10.2.1.4')).rejects.toThrow('Connection refused');
      ssh.behaviours.machines.delete('/vms/spoke2vm');
      expect(await attemptSpoke2(ssh, spoke1)).toHaveProperty('client');
    }));
});
