import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from 'ssh2';
import type { AccessPathFailure } from './outcome';
import { probes } from './probes';
import type { SshSettings } from './ssh-settings';
import { setUpBench, type Bench } from './testing/bench';
import { finish, type Behaviour, type Machine } from './testing/machine';
import { closedPort, startPlainServer } from './testing/plain-server';

let bench: Bench;
let jump: Machine;
let spoke1vm: Machine;

beforeEach(async () => {
  bench = setUpBench();
  jump = await bench.machine('jump');
  spoke1vm = await bench.machine('spoke1vm');
});

afterEach(async () => {
  await bench.close();
});

const through = (machine: Machine, username?: string): Pick<SshSettings, 'jump'> => ({
  jump: { host: machine.endpoint.address, port: machine.endpoint.port, ...(username && { username }) },
});

const jumpHop = () => `jump host 127.0.0.1:${String(jump.endpoint.port)}`;
const spoke1Hop = () => `spoke1vm (127.0.0.1:${String(spoke1vm.endpoint.port)})`;

describe('the access path', () => {
  test('leads through the jump host, with its own user name, and on from there', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const accessPath = bench.accessPaths(through(jump, 'operator')).to(spoke1vm.endpoint);
    expect(await probes.login.attempt(accessPath, spoke2vm.endpoint)).toMatchObject({ kind: 'landed', hostName: 'spoke2vm' });
    expect([jump.logins, spoke1vm.logins, spoke2vm.logins]).toEqual([['operator'], ['azureuser'], ['azureuser']]);
  });

  test('and the login on B have the user and the key of the spoke that the machine belongs to', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const password = { kind: 'password', password: 'not-a-secret' } as const;
    const ofSpokes = { '/one': { username: 'first' }, '/two': { username: 'second', auth: password } };
    const [a, b] = [{ ...spoke1vm.endpoint, spokeId: '/ONE' }, { ...spoke2vm.endpoint, spokeId: '/two' }];
    const seen: string[] = [];
    spoke2vm.behaviour.authenticate = (context) => {
      seen.push(context.method);
      if (context.method === 'password') context.accept();
      else context.reject(['password']);
    };
    const accessPaths = bench.accessPaths({ ...through(jump), ofSpokes });
    expect(await probes.login.attempt(accessPaths.to(a), b)).toMatchObject({ kind: 'landed', hostName: 'spoke2vm' });
    expect(await probes.login.attempt(accessPaths.to(b), a)).toMatchObject({ kind: 'landed', hostName: 'spoke1vm' });
    expect([jump.logins, spoke1vm.logins, spoke2vm.logins]).toEqual([['azureuser'], ['first', 'first'], ['second', 'second']]);
    expect(seen).not.toContain('publickey');
  });

  test('is shared by all pairs that start at a machine, and the jump host by all machines', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const accessPaths = bench.accessPaths(through(jump));
    const pairs = [1, 2, 3].flatMap(() => [
      { accessPath: accessPaths.to(spoke1vm.endpoint), to: spoke2vm.endpoint },
      { accessPath: accessPaths.to(spoke2vm.endpoint), to: spoke1vm.endpoint },
    ]);
    const outcomes = await Promise.all(pairs.map(({ accessPath, to }) => probes.login.attempt(accessPath, to)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('landed'));
    expect([jump.logins.length, spoke1vm.logins.length, spoke2vm.logins.length]).toEqual([1, 4, 4]);
  });

  test.each([
    ['the machine', () => spoke1vm],
    ['the jump host', () => jump],
  ])('is opened again after %s has broken off', async (_who, machine) => {
    const accessPath = bench.accessPaths(through(jump)).to(spoke1vm.endpoint);
    const first = await accessPath.connect();
    if (first.kind !== 'reached') throw new Error(first.failure.kind);
    machine().cut();
    await first.from.closed;
    expect(await accessPath.connect()).toMatchObject({ kind: 'reached' });
    expect(spoke1vm.logins).toHaveLength(2);
  });

  test('is tried again after it has failed', async () => {
    const accessPath = bench.accessPaths().to(spoke1vm.endpoint);
    spoke1vm.behaviour.authenticate = (context) => {
      context.reject(['publickey']);
    };
    expect(await accessPath.connect()).toMatchObject({ kind: 'access-path-failed', failure: { kind: 'authentication-refused' } });
    spoke1vm.behaviour.authenticate = (context) => {
      context.accept();
    };
    expect(await accessPath.connect()).toMatchObject({ kind: 'reached' });
  });

  test('leaves nothing open when it is closed', async () => {
    const accessPaths = bench.accessPaths(through(jump));
    await accessPaths.to(spoke1vm.endpoint).connect();
    await accessPaths.close();
    await Promise.all([jump.empty(), spoke1vm.empty()]);
    expect([jump.logins.length, spoke1vm.logins.length]).toEqual([1, 1]);
  });

  test('ends itself when it is closed before it is open', async () => {
    const accessPaths = bench.accessPaths();
    const opening = accessPaths.to(spoke1vm.endpoint).connect();
    await accessPaths.close();
    const result = await opening;
    if (result.kind !== 'reached') throw new Error(result.failure.kind);
    await result.from.closed;
    await spoke1vm.empty();
    expect(result.from.isOpen()).toBe(false);
  });
});

describe('the machine that an access path leads to', () => {
  /** The names of the machines that were asked to run a command, in order. */
  function noteCommands(...machines: Machine[]): string[] {
    const asked: string[] = [];
    for (const { endpoint, behaviour } of machines) {
      const run = behaviour.run;
      behaviour.run = (...request) => {
        asked.push(endpoint.name);
        run(...request);
      };
    }
    return asked;
  }

  test.each([
    ['over the jump host', () => through(jump)],
    ['directly', () => ({})],
  ])('is another one than it should be, %s: nothing starts there, and the connection is closed', async (_how, settings) => {
    spoke1vm.behaviour.hostName = 'impostor';
    bench.machines.push({ name: 'web', hostNames: ['impostor'], addresses: ['10.9.1.4'] });
    const forwarded: string[] = [];
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', () => forwarded.push('spoke2vm')));
    const accessPath = bench.accessPaths(settings()).to(spoke1vm.endpoint);
    for (const probe of Object.values(probes)) {
      expect(await probe.attempt(accessPath, endpoint)).toEqual({
        kind: 'access-path-failed',
        hop: spoke1Hop(),
        failure: { kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke1vm' },
      });
    }
    await spoke1vm.empty();
    expect(forwarded).toEqual([]);
  });

  test('has been renamed, and its host key says that it is the one: what starts there is its own', async () => {
    spoke1vm.behaviour.hostName = 'renamed';
    expect(await bench.accessPaths().to(spoke1vm.endpoint).connect()).toMatchObject({ kind: 'reached' });
  });

  test('is asked who it is where Azure has its name from the guest agent alone', async () => {
    const { name, address, port } = spoke1vm.endpoint;
    spoke1vm.behaviour.hostName = 'impostor';
    bench.machines.push({ name: 'web', hostNames: ['impostor'], addresses: ['10.9.1.4'] });
    expect(await bench.accessPaths().to({ name, address, port, guestName: 'spoke1vm' }).connect()).toMatchObject({ failure: { kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke1vm' } });
  });

  test('is asked who it is once a connection, the jump host never', async () => {
    const asked = noteCommands(jump, spoke1vm);
    const accessPath = bench.accessPaths(through(jump)).to(spoke1vm.endpoint);
    const first = await accessPath.connect();
    await Promise.all([accessPath.connect(), accessPath.connect()]);
    expect(asked).toEqual(['spoke1vm']);
    if (first.kind !== 'reached') throw new Error(first.failure.kind);
    spoke1vm.cut();
    await first.from.closed;
    await accessPath.connect();
    expect(asked).toEqual(['spoke1vm', 'spoke1vm']);
  });

  test('is not asked where Azure knows no computer name of it', async () => {
    const asked = noteCommands(spoke1vm);
    spoke1vm.behaviour.hostName = 'golden-image';
    const { name, address, port } = spoke1vm.endpoint;
    expect(await bench.accessPaths().to({ name, address, port }).connect()).toMatchObject({ kind: 'reached' });
    expect(asked).toEqual([]);
  });

  test.each<[string, Partial<Behaviour>, AccessPathFailure]>([
    ['runs no commands', { noCommands: true }, { kind: 'command-failed', message: 'Unable to exec' }],
    ['never answers', { run: () => undefined }, { kind: 'command-failed', message: 'no answer within 0.3 s' }],
    [
      'shows a menu',
      {
        run: (channel) => {
          finish(channel, 'Choose:\n1) reboot');
        },
      },
      { kind: 'command-failed', message: 'the machine does not tell its name: Choose: 1) reboot' },
    ],
    [
      'breaks off when the question comes',
      {
        run: (_channel, _command, connection) => {
          connection.end();
        },
      },
      { kind: 'channel-lost', message: 'the session was closed before the command ended' },
    ],
  ])('does not say who it is because it %s: nothing starts there, and the connection is closed', async (_why, behaviour, failure) => {
    Object.assign(spoke1vm.behaviour, behaviour);
    const accessPath = bench.accessPaths({}, { commandTimeoutMs: 300 }).to(spoke1vm.endpoint);
    expect(await accessPath.connect()).toEqual({ kind: 'access-path-failed', hop: spoke1Hop(), failure });
    await spoke1vm.empty();
  });
});

describe('an access path that fails', () => {
  const connect = (settings: Partial<SshSettings>) => bench.accessPaths(settings).to(spoke1vm.endpoint).connect();

  test('names the jump host that refuses the connection', async () => {
    const port = await closedPort();
    expect(await connect({ jump: { host: '127.0.0.1', port } })).toMatchObject({
      kind: 'access-path-failed',
      hop: `jump host 127.0.0.1:${String(port)}`,
      failure: { kind: 'refused' },
    });
  });

  test('names the jump host that refuses the login', async () => {
    jump.behaviour.authenticate = (context) => {
      context.reject(['publickey', 'password']);
    };
    expect(await connect(through(jump))).toEqual({
      kind: 'access-path-failed',
      hop: jumpHop(),
      failure: {
        kind: 'authentication-refused',
        message: 'the private key does not log azureuser in; the server accepts: publickey, password',
      },
    });
  });

  test('names the machine that the jump host may not connect to', async () => {
    jump.behaviour.forwarding = { reason: 1, text: 'open failed' };
    expect(await connect(through(jump))).toEqual({
      kind: 'access-path-failed',
      hop: spoke1Hop(),
      failure: { kind: 'forwarding-forbidden', message: 'open failed' },
    });
  });

  test('names the machine that does not answer the jump host', async () => {
    jump.behaviour.forwarding = 'unanswered';
    const accessPath = bench.accessPaths(through(jump), { channelTimeoutMs: 200 }).to(spoke1vm.endpoint);
    expect(await accessPath.connect()).toEqual({ kind: 'access-path-failed', hop: spoke1Hop(), failure: { kind: 'timed-out', timeoutMs: 200 } });
  });

  test.each(Object.entries(probes))('is the outcome of every probe from there: %s', async (_kind, probe) => {
    jump.behaviour.forwarding = { reason: 2, text: 'No route to host' };
    const accessPath = bench.accessPaths(through(jump)).to(spoke1vm.endpoint);
    expect(await probe.attempt(accessPath, jump.endpoint)).toEqual({
      kind: 'access-path-failed',
      hop: spoke1Hop(),
      failure: { kind: 'unreachable', message: 'No route to host' },
    });
  });

  test('is not even tried with a key that cannot be opened', async () => {
    const { private: key } = utils.generateKeyPairSync('ed25519', { passphrase: 'correct', cipher: 'aes256-ctr', rounds: 1 });
    expect(await connect({ auth: { kind: 'private-key', key } })).toMatchObject({
      failure: { kind: 'not-tried', message: 'the SSH private key setting is encrypted, and no passphrase is given' },
    });
    expect(spoke1vm.logins).toEqual([]);
  });

  test('is not even tried with a known hosts file that cannot be read', async () => {
    const knownHostsFile = join(bench.folder, 'a-folder');
    mkdirSync(knownHostsFile);
    expect(await connect({ knownHostsFile })).toMatchObject({
      failure: { kind: 'not-tried', message: 'the known hosts file cannot be read: EISDIR: illegal operation on a directory, read' },
    });
    expect(spoke1vm.logins).toEqual([]);
  });
});
