import { expect, test } from '@jest/globals';
import { readAuthentication } from './ssh-authentication';
import { keyFile, runnerWith, mistakesWith, privateKey } from './testing/test-environment';

const byFile = { SSH_PRIVATE_KEY_FILE: '~/.ssh/id_ed25519' };
const byPassword = { SSH_PASSWORD: ' with blanks ' };
const commented = 'PuTTY-User-Key-File-2: ssh-rsa\nComment: made in C:\\new\n';
const byAgent = { SSH_AUTH_SOCK: '/run/agent' };
const runner = runnerWith({ '/run/agent': { why: 'unreadable' } });

test.each([
  ['a key file, before all else', { ...byFile, ...byPassword, ...byAgent }, { kind: 'private-key', key: privateKey }],
  ['a key, before all else', { SSH_PRIVATE_KEY: privateKey, ...byPassword, ...byAgent }, { kind: 'private-key', key: privateKey }],
  ['a key with its passphrase', { ...byFile, SSH_PRIVATE_KEY_PASSPHRASE: ' open sesame ' }, { kind: 'private-key', key: privateKey, passphrase: ' open sesame ' }],
  ['a key on one line', { SSH_PRIVATE_KEY: privateKey.replaceAll('\n', String.raw`\n`) }, { kind: 'private-key', key: privateKey }],
  ['a key on one line, of Windows', { SSH_PRIVATE_KEY: privateKey.replaceAll('\n', String.raw`\r\n`) }, { kind: 'private-key', key: privateKey }],
  ['a key in PuTTY\'s format', { SSH_PRIVATE_KEY: 'PuTTY-User-Key-File-2: ssh-rsa\n' }, { kind: 'private-key', key: 'PuTTY-User-Key-File-2: ssh-rsa\n' }],
  ['a key of several lines as it is, also with a backslash in it', { SSH_PRIVATE_KEY: commented }, { kind: 'private-key', key: commented }],
  ['a password, before an agent, as it is', { ...byPassword, ...byAgent }, { kind: 'password', password: ' with blanks ' }],
  ['an agent', byAgent, { kind: 'agent', socket: '/run/agent' }],
  ['an agent of Windows', { SSH_AUTH_SOCK: 'pageant' }, { kind: 'agent', socket: 'pageant' }],
  ['an empty key beside a password', { SSH_PRIVATE_KEY: '', ...byPassword }, { kind: 'password', password: ' with blanks ' }],
])('logs in with %s', (_, env, value) => {
  expect(readAuthentication(env, runner)).toEqual({ ok: true, value });
});

const aKey = "a private key in OpenSSH's, PEM or PuTTY's format";
const unsetFile = { SSH_PRIVATE_KEY_FILE: undefined };

test.each([
  ['no way to log in', unsetFile, {}, `SSH_PRIVATE_KEY_FILE is not set; expected a file with ${aKey}; or else SSH_PRIVATE_KEY, SSH_PASSWORD, or an agent by SSH_AUTH_SOCK.`],
  ['two keys', { SSH_PRIVATE_KEY: privateKey }, {}, 'SSH_PRIVATE_KEY is set beside SSH_PRIVATE_KEY_FILE; expected one of the two.'],
  ['a key file that is not there, also beside a password', byPassword, { [keyFile]: undefined }, `SSH_PRIVATE_KEY_FILE names "${keyFile}", which is not there; expected a file with ${aKey}.`],
  ['a folder', {}, { [keyFile]: { why: 'directory' as const } }, `SSH_PRIVATE_KEY_FILE names "${keyFile}", which is a folder; expected a file with ${aKey}.`],
  ["another user's file", {}, { [keyFile]: { why: 'forbidden' as const } }, `SSH_PRIVATE_KEY_FILE names "${keyFile}", which this user may not read; expected a file with ${aKey}.`],
  ['a file that fails', {}, { [keyFile]: { why: 'unreadable' as const } }, `SSH_PRIVATE_KEY_FILE names "${keyFile}", which cannot be read; expected a file with ${aKey}.`],
  ['the public half', {}, { [keyFile]: { text: 'ssh-ed25519 AAAA me@example\n' } }, `SSH_PRIVATE_KEY_FILE holds a public key; expected a file with ${aKey}.`],
  ['a file of something else', {}, { [keyFile]: { text: 'hello' } }, `SSH_PRIVATE_KEY_FILE holds no private key; expected a file with ${aKey}.`],
  ['a key that is none', { ...unsetFile, SSH_PRIVATE_KEY: 'hello' }, {}, `SSH_PRIVATE_KEY holds no private key; expected ${aKey}.`],
  ['a key where a path belongs', { SSH_PRIVATE_KEY_FILE: privateKey }, {}, `SSH_PRIVATE_KEY_FILE names a value that is not shown, for it may hold a secret, which is not there; expected a file with ${aKey}.`],
  [
    'a passphrase for no key',
    { ...unsetFile, SSH_PRIVATE_KEY_PASSPHRASE: 'open sesame', ...byAgent },
    {},
    'SSH_PRIVATE_KEY_PASSPHRASE is set without a key that it opens; expected SSH_PRIVATE_KEY_FILE or SSH_PRIVATE_KEY beside it.',
  ],
  ['an agent that is gone', { ...unsetFile, ...byAgent }, {}, 'SSH_AUTH_SOCK names "/run/agent", which is not there; expected the socket of an SSH agent that runs.'],
])('%s is refused', (_, env, files, message) => {
  expect(mistakesWith(env, runnerWith(files))).toEqual([message]);
});
