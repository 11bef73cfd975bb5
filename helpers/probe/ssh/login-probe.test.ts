import type { Endpoint } from '../endpoint';
import type { LoginOutcome } from '../outcome';
import { setUpBench, type Bench } from '../testing/bench';
import { finish, identityOf, type Machine } from '../testing/machine';
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
    expect(await attempt({ ...endpoint, computerName: 'spoke2vm' })).toEqual({
      kind: 'wrong-machine',
      hostName: 'spoke3vm',
      expected: 'spoke2vm',
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
