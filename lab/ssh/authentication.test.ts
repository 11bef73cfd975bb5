import { readFileSync } from 'node:fs';
import { BaseAgent, type ParsedKey, utils } from 'ssh2';
import { makeKeyPair } from './keys';
import { attemptLogin, jumpAddress } from './testing/client';
import { withSsh } from './testing/two-spokes';

const refused = { error: 'All configured authentication methods failed' };

test('the user gets in with the key', () =>
  withSsh(async ({ environment }) => {
    expect(await attemptLogin(environment, jumpAddress(environment))).toHaveProperty('client');
  }));

test('a foreign key is refused', () =>
  withSsh(async ({ environment }) => {
    expect(await attemptLogin(environment, { ...jumpAddress(environment), privateKey: makeKeyPair().privateKey })).toMatchObject(refused);
  }));

const parse = (key: string | Buffer): ParsedKey => utils.parseKey(key) as ParsedKey;

/** An SSH agent that offers `offered` in turn, signs everything with `signer`, and remembers what it was asked to sign for. */
class RecordingAgent extends BaseAgent<ParsedKey> {
  readonly signedFor: ParsedKey[] = [];
  constructor(
    private readonly offered: ParsedKey[],
    private readonly signer: ParsedKey,
  ) {
    super();
  }
  getIdentities(done: (error: Error | undefined, keys: ParsedKey[]) => void): void {
    done(undefined, this.offered);
  }
  sign(key: ParsedKey, data: Buffer, _options: unknown, done?: (error: undefined, signature: Buffer) => void): void {
    this.signedFor.push(key);
    done?.(undefined, this.signer.sign(data));
  }
}

test('a foreign key is refused before anything is signed with it', () =>
  withSsh(async ({ environment }) => {
    const [foreign, own] = [parse(makeKeyPair().privateKey), parse(readFileSync(environment.SSH_PRIVATE_KEY_FILE))];
    const agent = new RecordingAgent([foreign, own], own);
    expect(await attemptLogin(environment, { ...jumpAddress(environment), authHandler: ['agent'], agent })).toHaveProperty('client');
    expect(agent.signedFor).toEqual([own]);
  }));

test('the right key with a signature by another is refused', () =>
  withSsh(async ({ environment }) => {
    const own = parse(readFileSync(environment.SSH_PRIVATE_KEY_FILE));
    const agent = new RecordingAgent([own], parse(makeKeyPair().privateKey));
    expect(await attemptLogin(environment, { ...jumpAddress(environment), authHandler: ['agent'], agent })).toMatchObject(refused);
    expect(agent.signedFor).toEqual([own]);
  }));

test('a foreign user is refused', () =>
  withSsh(async ({ environment }) => {
    expect(await attemptLogin(environment, { ...jumpAddress(environment), username: 'root' })).toMatchObject(refused);
  }));

test('a password is refused where none is set', () =>
  withSsh(async ({ environment }) => {
    expect(await attemptLogin(environment, { ...jumpAddress(environment), authHandler: ['password'], password: '' })).toMatchObject(refused);
  }));

test('where a password is set, it gets the user in and another one does not', () =>
  withSsh(
    async ({ environment }) => {
      const byPassword = { ...jumpAddress(environment), authHandler: ['password' as const] };
      expect(await attemptLogin(environment, { ...byPassword, password: 'invented' })).toHaveProperty('client');
      expect(await attemptLogin(environment, { ...byPassword, password: 'guessed' })).toMatchObject(refused);
    },
    { password: 'invented' },
  ));
