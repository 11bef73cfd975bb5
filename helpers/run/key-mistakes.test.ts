import { expect, test } from '@jest/globals';
import { expectations } from '../estate/testing/reference-deployment';
import type { SshSettings } from '../probe/ssh-settings';
import { newKeyPair } from '../probe/testing/keys';
import type { Settings } from '../settings/settings';
import { keyMistakes } from './key-mistakes';

const good: SshSettings['auth'] = { kind: 'private-key', key: newKeyPair().private };
const bad: SshSettings['auth'] = { kind: 'private-key', key: 'none' };

function told(auth: SshSettings['auth'], ofSpokes: SshSettings['ofSpokes'] = {}): string[] {
  const ssh: SshSettings = { username: 'azureuser', auth, ofSpokes, knownHostsFile: '/known_hosts', hostKeys: 'verify' };
  const settings: Pick<Settings, 'ssh' | 'expectations'> = { ssh, expectations: { ...expectations, spokes: { '/two': { name: 'pci' } } } };
  return keyMistakes(settings as Settings, { SSH_PRIVATE_KEY_FILE: '~/.ssh/id' }).map(({ variable, expected }) => `${variable}: ${expected}`);
}

test('a key that cannot be opened is a mistake of where it came from, each spoke\u2019s as well', () => {
  expect(told(good, { '/two': { auth: good }, '/three': { username: 'other' } })).toEqual([]);
  expect(told(bad, { '/two': { auth: bad }, '/three': { auth: bad } })).toEqual([
    'SSH_PRIVATE_KEY_FILE: a private key that can be opened, with its SSH_PRIVATE_KEY_PASSPHRASE where it has one',
    'EXPECTATIONS_FILE (spokes.pci.ssh.key): a private key that can be opened, with its passphrase where it has one',
    'EXPECTATIONS_FILE (spokes./three.ssh.key): a private key that can be opened, with its passphrase where it has one',
  ]);
});
