import { afterEach, expect, test } from '@jest/globals';
import { forgetSecrets, masked } from '../printable/secrets';
import { readSettings } from '../settings/settings';
import { mistakeSentence } from '../settings/mistakes';
import { minimal, networkId, runnerWith } from '../settings/testing/test-environment';
import { keyMistakes } from './key-mistakes';

afterEach(forgetSecrets);

test('keys that cannot be opened are told where they are named, and masked from then on', () => {
  const own = '-----BEGIN OPENSSH PRIVATE KEY-----\nQ0xPU0VELUtFWS1PRi1BLVNQT0tF\n-----END OPENSSH PRIVATE KEY-----\n';
  const text = `spokes:\n  a: { id: ${networkId(2, 'a')}, ssh: { key: /keys/a, passphraseVariable: OPENS_A } }\n`;
  const env = { ...minimal, EXPECTATIONS_FILE: 'f.yaml', OPENS_A: 'a-passphrase' };
  const read = readSettings(env, runnerWith({ 'f.yaml': { text }, '/keys/a': { text: own } }));
  expect(read).toMatchObject({ ok: true });
  const mistakes = read.ok ? keyMistakes(read.settings, env) : [];
  expect(mistakes.map(mistakeSentence)).toEqual([
    expect.stringMatching(/^SSH_PRIVATE_KEY_FILE .*; expected a private key that can be opened, with its SSH_PRIVATE_KEY_PASSPHRASE where it has one\.$/),
    expect.stringMatching(/^f\.yaml:2:\d+ spokes\.a\.ssh\.key .*; expected a private key that can be opened, with its passphraseVariable where it has one\.$/),
  ]);
  expect(masked('a-passphrase Q0xPU0VELUtFWS1PRi1BLVNQT0tF')).toBe('*** ***');
});
