import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { AgentProtocol, utils, type AuthContext } from 'ssh2';
import { authenticator } from './authenticator';
import { parsePrivateKey } from './private-key';
import type { SshAuthentication } from '../ssh-settings';
import { setUpBench, type Bench } from '../testing/bench';
import { newKeyPair, publicKeyOf, type KeyPair } from '../testing/keys';

let bench: Bench;

beforeEach(() => {
  bench = setUpBench();
});

afterEach(async () => {
  await bench.close();
});

/** What comes of a login with `auth` to a machine that treats each attempt to authenticate as told. */
async function logInWith(auth: SshAuthentication, authenticate: (context: AuthContext) => void): Promise<string> {
  const machine = await bench.machine('spoke1vm', { authenticate });
  const result = await bench.accessPaths({ auth }).to(machine.endpoint).connect();
  if (result.kind === 'reached') return 'logged in';
  return 'message' in result.failure ? `${result.failure.kind}: ${result.failure.message}` : result.failure.kind;
}

const accept = (context: AuthContext) => {
  context.accept();
};

const reject = (...answer: Parameters<AuthContext['reject']>) => (context: AuthContext) => {
  context.reject(...answer);
};

const onlyKey = (pair: KeyPair) => (context: AuthContext) => {
  if (context.method === 'publickey' && context.key.data.equals(publicKeyOf(pair))) context.accept();
  else context.reject(['publickey']);
};

const password: SshAuthentication = { kind: 'password', password: 'correct horse' };

describe('a private key', () => {
  test('logs in where it is authorised', async () => {
    const pair = newKeyPair();
    expect(await logInWith({ kind: 'private-key', key: pair.private }, onlyKey(pair))).toBe('logged in');
  });

  test('logs in with its passphrase', async () => {
    const { private: key } = utils.generateKeyPairSync('ecdsa', { bits: 256, passphrase: 'secret', cipher: 'aes256-ctr', rounds: 1 });
    const auth: SshAuthentication = { kind: 'private-key', key, passphrase: 'secret' };
    expect(await logInWith(auth, accept)).toBe('logged in');
  });

  test('is refused where another is authorised', async () => {
    expect(await logInWith({ kind: 'private-key', key: newKeyPair().private }, onlyKey(newKeyPair()))).toBe(
      'authentication-refused: the private key does not log azureuser in; the server accepts: publickey',
    );
  });

  test('is refused by a machine that accepts passwords only', async () => {
    const auth: SshAuthentication = { kind: 'private-key', key: newKeyPair().private };
    expect(await logInWith(auth, reject(['password']))).toBe(
      'authentication-refused: the private key does not log azureuser in; the server accepts: password',
    );
  });

  test('is not enough where the machine wants a second factor', async () => {
    const auth: SshAuthentication = { kind: 'private-key', key: newKeyPair().private };
    expect(await logInWith(auth, reject(['keyboard-interactive'], true))).toBe(
      'authentication-refused: the private key alone does not log azureuser in; the server also wants: keyboard-interactive',
    );
  });
});

describe('a password', () => {
  test('logs in', async () => {
    const check = (context: AuthContext) => {
      if (context.method === 'password' && context.password === 'correct horse') context.accept();
      else context.reject(['password']);
    };
    expect(await logInWith(password, check)).toBe('logged in');
  });

  test('answers the prompt of a machine that asks for it through PAM', async () => {
    const ask = (context: AuthContext) => {
      if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
      else {
        context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
          if (answers[0] === 'correct horse') context.accept();
          else context.reject(['keyboard-interactive']);
        });
      }
    };
    expect(await logInWith(password, ask)).toBe('logged in');
  });

  test('that is wrong is sent once, though the machine would also take it through PAM', async () => {
    const methods: string[] = [];
    const refuse = (context: AuthContext) => {
      methods.push(context.method);
      context.reject(['password', 'keyboard-interactive']);
    };
    expect(await logInWith(password, refuse)).toBe(
      'authentication-refused: the password does not log azureuser in; the server accepts: password, keyboard-interactive',
    );
    expect(methods).toEqual(['password']);
  });
});

describe('an agent', () => {
  /** An ssh-agent that holds these keys; locked, it shows them and does not sign. */
  async function startAgent(pairs: KeyPair[], { locked = false } = {}): Promise<SshAuthentication> {
    const sockets = new Set<Socket>();
    const keys = pairs.map((pair) => parsePrivateKey(pair.private)).flatMap((reading) => (reading.status === 'usable' ? [reading.key] : []));
    const server = createServer((socket) => {
      sockets.add(socket);
      const protocol = new AgentProtocol(false);
      protocol.on('identities', (request) => protocol.getIdentitiesReply(request, keys));
      protocol.on('sign', (request, publicKey, data) => {
        const key = keys.find((candidate) => candidate.getPublicSSH().equals(publicKey.getPublicSSH()));
        if (key && !locked) protocol.signReply(request, key.sign(data));
        else protocol.failureReply(request);
      });
      socket.on('error', () => undefined);
      socket.pipe(protocol).pipe(socket);
    });
    const socket = join(bench.folder, 'agent.sock');
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    bench.closing({
      async close() {
        for (const open of sockets) open.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    });
    return { kind: 'agent', socket };
  }

  test('logs in with the one of its keys that is authorised', async () => {
    const pair = newKeyPair();
    expect(await logInWith(await startAgent([newKeyPair(), pair]), onlyKey(pair))).toBe('logged in');
  });

  test('is refused when none of its keys is authorised', async () => {
    expect(await logInWith(await startAgent([newKeyPair()]), onlyKey(newKeyPair()))).toBe(
      'authentication-refused: the SSH agent does not log azureuser in',
    );
  });

  test('is refused when it holds no key at all', async () => {
    expect(await logInWith(await startAgent([]), onlyKey(newKeyPair()))).toBe('authentication-refused: the SSH agent does not log azureuser in');
  });

  test('that cannot use its keys counts as not tried', async () => {
    const pair = newKeyPair();
    const locked = await startAgent([pair], { locked: true });
    expect(await logInWith(locked, onlyKey(pair))).toBe('not-tried: the SSH agent is of no help: Agent responded with failure');
  });

  test('that does not run counts as not tried', async () => {
    expect(await logInWith({ kind: 'agent', socket: join(bench.folder, 'none.sock') }, onlyKey(newKeyPair()))).toBe(
      'not-tried: the SSH agent is of no help: Failed to connect to agent',
    );
  });
});

test('too many keys are a refusal, too, although OpenSSH hangs up on them', () => {
  const authentication = authenticator({ username: 'azureuser', description: 'the SSH agent', methods: [] }, () => undefined);
  expect(authentication.refusalIn(new Error('Too many authentication failures'))).toEqual({
    kind: 'authentication-refused',
    message: 'the SSH agent does not log azureuser in: Too many authentication failures',
  });
  expect(authentication.refusalIn(new Error('read ECONNRESET'))).toBeUndefined();
});
