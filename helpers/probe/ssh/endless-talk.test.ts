/** Servers that never stop talking: whatever they send, no wait goes on for ever, and nothing is answered once it was given up. */
import type { AuthContext, Connection } from 'ssh2';
import type { LoginOutcome } from '../outcome';
import type { SshSettings } from '../ssh-settings';
import { setUpBench, type Bench } from '../testing/bench';
import type { Behaviour, Machine } from '../testing/machine';
import { startPlainServer } from '../testing/plain-server';
import { loginProbe } from './login-probe';

let bench: Bench;
let spoke1vm: Machine;
/** Whether servers go on; until the test is over. */
let talking: boolean;

beforeEach(async () => {
  talking = true;
  bench = setUpBench();
  spoke1vm = await bench.machine('spoke1vm');
});

afterEach(async () => {
  talking = false;
  await bench.close();
});

const password: Pick<SshSettings, 'auth'> = { auth: { kind: 'password', password: 'correct horse' } };

/** Exchanges keys again and again. */
function renewKeys(connection: Connection): void {
  if (talking) connection.rekey(() => setImmediate(renewKeys, connection));
}

/** Sends a little every few milliseconds. */
function keepSending(send: () => void): void {
  if (!talking) return;
  send();
  setTimeout(keepSending, 10, send);
}

/** ssh2's Server has no call for it but the one underneath: a request that wants an answer, as sshd's ClientAliveInterval sends it. */
const askForLife = (connection: Connection) => {
  (connection as unknown as { _protocol: { ping(): void } })._protocol.ping();
};

/** Asks for the password again whenever it was given, and notes each answer. */
function promptForEver(context: AuthContext, answers: string[]): void {
  if (context.method !== 'keyboard-interactive') {
    context.reject(['keyboard-interactive']);
    return;
  }
  const ask = () => {
    context.prompt([{ prompt: 'Password: ', echo: false }], (given) => {
      answers.push(...given);
      if (talking) setImmediate(ask);
    });
  };
  ask();
}

describe('a login that never is decided', () => {
  const attempt = async (authenticate: Behaviour['authenticate'], settings?: Partial<SshSettings>): Promise<LoginOutcome> => {
    const { endpoint } = await bench.machine('spoke2vm', { authenticate });
    const path = bench.accessPaths(settings).to(spoke1vm.endpoint);
    await path.connect();
    return loginProbe.attempt({ ...path, timeouts: { ...path.timeouts, loginTimeoutMs: 2_000 } }, endpoint);
  };

  const endless = { kind: 'login-endless', during: 'authentication', banner: expect.stringMatching(/^SSH-2\.0-ssh2js/), timeoutMs: 2_000 };

  test('ends although the server renews the keys for ever', async () => {
    expect(
      await attempt((_context, connection) => {
        renewKeys(connection);
      }),
    ).toEqual(endless);
  });

  test('ends although the server asks for a sign of life for ever', async () => {
    expect(
      await attempt((_context, connection) => {
        keepSending(() => {
          askForLife(connection);
        });
      }),
    ).toEqual(endless);
  });

  test('ends although the server prompts for ever', async () => {
    const answers: string[] = [];
    expect(
      await attempt((context) => {
        promptForEver(context, answers);
      }, password),
    ).toEqual(endless);
    expect(answers).toContain('correct horse');
  });
});

describe('a server that sends a byte now and then', () => {
  const attempt = async (greeting: string): Promise<LoginOutcome> => {
    const { endpoint } = bench.closing(
      await startPlainServer('spoke2vm', (socket) => {
        socket.write(greeting);
        keepSending(() => socket.write('\0'));
      }),
    );
    return loginProbe.attempt(bench.pathTo(spoke1vm, { loginTimeoutMs: 1_000 }), endpoint);
  };

  test('shows no banner in the time for a whole login', async () => {
    expect(await attempt('SSH')).toEqual({ kind: 'no-banner', message: 'none within 1 s, although something else is sent' });
  });

  test('does not finish the key exchange in the time for a whole login', async () => {
    // The length of a packet that is not there yet.
    expect(await attempt('SSH-2.0-OpenSSH_9.6p1\r\n\0\0\x10\x04')).toEqual({
      kind: 'login-endless',
      during: 'key-exchange',
      banner: 'SSH-2.0-OpenSSH_9.6p1',
      timeoutMs: 1_000,
    });
  });
});

describe('a command that never ends', () => {
  const attempt = async (run: Behaviour['run']): Promise<LoginOutcome> => {
    const { endpoint } = await bench.machine('spoke2vm', { run });
    return loginProbe.attempt(bench.pathTo(spoke1vm, { commandTimeoutMs: 1_000 }), endpoint);
  };

  test('is given up although the server renews the keys for ever', async () => {
    expect(
      await attempt((_channel, _command, connection) => {
        renewKeys(connection);
      }),
    ).toEqual({ kind: 'command-failed', message: 'no answer within 1 s' });
  });

  test('is given up although the server writes errors for ever', async () => {
    expect(
      await attempt((channel) => {
        keepSending(() => channel.stderr.write('x'.repeat(100)));
      }),
    ).toEqual({ kind: 'command-failed', message: 'no answer within 1 s' });
  });
});

describe('where A does not heed that a connection is closed', () => {
  beforeEach(() => {
    spoke1vm.behaviour.keepsChannels = true;
  });

  test('a server that goes on prompting is not answered any more', async () => {
    const answers: string[] = [];
    const spoke2vm = await bench.machine('spoke2vm', {
      authenticate: (context) => {
        promptForEver(context, answers);
      },
    });
    const spoke3vm = await bench.machine('spoke3vm');
    const path = bench.accessPaths(password).to(spoke1vm.endpoint);
    const brief = { ...path, timeouts: { ...path.timeouts, loginTimeoutMs: 1_000 } };
    expect(await loginProbe.attempt(brief, spoke2vm.endpoint)).toMatchObject({ kind: 'login-endless' });
    // By the end of another login over A an answer that was under way has arrived.
    await loginProbe.attempt(path, spoke3vm.endpoint);
    const given = answers.length;
    expect(await loginProbe.attempt(path, spoke3vm.endpoint)).toMatchObject({ kind: 'landed' });
    expect(answers).toHaveLength(given);
  });

  test('a sign of life that never ends has to wait, and takes no more memory than its window', async () => {
    let written = 0;
    const spoke3vm = await bench.machine('spoke3vm');
    const access = bench.pathTo(spoke1vm, { channelTimeoutMs: 200 });
    await access.connect();
    spoke1vm.behaviour.run = (channel) => {
      const piece = Buffer.alloc(32 * 1024, 'x');
      const write = () => {
        channel.write(piece, () => {
          written += piece.length;
          if (talking) setImmediate(write);
        });
      };
      write();
    };
    spoke1vm.behaviour.forwarding = 'unanswered';
    const nowhere = { name: 'spoke2vm', address: '10.2.1.4', port: 22 };
    expect(await loginProbe.attempt(access, nowhere)).toEqual({ kind: 'timed-out', timeoutMs: 200 });
    spoke1vm.behaviour.forwarding = 'open';
    for (let logins = 0; logins < 3; logins += 1) {
      expect(await loginProbe.attempt(access, spoke3vm.endpoint)).toMatchObject({ kind: 'landed' });
    }
    // ssh2's window is of 2 MiB, and it is opened again once at most.
    expect(written).toBeLessThan(8 * 1024 * 1024);
  });

  test('the access paths close nevertheless', async () => {
    const spoke2vm = await bench.machine('spoke2vm');
    const paths = bench.accessPaths({ jump: { host: spoke1vm.endpoint.address, port: spoke1vm.endpoint.port } });
    expect(await paths.to(spoke2vm.endpoint).connect()).toMatchObject({ kind: 'reached' });
    await paths.close();
    await spoke2vm.empty();
    expect(spoke2vm.logins).toEqual(['azureuser']);
  });
});
