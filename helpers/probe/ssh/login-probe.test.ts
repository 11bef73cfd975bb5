import type { Endpoint } from '../endpoint';
import type { LoginOutcome } from '../outcome';
import { attemptLogin } from './login-probe';
import { setUpBench, type Bench } from '../testing/bench';
import { finish, identityOf, type Machine } from '../testing/machine';
import { closedPort, startPlainServer } from '../testing/plain-server';
import type { ProbeTimeouts } from '../timeouts';

const nowhere: Endpoint = { name: 'spoke2vm', address: '10.2.1.4', port: 22, computerName: 'spoke2vm' };

let bench: Bench;
let spoke1vm: Machine;

beforeEach(async () => {
  bench = setUpBench();
  spoke1vm = await bench.machine('spoke1vm');
});

afterEach(async () => {
  await bench.close();
});

/** The timeouts concern the hop to B alone; the access path to A has its usual ones. */
function attempt(to: Endpoint, timeouts: Partial<ProbeTimeouts> = {}): Promise<LoginOutcome> {
  const accessPath = bench.accessPaths().to(spoke1vm.endpoint);
  const access = { ...accessPath.access, timeouts: { ...accessPath.access.timeouts, ...timeouts } };
  return attemptLogin({ accessPath: { ...accessPath, access }, to });
}

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

describe('a connection that A cannot open', () => {
  test('is refused where nothing listens', async () => {
    const to = { ...nowhere, address: '127.0.0.1', port: await closedPort() };
    expect(await attempt(to)).toEqual({ kind: 'refused', message: 'Connection refused' });
  });

  test.each([
    ['Connection reset by peer', 2, { kind: 'refused', message: 'Connection reset by peer' }],
    ['No route to host', 2, { kind: 'unreachable', message: 'No route to host' }],
    ['Network is unreachable', 2, { kind: 'unreachable', message: 'Network is unreachable' }],
    ['Connection timed out', 2, { kind: 'timed-out', timeoutMs: 10_000 }],
    ['open failed', 1, { kind: 'forwarding-forbidden', message: 'open failed' }],
    ['unknown channel type', 3, { kind: 'forwarding-forbidden', message: 'unknown channel type' }],
    ['', 4, { kind: 'channel-lost', message: 'no reason given' }],
  ] as const)('is told apart by what A says: "%s" with reason %i', async (text, reason, outcome) => {
    spoke1vm.behaviour.forwarding = { reason, text };
    expect(await attempt(nowhere)).toEqual(outcome);
  });

  test('times out where A gets no answer', async () => {
    spoke1vm.behaviour.forwarding = 'unanswered';
    expect(await attempt(nowhere, { channelTimeoutMs: 200 })).toEqual({ kind: 'timed-out', timeoutMs: 200 });
  });

  test('is closed again where it opens after all', async () => {
    spoke1vm.behaviour.forwarding = 'unanswered';
    let gone: () => void = () => undefined;
    const closedAgain = new Promise<void>((resolve) => (gone = resolve));
    const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.once('close', gone)));
    expect(await attempt(endpoint, { channelTimeoutMs: 200 })).toMatchObject({ kind: 'timed-out' });
    spoke1vm.answerLate();
    await closedAgain;
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

describe('an access path that breaks during the attempt', () => {
  test('is not held against B when A hangs up instead of forwarding', async () => {
    spoke1vm.behaviour.forwarding = 'hang-up';
    expect(await attempt(nowhere)).toEqual({ kind: 'channel-lost', message: 'spoke1vm itself has stopped answering' });
  });

  test('is not held against B when A crashes while B is about to speak', async () => {
    const server = await startPlainServer('spoke2vm', () => {
      spoke1vm.cut();
    });
    expect(await attempt(bench.closing(server).endpoint)).toEqual({ kind: 'channel-lost', message: 'spoke1vm itself has stopped answering' });
  });

  test('is noticed and given up when A, too, has gone silent', async () => {
    spoke1vm.behaviour.forwarding = 'unanswered';
    spoke1vm.behaviour.run = () => undefined;
    expect(await attempt(nowhere, { channelTimeoutMs: 200, commandTimeoutMs: 200 })).toEqual({
      kind: 'channel-lost',
      message: 'spoke1vm itself has stopped answering',
    });
    await spoke1vm.empty();
  });

  test('is still held to be alive when A merely runs no commands', async () => {
    spoke1vm.behaviour.forwarding = 'unanswered';
    spoke1vm.behaviour.noCommands = true;
    expect(await attempt(nowhere, { channelTimeoutMs: 200 })).toEqual({ kind: 'timed-out', timeoutMs: 200 });
  });
});
