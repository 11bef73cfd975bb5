import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from 'ssh2';
import { attemptLogin } from './spoke-login';
import type { SshSettings } from './ssh-settings';
import { setUpBench, type Bench } from './testing/bench';
import type { Machine } from './testing/machine';
import { closedPort } from './testing/plain-server';

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

describe('the way in', () => {
  test('leads through the jump host, with its own user name, and on from there', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const wayIn = bench.waysIn(through(jump, 'operator')).to(spoke1vm.endpoint);
    expect(await attemptLogin({ wayIn, to: spoke2vm.endpoint })).toMatchObject({ kind: 'landed', hostName: 'spoke2vm' });
    expect([jump.logins, spoke1vm.logins, spoke2vm.logins]).toEqual([['operator'], ['azureuser'], ['azureuser']]);
  });

  test('is shared by all pairs that start at a machine, and the jump host by all machines', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const waysIn = bench.waysIn(through(jump));
    const pairs = [1, 2, 3].flatMap(() => [
      { wayIn: waysIn.to(spoke1vm.endpoint), to: spoke2vm.endpoint },
      { wayIn: waysIn.to(spoke2vm.endpoint), to: spoke1vm.endpoint },
    ]);
    const outcomes = await Promise.all(pairs.map(attemptLogin));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('landed'));
    expect([jump.logins.length, spoke1vm.logins.length, spoke2vm.logins.length]).toEqual([1, 4, 4]);
  });

  test.each([
    ['the machine', () => spoke1vm],
    ['the jump host', () => jump],
  ])('is opened again after %s has broken off', async (_who, machine) => {
    const wayIn = bench.waysIn(through(jump)).to(spoke1vm.endpoint);
    const first = await wayIn.connect();
    if (first.kind !== 'logged-in') throw new Error(first.failure.kind);
    machine().cut();
    await first.connection.closed;
    expect(await wayIn.connect()).toMatchObject({ kind: 'logged-in' });
    expect(spoke1vm.logins).toHaveLength(2);
  });

  test('is tried again after it has failed', async () => {
    const wayIn = bench.waysIn().to(spoke1vm.endpoint);
    spoke1vm.behaviour.authenticate = (context) => {
      context.reject(['publickey']);
    };
    expect(await wayIn.connect()).toMatchObject({ kind: 'way-in-failed', failure: { kind: 'authentication-refused' } });
    spoke1vm.behaviour.authenticate = (context) => {
      context.accept();
    };
    expect(await wayIn.connect()).toMatchObject({ kind: 'logged-in' });
  });

  test('leaves nothing open when it is closed', async () => {
    const waysIn = bench.waysIn(through(jump));
    await waysIn.to(spoke1vm.endpoint).connect();
    await waysIn.close();
    await Promise.all([jump.empty(), spoke1vm.empty()]);
    expect([jump.logins.length, spoke1vm.logins.length]).toEqual([1, 1]);
  });

  test('ends itself when it is closed before it is open', async () => {
    const waysIn = bench.waysIn();
    const opening = waysIn.to(spoke1vm.endpoint).connect();
    await waysIn.close();
    const result = await opening;
    if (result.kind !== 'logged-in') throw new Error(result.failure.kind);
    await result.connection.closed;
    await spoke1vm.empty();
    expect(result.connection.isOpen()).toBe(false);
  });
});

describe('a way in that fails', () => {
  const connect = (settings: Partial<SshSettings>) => bench.waysIn(settings).to(spoke1vm.endpoint).connect();

  test('names the jump host that refuses the connection', async () => {
    const port = await closedPort();
    expect(await connect({ jump: { host: '127.0.0.1', port } })).toMatchObject({
      kind: 'way-in-failed',
      hop: `jump host 127.0.0.1:${String(port)}`,
      failure: { kind: 'refused' },
    });
  });

  test('names the jump host that refuses the login', async () => {
    jump.behaviour.authenticate = (context) => {
      context.reject(['publickey', 'password']);
    };
    expect(await connect(through(jump))).toEqual({
      kind: 'way-in-failed',
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
      kind: 'way-in-failed',
      hop: spoke1Hop(),
      failure: { kind: 'forwarding-forbidden', message: 'open failed' },
    });
  });

  test('names the machine that does not answer the jump host', async () => {
    jump.behaviour.forwarding = 'unanswered';
    const wayIn = bench.waysIn(through(jump), { channelTimeoutMs: 200 }).to(spoke1vm.endpoint);
    expect(await wayIn.connect()).toEqual({ kind: 'way-in-failed', hop: spoke1Hop(), failure: { kind: 'timed-out', timeoutMs: 200 } });
  });

  test('is the outcome of every pair that starts there', async () => {
    jump.behaviour.forwarding = { reason: 2, text: 'No route to host' };
    const wayIn = bench.waysIn(through(jump)).to(spoke1vm.endpoint);
    expect(await attemptLogin({ wayIn, to: jump.endpoint })).toEqual({
      kind: 'way-in-failed',
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
