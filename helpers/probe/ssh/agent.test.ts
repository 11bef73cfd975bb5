import { join } from 'node:path';
import { utils, type AuthContext } from 'ssh2';
import type { ProbeTimeouts } from '../timeouts';
import { startAgent, type AgentBehaviour, type TestAgent } from '../testing/agent';
import { setUpBench, type Bench } from '../testing/bench';
import { newKeyPair, publicKeyOf, type KeyPair } from '../testing/keys';
import type { SshAuthentication } from '../ssh-settings';

let bench: Bench;
/** The logins that the server was asked for: the method, and whether a signature came with it. */
let asked: string[];

beforeEach(() => {
  bench = setUpBench();
  asked = [];
});

afterEach(async () => {
  await bench.close();
});

/** What comes of a login with an agent to a machine that lets these keys in. */
async function logInWith(auth: SshAuthentication, authorised: readonly KeyPair[], timeouts: Partial<ProbeTimeouts> = {}): Promise<string> {
  const authenticate = (context: AuthContext) => {
    if (context.method !== 'publickey') {
      context.reject(['publickey']);
      return;
    }
    const { key } = context;
    asked.push(context.signature ? 'signature' : 'key');
    if (authorised.some((pair) => key.data.equals(publicKeyOf(pair)))) context.accept();
    else context.reject(['publickey']);
  };
  const machine = await bench.machine('spoke1vm', { authenticate });
  const result = await bench.accessPaths({ auth }, timeouts).to(machine.endpoint).connect();
  if (result.kind === 'reached') return 'logged in';
  return 'message' in result.failure ? `${result.failure.kind}: ${result.failure.message}` : result.failure.kind;
}

const agentWith = (pairs: readonly KeyPair[], differently: Partial<AgentBehaviour> = {}): Promise<TestAgent> =>
  startAgent(bench, pairs.map((pair) => pair.private), differently);

/** Takes a question and does nothing about it. */
const ignore = (): void => undefined;

const decline: AgentBehaviour['sign'] = (protocol, request) => {
  protocol.failureReply(request);
};

describe('an agent that works', () => {
  test('logs in with the one of its keys that is authorised', async () => {
    const pair = newKeyPair();
    const { auth } = await agentWith([newKeyPair(), pair]);
    expect(await logInWith(auth, [pair])).toBe('logged in');
  });

  test.each([
    ['ECDSA over P-256', () => utils.generateKeyPairSync('ecdsa', { bits: 256 })],
    ['ECDSA over P-521', () => utils.generateKeyPairSync('ecdsa', { bits: 521 })],
    ['RSA', () => utils.generateKeyPairSync('rsa', { bits: 2048 })],
  ])('logs in with a key of %s', async (_kind, newPair) => {
    const pair = newPair();
    const { auth } = await agentWith([pair]);
    expect(await logInWith(auth, [pair])).toBe('logged in');
  });

  test('is refused when none of its keys is authorised', async () => {
    const { auth } = await agentWith([newKeyPair()]);
    expect(await logInWith(auth, [newKeyPair()])).toBe('authentication-refused: the SSH agent does not log azureuser in');
  });

  test('is refused when it holds no key at all', async () => {
    const { auth } = await agentWith([]);
    expect(await logInWith(auth, [newKeyPair()])).toBe('authentication-refused: the SSH agent does not log azureuser in');
  });

  test('leaves no connection to it open', async () => {
    const pair = newKeyPair();
    const agent = await agentWith([pair]);
    expect(await logInWith(agent.auth, [pair])).toBe('logged in');
    await agent.empty();
  });

  test('may decline to use one key, and log in with the next', async () => {
    const pairs = [newKeyPair(), newKeyPair()];
    let signatures = 0;
    const { auth } = await agentWith(pairs, {
      sign: (protocol, request, { key, data }) => {
        signatures += 1;
        if (signatures === 1) protocol.failureReply(request);
        else protocol.signReply(request, key.sign(data));
      },
    });
    expect(await logInWith(auth, pairs)).toBe('logged in');
  });
});

describe('an agent that is of no help counts as not tried: it', () => {
  const ofNoHelp = (problem: string) => `not-tried: the SSH agent is of no help: ${problem}`;
  const nonsense = 'it goes away, or talks nonsense, when it is to list its keys';

  test('cannot use its keys', async () => {
    const pair = newKeyPair();
    const { auth } = await agentWith([pair], { sign: decline });
    expect(await logInWith(auth, [pair])).toBe(ofNoHelp('Agent responded with failure'));
  });

  test('does not run', async () => {
    expect(await logInWith({ kind: 'agent', socket: join(bench.folder, 'none.sock') }, [])).toBe(ofNoHelp('Failed to connect to agent'));
  });

  test('does not list its keys', async () => {
    const agent = await agentWith([newKeyPair()], { list: ignore });
    expect(await logInWith(agent.auth, [], { agentKeysTimeoutMs: 200 })).toBe(ofNoHelp('it does not list its keys within 0.2 s'));
    await agent.empty();
    expect(asked).toEqual([]);
  });

  test('does not sign, and is not asked for another signature', async () => {
    const pairs = [newKeyPair(), newKeyPair()];
    let signatures = 0;
    const agent = await agentWith(pairs, {
      sign: () => {
        signatures += 1;
      },
    });
    expect(await logInWith(agent.auth, pairs, { agentSignatureTimeoutMs: 200 })).toBe(ofNoHelp('it does not sign within 0.2 s'));
    await agent.empty();
    expect([signatures, asked]).toEqual([1, ['key']]);
  });

  test('does not list its keys before the server is taken to be silent', async () => {
    const agent = await agentWith([newKeyPair()], { list: ignore });
    expect(await logInWith(agent.auth, [], { authenticationTimeoutMs: 300 })).toBe(ofNoHelp('it does not list its keys in time'));
    await agent.empty();
  });

  test('does not sign before the time for the whole login is up', async () => {
    const pair = newKeyPair();
    const agent = await agentWith([pair], { sign: ignore });
    expect(await logInWith(agent.auth, [pair], { loginTimeoutMs: 2_000 })).toBe(ofNoHelp('it does not sign in time'));
    await agent.empty();
  });

  test.each([
    ['something else than a list of keys', '0000000563aabbccdd', nonsense],
    ['a signature instead of a list', '000000050e00000000', nonsense],
    ['a list that is cut off', '000000050cffffffff', nonsense],
    ['the beginning of a message without an end', 'ffffffff0c00000001', 'it does not list its keys within 0.5 s'],
  ])('answers with %s', async (_what, bytes, problem) => {
    const { auth } = await agentWith([newKeyPair()], { list: (_protocol, _request, socket) => socket.write(Buffer.from(bytes, 'hex')) });
    expect(await logInWith(auth, [], { agentKeysTimeoutMs: 500 })).toBe(ofNoHelp(problem));
  });

  test('goes away when it is asked for its keys', async () => {
    const { auth } = await agentWith([newKeyPair()], { list: (_protocol, _request, socket) => socket.destroy() });
    expect(await logInWith(auth, [])).toBe(ofNoHelp(nonsense));
  });

  test('goes away when it is asked to sign', async () => {
    const pair = newKeyPair();
    const { auth } = await agentWith([pair], { sign: (_protocol, _request, _wanted, socket) => socket.destroy() });
    expect(await logInWith(auth, [pair])).toBe(ofNoHelp('it goes away, or talks nonsense, when it is to sign'));
  });

  test.each([
    ['Ed25519', newKeyPair],
    ['ECDSA', () => utils.generateKeyPairSync('ecdsa', { bits: 384 })],
    ['RSA', () => utils.generateKeyPairSync('rsa', { bits: 2048 })],
  ])('signs with a key of %s, and what it gives is no signature: the server does not see it', async (_kind, newPair) => {
    const pair = newPair();
    const { auth } = await agentWith([pair], {
      sign: (protocol, request) => {
        protocol.signReply(request, Buffer.from('1 am no signature, and long enough to be one of any kind'));
      },
    });
    expect(await logInWith(auth, [pair])).toBe(ofNoHelp('what it signs with a key is no signature of that key'));
    expect(asked).not.toContain('signature');
  });
});
