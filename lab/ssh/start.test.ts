import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { utils } from 'ssh2';
import { startSsh } from './start';
import { attemptLogin, jumpAddress, login, loginToJumpHost, openChannel } from './testing/client';
import { twoSpokes, withSsh } from './testing/two-spokes';

test('the environment is what a run of the harness needs', () =>
  withSsh(({ environment }) => {
    expect(environment).toEqual({
      SSH_USERNAME: 'azureuser',
      SSH_PRIVATE_KEY_FILE: expect.stringMatching(/id_ed25519$/) as string,
      SSH_JUMP: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
      SSH_KNOWN_HOSTS_FILE: expect.stringMatching(/known_hosts$/) as string,
    });
    return Promise.resolve();
  }));

test('the private key is in OpenSSH format and for its owner only', () =>
  withSsh(async ({ environment: { SSH_PRIVATE_KEY_FILE } }) => {
    expect(readFileSync(SSH_PRIVATE_KEY_FILE, 'utf8')).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(utils.parseKey(readFileSync(SSH_PRIVATE_KEY_FILE))).toMatchObject({ type: 'ssh-ed25519' });
    // Windows has no such modes: there a file belongs to the user whose folder it is in.
    if (process.platform !== 'win32') expect((await stat(SSH_PRIVATE_KEY_FILE)).mode & 0o777).toBe(0o600);
  }));

test('another user name may be given', () =>
  withSsh(
    async ({ environment, logins }) => {
      await loginToJumpHost(environment);
      expect(environment.SSH_USERNAME).toBe('operator');
      expect(logins).toEqual([{ on: 'jump host', username: 'operator', from: '127.0.0.1' }]);
    },
    { username: 'operator' },
  ));

test('closing ends every connection, those to the machines too, and gives the port up', () =>
  withSsh(async (ssh) => {
    const jump = await loginToJumpHost(ssh.environment);
    const spoke1 = await login(ssh.environment, { sock: await openChannel(jump, '10.1.1.4') });
    const ends = Promise.all([once(jump, 'close'), once(spoke1, 'close')]);
    await ssh.close();
    await ends;
    expect(await attemptLogin(ssh.environment, jumpAddress(ssh.environment))).toMatchObject({ error: expect.stringContaining('ECONNREFUSED') as string });
  }));

test('closing leaves nothing behind that would keep a process alive', async () => {
  const program = join(__dirname, 'testing', 'start-and-close.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', join(__dirname, '..', '..', 'loader.cjs'), program], { timeout: 30_000 });
  expect(stdout).toBe('closed\n');
}, 40_000);

test('a folder that is not there is an error', async () => {
  const directory = join(__dirname, 'no-such-folder');
  await expect(startSsh({ reach: twoSpokes, directory })).rejects.toMatchObject({ code: 'ENOENT' });
});
