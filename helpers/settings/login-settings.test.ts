import { expect, test } from '@jest/globals';
import { readLogin } from './login-settings';
import { keyFile, knownHostsFile, runnerWith, minimal, mistakesWith } from './testing/test-environment';

const user = { SSH_USERNAME: 'azureuser', SSH_PASSWORD: 'secret' };
const jump = 'one machine as [user@]host[:port], an IPv6 address in brackets';
const timeout = 'a whole number of seconds from 1 to 120';

test('a user and a way to log in are enough', () => {
  expect(readLogin(user, runnerWith())).toEqual({
    ok: true,
    value: { ssh: { username: 'azureuser', auth: { kind: 'password', password: 'secret' }, knownHostsFile, hostKeys: 'verify' }, sshTimeoutMs: 10_000, sshParallel: 160, blockedWindowMs: 5_000 },
  });
});

test.each([
  ['jump', { host: 'jump', port: 22 }],
  ['me@jump.example.com:2222', { username: 'me', host: 'jump.example.com', port: 2222 }],
  ['me@example.com@203.0.113.10', { username: 'me@example.com', host: '203.0.113.10', port: 22 }],
  ['[2001:db8::1]', { host: '2001:db8::1', port: 22 }],
  ['me@[2001:db8::1]:2222', { username: 'me', host: '2001:db8::1', port: 2222 }],
])('SSH_JUMP=%s is understood', (SSH_JUMP, expected) => {
  expect(readLogin({ ...user, SSH_JUMP }, runnerWith())).toMatchObject({ value: { ssh: { jump: expected } } });
});

test('a known_hosts file may be named from the home folder', () => {
  const runner = runnerWith({ '/home/tester/lab/hosts': { text: '' } });
  expect(readLogin({ ...user, SSH_KNOWN_HOSTS_FILE: '~/lab/hosts' }, runner)).toMatchObject({ value: { ssh: { knownHostsFile: '/home/tester/lab/hosts' } } });
});

test('with accept-new the known_hosts file need not be there yet', () => {
  const runner = runnerWith({ [knownHostsFile]: undefined });
  expect(readLogin({ ...user, SSH_HOST_KEYS: 'accept-new' }, runner)).toMatchObject({ value: { ssh: { knownHostsFile, hostKeys: 'accept-new' } } });
});

test('with SSH_CHECKS=off nobody logs in, and what else is said about SSH is not looked at', () => {
  expect(readLogin({ SSH_CHECKS: 'OFF', SSH_JUMP: ':', SSH_TIMEOUT: 'long', SSH_PRIVATE_KEY_FILE: '/nowhere' }, runnerWith())).toEqual({ ok: true, value: { sshTimeoutMs: 10_000, sshParallel: 160, blockedWindowMs: 5_000 } });
});

test.each([
  ['a', 'is "a"'],
  ['false', 'is "false"'],
])('SSH_CHECKS=%s is refused, and the rest is looked at as with on', (SSH_CHECKS, wrong) => {
  expect(mistakesWith({ SSH_CHECKS, SSH_USERNAME: undefined })).toEqual([
    `SSH_CHECKS ${wrong}; expected on or off.`,
    'SSH_USERNAME is not set; expected the name of a user on the VMs, without blanks.',
  ]);
});

test.each([
  ['SSH_USERNAME', 'azure user', 'is "azure user"; expected the name of a user on the VMs, without blanks'],
  ['SSH_HOST_KEYS', 'no', 'is "no"; expected verify or accept-new'],
  ['SSH_TIMEOUT', '0', `is "0"; expected ${timeout}`],
  ['SSH_TIMEOUT', '121', `is "121"; expected ${timeout}`],
  ['SSH_TIMEOUT', '10s', `is "10s"; expected ${timeout}`],
  ['SSH_PARALLEL', '0', 'is "0"; expected a whole number from 1 to 1000'],
  ['SSH_PARALLEL', '1001', 'is "1001"; expected a whole number from 1 to 1000'],
  ['BLOCKED_WINDOW', '0', 'is "0"; expected a whole number of seconds from 1 to 300'],
  ['SSH_JUMP', 'me@', `is "me@"; expected ${jump}`],
  ['SSH_JUMP', '@jump', `is "@jump"; expected ${jump}`],
  ['SSH_JUMP', 'jump:0', `is "jump:0"; expected ${jump}`],
  ['SSH_JUMP', 'jump:65536', `is "jump:65536"; expected ${jump}`],
  ['SSH_JUMP', 'jump:ssh', `is "jump:ssh"; expected ${jump}`],
  ['SSH_JUMP', 'one,two', `is "one,two"; expected ${jump}`],
  ['SSH_JUMP', 'ssh://jump', `is "ssh://jump"; expected ${jump}`],
  ['SSH_JUMP', '2001:db8::1', `is "2001:db8::1"; expected ${jump}`],
  ['SSH_JUMP', '[jump]', `is "[jump]"; expected ${jump}`],
  ['SSH_JUMP', 'me:hunter2@jump', `is a value that is not shown, for it may hold a secret; expected ${jump}`],
])('%s=%s is refused', (variable, value, message) => {
  expect(mistakesWith({ [variable]: value })).toEqual([`${variable} ${message}.`]);
});

const knownHosts = "a known_hosts file in OpenSSH's format";

test.each([
  ['absent by default', {}, undefined, `is not set, and there is no "${knownHostsFile}"; expected ${knownHosts}, or SSH_HOST_KEYS=accept-new, which makes one.`],
  ['absent as named', { SSH_KNOWN_HOSTS_FILE: '~/.ssh/known_hosts' }, undefined, `names "${knownHostsFile}", which is not there; expected ${knownHosts}, or SSH_HOST_KEYS=accept-new, which makes one.`],
  ['a folder', {}, { why: 'directory' as const }, `names "${knownHostsFile}", which is a folder; expected ${knownHosts}.`],
  ['not readable, also with accept-new', { SSH_HOST_KEYS: 'accept-new' }, { why: 'forbidden' as const }, `names "${knownHostsFile}", which this user may not read; expected ${knownHosts}.`],
])('a known_hosts file is refused that is %s', (_, env, content, message) => {
  expect(mistakesWith(env, runnerWith({ [knownHostsFile]: content }))).toEqual([`SSH_KNOWN_HOSTS_FILE ${message}`]);
});

test('the mistakes of the whole group are told together', () => {
  const runner = runnerWith({ [knownHostsFile]: undefined, [keyFile]: undefined });
  expect(mistakesWith({ ...minimal, SSH_USERNAME: '', SSH_JUMP: ':', SSH_TIMEOUT: '0' }, runner).map((text) => text.split(' ')[0])).toEqual([
    'SSH_USERNAME',
    'SSH_JUMP',
    'SSH_TIMEOUT',
    'SSH_PRIVATE_KEY_FILE',
    'SSH_KNOWN_HOSTS_FILE',
  ]);
});
