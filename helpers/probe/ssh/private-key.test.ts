import { generateKeyPairSync } from 'node:crypto';
import { utils } from 'ssh2';
import { parsePrivateKey } from './private-key';
import { newKeyPair } from '../testing/keys';

const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const plain = newKeyPair().private;
const encrypted = utils.generateKeyPairSync('ecdsa', { bits: 256, passphrase: 'opensesame', cipher: 'aes256-ctr', rounds: 1 }).private;
const pem = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
const encryptedPem = rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'opensesame' }).toString();
const pkcs8 = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('a private key', () => {
  test.each([
    ["in OpenSSH's format", plain, undefined, 'ssh-ed25519'],
    ['with a passphrase that it does not need', plain, 'opensesame', 'ssh-ed25519'],
    ['in PEM', pem, undefined, 'ssh-rsa'],
    ["encrypted in OpenSSH's format", encrypted, 'opensesame', 'ecdsa-sha2-nistp256'],
    ['encrypted in PEM', encryptedPem, 'opensesame', 'ssh-rsa'],
  ])('is usable %s', (_how, text, passphrase, type) => {
    expect(parsePrivateKey(text, passphrase)).toMatchObject({ status: 'usable', key: { type } });
  });

  test.each([
    ['a public key', newKeyPair().public, undefined, 'not-a-private-key', 'holds no private key'],
    ['other text', 'hello', undefined, 'not-a-private-key', 'holds no private key'],
    ['nothing', '', undefined, 'not-a-private-key', 'holds no private key'],
    ['an encrypted key without its passphrase', encrypted, undefined, 'passphrase-missing', 'is encrypted, and no passphrase is given'],
    ['an encrypted key with a wrong passphrase', encrypted, 'wrong', 'passphrase-wrong', 'is encrypted, and the passphrase does not open it'],
    ['encrypted PEM without its passphrase', encryptedPem, undefined, 'passphrase-missing', 'is encrypted, and no passphrase is given'],
    ['encrypted PEM with a wrong passphrase', encryptedPem, 'wrong', 'passphrase-wrong', 'is encrypted, and the passphrase does not open it'],
    [
      'PKCS#8',
      pkcs8,
      undefined,
      'unsupported',
      'holds a private key of an unsupported kind, or a damaged one (`ssh-keygen -p -f KEY` rewrites PKCS#8)',
    ],
    [
      'a damaged key',
      plain.replace(/\n.{20}/, '\n'),
      undefined,
      'unsupported',
      'holds a private key of an unsupported kind, or a damaged one (`ssh-keygen -p -f KEY` rewrites PKCS#8)',
    ],
  ])('is not to be had from %s', (_what, text, passphrase, problem, message) => {
    expect(parsePrivateKey(text, passphrase)).toEqual({ status: 'unusable', problem, message });
  });
});
