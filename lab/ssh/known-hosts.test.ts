import { readFile } from 'node:fs/promises';
import { createBehaviours } from './behaviour';
import { attemptLogin, jumpAddress, loginToJumpHost, openChannel } from './testing/client';
import type { Machine } from './reach';
import { twoSpokes, withSsh } from './testing/two-spokes';

const linesOf = async ({ SSH_KNOWN_HOSTS_FILE }: { SSH_KNOWN_HOSTS_FILE: string }): Promise<string[]> =>
  (await readFile(SSH_KNOWN_HOSTS_FILE, 'utf8')).split('\n').slice(0, -1);

test('the file names the jump host by address and port, and each machine by its private addresses', () =>
  withSsh(async ({ environment }) => {
    const names = (await linesOf(environment)).map((line) => line.split(' ')[0]);
    expect(names).toEqual([`[127.0.0.1]:${String(jumpAddress(environment).port)}`, '10.1.1.4', '10.2.1.4,10.2.1.5']);
  }));

test('the keys in it are those that the hosts show', () =>
  withSsh(async ({ environment }) => {
    const [jumpKey, spoke1Key] = (await linesOf(environment)).map((line) => line.slice(line.indexOf(' ') + 1));
    expect(await attemptLogin(environment, jumpAddress(environment))).toMatchObject({ hostKey: jumpKey });
    const sock = await openChannel(await loginToJumpHost(environment), '10.1.1.4');
    expect(await attemptLogin(environment, { sock })).toMatchObject({ hostKey: spoke1Key });
  }));

test('a host that is to be unknown when the lab starts has no line', async () => {
  const behaviours = createBehaviours();
  behaviours.jump = { kind: 'unknown-host-key' };
  behaviours.machines.set('spoke2vm', { kind: 'unknown-host-key' });
  await withSsh(
    async ({ environment }) => {
      expect(await linesOf(environment)).toEqual([expect.stringMatching(/^10\.1\.1\.4 ssh-ed25519 /)]);
    },
    { behaviours },
  );
});

test('a machine whose sshd is on another port is known by address and port', async () => {
  const other: Machine = { id: '/vms/other', name: 'other', hostName: 'other', addresses: ['10.3.1.4'], sshPort: 2222 };
  await withSsh(async ({ environment }) => {
    expect((await linesOf(environment)).map((line) => line.split(' ')[0])).toEqual([expect.anything(), '[10.3.1.4]:2222']);
  }, { reach: { ...twoSpokes, machines: () => [other] } });
});
