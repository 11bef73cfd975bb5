import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Client } from 'ssh2';
import { startLab, type Lab } from '../lab';
import type { ClientEnvironment } from '../ssh/client-files';
import { attemptLogin, login, loginToJumpHost, openChannel, run } from '../ssh/testing/client';
import { named } from '../topologies/testing/named';
import { describeInKernel } from '../kernel/testing/in-kernel';
import { isAlive, networkNamespacesOf, networkOfThisMachine, processesBelow, until } from '../kernel/testing/traces';

const environmentOf = (lab: Lab): ClientEnvironment => lab.environment as unknown as ClientEnvironment;

/** Logs in to spoke 1's machine by the jump host. */
async function spoke1In(lab: Lab): Promise<Client> {
  return login(environmentOf(lab), { sock: await openChannel(await loginToJumpHost(environmentOf(lab)), '10.1.1.4') });
}

/** What spoke 2's machine says of a login from spoke 1's. */
async function whereAmI(lab: Lab): Promise<string> {
  const spoke2 = await login(environmentOf(lab), { sock: await openChannel(await spoke1In(lab), '10.2.1.4') });
  return (await run(spoke2, 'uname -n; echo $SSH_CONNECTION')).stdout;
}

const labs: Lab[] = [];

async function start(it = named('reference')): Promise<Lab> {
  const lab = await startLab({ topology: it.topology, dataPlane: 'kernel' });
  labs.push(lab);
  return lab;
}

afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.close())));

describeInKernel('The kernel lab', () => {
  test('takes a login from machine to machine, each by its name and address, and sshd itself logs it', async () => {
    const lab = await start();
    expect(await whereAmI(lab)).toMatch(/^spoke2vm\n10\.1\.1\.4 \d+ 10\.2\.1\.4 22\n$/);
    expect(lab.ssh.logins).toEqual([
      { on: 'jump host', username: 'azureuser', from: '127.0.0.1' },
      { on: 'spoke1vm', username: 'azureuser', from: '192.0.2.4' },
      { on: 'spoke2vm', username: 'azureuser', from: '10.1.1.4' },
    ]);
  }, 30_000);

  test('has guests that call themselves what they were renamed to', async () => {
    const it = named('reference');
    it.vm('spoke2vm').renamedTo = 'renamed';
    expect(await whereAmI(await start(it))).toMatch(/^renamed\n/);
  }, 30_000);

  test('refuses a port where nothing listens in the words of OpenSSH', async () => {
    const spoke1 = await spoke1In(await start());
    await expect(openChannel(spoke1, '10.2.1.4', 80)).rejects.toMatchObject({ message: '(SSH) Channel open failure: Connection refused', reason: 2 });
  }, 30_000);

  test('lets nobody in by the jump host itself', async () => {
    const lab = await start();
    const ran = await run(await loginToJumpHost(environmentOf(lab)), 'uname -n');
    expect(ran).toEqual({ stdout: '', stderr: '', exitStatus: 1 });
  }, 30_000);

  test('shows OpenSSH and not the lab’s own server', async () => {
    const lab = await start();
    const [host = '', port] = environmentOf(lab).SSH_JUMP.split(':');
    const attempt = await attemptLogin(environmentOf(lab), { host, port: Number(port), username: 'nobody-known' });
    expect(attempt).toMatchObject({ error: 'All configured authentication methods failed' });
    expect(lab.ssh.logins).toEqual([]);
  }, 30_000);

  test('leaves the network of the machine that it runs on as it is', async () => {
    const before = networkOfThisMachine();
    await start();
    expect(networkOfThisMachine()).toEqual(before);
  }, 30_000);

  test('two of them run side by side, with the same addresses', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    const answers = await Promise.all([whereAmI(one), whereAmI(two)]);
    expect(answers).toEqual([expect.stringMatching(/^spoke2vm\n/), expect.stringMatching(/^spoke2vm\n/)]);
    expect([one, two].map(({ ssh }) => ssh.logins.filter(({ on }) => on === 'spoke2vm').length)).toEqual([1, 1]);
  }, 30_000);

  test('is gone when it is closed: processes, namespaces and files', async () => {
    const before = processesBelow(process.pid);
    const lab = await start();
    const folder = dirname(environmentOf(lab).SSH_PRIVATE_KEY_FILE);
    const processes = processesBelow(process.pid).filter((pid) => !before.includes(pid));
    expect(networkNamespacesOf(processes).size).toBe(3);
    await lab.close();
    labs.length = 0;
    await until(() => !processes.some(isAlive));
    expect(existsSync(folder)).toBe(false);
  }, 30_000);

  test('is gone when the process that started it is killed', async () => {
    const program = spawn(process.execPath, ['-r', join(__dirname, '..', '..', 'loader.cjs'), join(__dirname, 'testing', 'hold-a-lab.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(program.stdout, 'data')) as [Buffer];
    const folder = line.toString().trim();
    const processes = processesBelow(program.pid ?? 0);
    expect(existsSync(join(folder, 'known_hosts'))).toBe(true);
    expect(networkNamespacesOf(processes).size).toBe(3);
    program.kill('SIGKILL');
    await until(() => !processes.some(isAlive) && !existsSync(folder));
  }, 30_000);
});
