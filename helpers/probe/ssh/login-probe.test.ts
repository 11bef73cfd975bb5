import type { Endpoint } from '../endpoint';
import type { LoginOutcome } from '../outcome';
import { setUpBench, type Bench } from '../testing/bench';
import { newKeyPair } from '../testing/keys';
import { finish, identityOf, startMachine, type Machine } from '../testing/machine';
import { startPlainServer } from '../testing/plain-server';
import type { ProbeTimeouts } from '../timeouts';
import { loginProbe } from './login-probe';

let bench: Bench;
let spoke1vm: Machine;

beforeEach(async () => {
  bench = setUpBench();
  spoke1vm = await bench.machine('spoke1vm');
});

afterEach(async () => {
  await bench.close();
});

const attempt = (to: Endpoint, timeouts?: Partial<ProbeTimeouts>): Promise<LoginOutcome> => loginProbe.attempt(bench.pathTo(spoke1vm, timeouts), to);

describe('a login that is accepted', () => {
  test('lands, with the host name and the source address that B tells', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    expect(await attempt(spoke2vm.endpoint)).toEqual({ kind: 'landed', hostName: 'spoke2vm', from: '127.0.0.1', compared: true });
  });

  test('leaves no connection to B behind', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    await attempt(spoke2vm.endpoint);
    await spoke2vm.empty();
    expect(spoke2vm.logins).toEqual(['azureuser']);
  });

  test('lands although the host name differs in case and carries a domain', async () => {
    const spoke2vm = await bench.machine('SPOKE2VM.internal.cloudapp.net');
    expect(await attempt({ ...spoke2vm.endpoint, computerName: 'Spoke2vm' })).toMatchObject({ kind: 'landed', compared: true });
  });

  test('lands and says that nothing was compared where Azure knows no computer name', async () => {
    const { endpoint } = await bench.machine('spoke2vm');
    const { name, address, port } = endpoint;
    expect(await attempt({ name, address, port })).toMatchObject({ kind: 'landed', hostName: 'spoke2vm', compared: false });
  });

  test('lands without a source address where sshd does not set SSH_CONNECTION', async () => {
    const { endpoint } = await bench.machine('spoke2vm', {
      run: (channel, command) => {
        finish(channel, identityOf('spoke2vm', '', command).replace(/ 50022.*/, ''));
      },
    });
    expect(await attempt(endpoint)).toEqual({ kind: 'landed', hostName: 'spoke2vm', compared: true });
  });

  test('lands on the wrong machine where another one answers at the address', async () => {
    const { endpoint } = await bench.machine('spoke3vm');
    bench.machines.push({ name: 'spoke3vm', hostNames: ['spoke3vm'], addresses: ['10.3.1.4'] });
    expect(await attempt({ ...endpoint, name: 'spoke2vm', computerName: 'spoke2vm' })).toEqual({
      kind: 'wrong-machine',
      hostName: 'spoke3vm',
      expected: 'spoke2vm',
    });
  });

  describe('by a machine that calls itself otherwise than Azure named it', () => {
    const renamed = async () => {
      const { endpoint } = await bench.machine('web-2');
      return { ...endpoint, name: 'spoke2vm', computerName: 'spoke2vm' };
    };
    const wrong = { kind: 'wrong-machine', hostName: 'web-2', expected: 'spoke2vm' };

    test('lands where its agent reported that name', async () => {
      expect(await attempt({ ...(await renamed()), guestName: 'WEB-2' })).toEqual({ kind: 'landed', hostName: 'web-2', from: '127.0.0.1', compared: true });
    });

    test('lands where its host key is known, for it alone, and says what Azure knows it as', async () => {
      bench.machines.push({ name: 'spoke2vm', hostNames: ['spoke2vm'], addresses: ['127.0.0.1'] }, { name: 'spoke3vm', hostNames: ['spoke3vm'], addresses: ['10.3.1.4'] });
      expect(await attempt(await renamed())).toEqual({ kind: 'landed', hostName: 'web-2', from: '127.0.0.1', compared: true, expected: 'spoke2vm' });
      expect(await attempt({ ...(await renamed()), guestName: 'web-1' })).toMatchObject({ kind: 'landed', hostName: 'web-2', expected: 'spoke2vm or web-1' });
    });

    test.each(['web-2', 'WEB-2', 'web-2.internal.example'])('does not land where another machine of the deployment is called %s', async (name) => {
      const endpoint = await renamed();
      bench.machines.push({ name: 'spoke3vm', hostNames: ['spoke3vm', name.split('.')[0] ?? ''], addresses: ['10.3.1.4'] });
      expect(await attempt(endpoint)).toEqual(wrong);
    });

    test('does not land where its host key is known as that of another machine, too', async () => {
      const key = newKeyPair();
      const { endpoint } = await bench.machine('web-2', { hostKeys: [key] });
      bench.know('10.3.1.5', endpoint.port, key);
      bench.machines.push({ name: 'spoke3vm', hostNames: [], addresses: ['10.3.1.4', '10.3.1.5'] });
      expect(await attempt({ ...endpoint, name: 'spoke2vm', computerName: 'spoke2vm' })).toEqual(wrong);
    });

    test('does not land where its host key was accepted as new, however often', async () => {
      const { endpoint } = bench.closing(await startMachine('web-2'));
      const to = { ...endpoint, name: 'spoke2vm', computerName: 'spoke2vm' };
      const path = bench.accessPaths({ hostKeys: 'accept-new' }).to(spoke1vm.endpoint);
      expect([await loginProbe.attempt(path, to), await loginProbe.attempt(path, to)]).toEqual([wrong, wrong]);
    });
  });

  test('gives no name where the machine runs no commands', async () => {
    const { endpoint } = await bench.machine('spoke2vm', { noCommands: true });
    expect(await attempt(endpoint)).toEqual({ kind: 'command-failed', message: 'Unable to exec' });
  });

  test('gives no name where the command never ends', async () => {
    const { endpoint } = await bench.machine('spoke2vm', { run: () => undefined });
    expect(await attempt(endpoint, { commandTimeoutMs: 1_000 })).toEqual({ kind: 'command-failed', message: 'no answer within 1 s' });
  });

  test('gives no name where the shell floods the session', async () => {
    const { endpoint } = await bench.machine('spoke2vm', {
      run: (channel) => {
        channel.write('x'.repeat(100_000));
      },
    });
    expect(await attempt(endpoint)).toEqual({ kind: 'command-failed', message: 'it wrote far more than was asked for' });
  });

  test('is lost where the session dies when the command comes', async () => {
    const { endpoint } = await bench.machine('spoke2vm', {
      run: (_channel, _command, connection) => {
        connection.end();
      },
    });
    expect(await attempt(endpoint)).toEqual({ kind: 'channel-lost', message: 'the session was closed before the command ended' });
  });
});

describe('a connection that opens', () => {
  test('shows no banner where the port is silent', async () => {
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', () => undefined));
    expect(await attempt(endpoint, { handshakeTimeoutMs: 200 })).toEqual({ kind: 'no-banner', message: 'nothing within 0.2 s' });
  });

  test('shows no banner where it is closed at once', async () => {
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.end()));
    expect(await attempt(endpoint)).toEqual({ kind: 'no-banner', message: 'Connection lost before handshake' });
  });

  test('shows no banner where something else than SSH answers', async () => {
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await attempt(endpoint)).toEqual({ kind: 'no-banner', message: 'Connection lost before handshake' });
  });

  test('goes silent where nothing follows the banner', async () => {
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.write('SSH-2.0-OpenSSH_9.6p1\r\n')));
    expect(await attempt(endpoint, { handshakeTimeoutMs: 500 })).toEqual({
      kind: 'went-silent',
      during: 'key-exchange',
      banner: 'SSH-2.0-OpenSSH_9.6p1',
      timeoutMs: 500,
    });
  });

  test('goes silent where the login is never decided', async () => {
    const { endpoint } = await bench.machine('spoke2vm', { authenticate: () => undefined });
    expect(await attempt(endpoint, { authenticationTimeoutMs: 200 })).toMatchObject({
      kind: 'went-silent',
      during: 'authentication',
      banner: expect.stringMatching(/^SSH-2\.0-ssh2js/),
      timeoutMs: 200,
    });
  });

  test('is lost where it is closed after the banner', async () => {
    const { endpoint } = bench.closing(
      await startPlainServer('spoke2vm', (socket) => {
        socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6p1\r\n'));
      }),
    );
    expect(await attempt(endpoint)).toEqual({ kind: 'channel-lost', message: 'the connection was closed during key-exchange' });
  });

  test('is lost where it is closed while the login is decided', async () => {
    const { endpoint } = await bench.machine('spoke2vm', {
      authenticate: (_context, connection) => {
        connection.end();
      },
    });
    expect(await attempt(endpoint)).toEqual({ kind: 'channel-lost', message: 'the connection was closed during authentication' });
  });

  test('fails in the handshake where nonsense follows the banner', async () => {
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.write(`SSH-2.0-Odd\r\n${'x'.repeat(64)}`)));
    expect(await attempt(endpoint)).toMatchObject({ kind: 'handshake-failed', banner: 'SSH-2.0-Odd' });
  });

  test('is of no use where B refuses the login', async () => {
    const { endpoint } = await bench.machine('spoke2vm', {
      authenticate: (context) => {
        context.reject(['publickey']);
      },
    });
    expect(await attempt(endpoint)).toEqual({
      kind: 'authentication-refused',
      message: 'the private key does not log azureuser in; the server accepts: publickey',
    });
  });
});

test('A that crashes while B is about to speak is not a failure of B', async () => {
  const server = await startPlainServer('spoke2vm', () => {
    spoke1vm.cut();
  });
  expect(await attempt(bench.closing(server).endpoint)).toEqual({ kind: 'channel-lost', message: 'spoke1vm itself has stopped answering' });
});
