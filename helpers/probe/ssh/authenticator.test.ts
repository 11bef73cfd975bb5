import { utils, type AuthContext } from 'ssh2';
import { authenticator } from './authenticator';
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

test('too many keys are a refusal, too, although OpenSSH hangs up on them', () => {
  const authentication = authenticator({ username: 'azureuser', description: 'the SSH agent', methods: [] }, () => undefined);
  expect(authentication.refusalIn(new Error('Too many authentication failures'))).toEqual({
    kind: 'authentication-refused',
    message: 'the SSH agent does not log azureuser in: Too many authentication failures',
  });
  expect(authentication.refusalIn(new Error('read ECONNRESET'))).toBeUndefined();
});
