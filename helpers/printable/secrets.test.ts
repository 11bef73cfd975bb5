import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCertainlySecret, looksSecret } from './looks-secret';
import { hideSecretsOf } from './secret-variables';
import { messageOf, printable, printableJson, printableLine } from './printable';
import { forgetSecrets, hideSecret, masked, redactBy } from './secrets';

afterEach(forgetSecrets);

const password = 'p&ss "w<rd/+~';

describe('A secret is masked', () => {
  test.each([
    ['as it is', password],
    ['in JSON', JSON.stringify(password).slice(1, -1)],
    ['in a URL', encodeURIComponent(password)],
    ['in a form', new URLSearchParams({ a: password }).toString().slice(2)],
    ['in XML', password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['in hexadecimal', Buffer.from(password).toString('hex')],
    ['in base64', Buffer.from(password).toString('base64')],
    ['in base64 for URLs', Buffer.from(password).toString('base64url')],
  ])('%s', (_, form) => {
    hideSecret(password);
    expect(masked(`before ${form} after`)).toBe('before *** after');
  });

  test('in the base64 of a text that holds it, but for its first and last character', () => {
    const secret = 'a-client-secret-of-Entra';
    hideSecret(secret);
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
        const whole = Buffer.from(`${before}${secret}${after}`).toString('base64');
        expect(masked(whole)).toContain('***');
        expect(Buffer.from(masked(whole).split('***')[0] ?? '', 'base64').toString()).not.toContain(secret.slice(0, 3));
      }),
    );
  });

  test('if it is a key, without header, in one line, in other lines, and in pieces', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'sec1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    hideSecret(privateKey);
    const body = privateKey.split('\n').slice(1, -2).join('');
    expect(masked(privateKey)).toBe('***\n');
    expect(masked(privateKey.replaceAll('\n', '\\n'))).not.toContain(body.slice(0, 20));
    expect(masked(body)).toBe('***');
    expect(masked(body.slice(30, 70))).toBe('***');
    expect(masked((body.match(/.{1,32}/g) ?? []).join('\n'))).toMatch(/^[*\n]+(?:.{1,19})?$/);
  });

  test('unless it is shorter than any secret', () => {
    hideSecret('abc');
    hideSecret('  ');
    expect(masked('abc  def')).toBe('abc  def');
  });
});

describe('The secrets of an environment', () => {
  test('are what its variables are named for, of any program, and what the named files hold', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      writeFileSync(join(folder, 'id'), '-----BEGIN OPENSSH PRIVATE KEY-----\nQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n-----END OPENSSH PRIVATE KEY-----\n');
      hideSecretsOf({
        AZURE_CLIENT_SECRET: 'one-secret',
        SSH_PRIVATE_KEY_PASSPHRASE: 'two-secret',
        SYSTEM_ACCESSTOKEN: 'three-secret',
        SSH_PASSWORD: 'four-secret',
        AZURE_CLIENT_CERTIFICATE_PASSWORD: 'five-secret',
        SSH_PRIVATE_KEY_FILE: join(folder, 'id'),
        AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
        AZURE_CLIENT_ID: '00000000-0000-4000-8000-00000000000b',
        PATH: '/usr/bin',
        UNSET_SECRET: undefined,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(masked('one-secret two-secret three-secret four-secret five-secret QUFBQUFBQUFBQUFBQUFBQUFBQUFB')).toBe('*** *** *** *** *** ***');
    const shown = 'ManagedIdentityCredential 00000000-0000-4000-8000-00000000000b /usr/bin id';
    expect(masked(shown)).toBe(shown);
  });

  test('are also what was put into a variable that is none', () => {
    hideSecretsOf({ SSH_USERNAME: 'MHcCAQEEIJ4vyxk1vvcJ2hJ1w4W7YQ1m2cYkKf0TzZ1u0bqoAoGCCqGSM49', REPORT_DIR: 'reports' });
    expect(masked('MHcCAQEEIJ4vyxk1vvcJ2hJ1w4W7YQ1m2cYkKf0TzZ1u0bqoAoGCCqGSM49 reports')).toBe('*** reports');
  });
});

describe('A value looks like a secret', () => {
  test.each([
    '-----BEGIN RSA PRIVATE KEY-----',
    'PuTTY-User-Key-File-3: ssh-rsa',
    'me:secret@host',
    'https://me:secret@host/',
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.e30.sig',
    'abc8Q~DE1fghIJKLmnopQRSTuvwxYZ012345678ab',
    'MHcCAQEEIJ4vyxk1vvcJ2hJ1w4W7YQ/m2cYkKf0TzZ1u0bqoAoGCCqGSM49',
    'https://x.blob.core.windows.net/c?sv=1&sig=abc',
    'tr0ub4dor&3',
    'Summer2026!',
  ])('%s', (value) => {
    expect(looksSecret(value)).toBe(true);
  });

  test.each([
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/blue/providers/Microsoft.Network/virtualNetworks/hub',
    '/Users/Somebody1/work/a-project/keys/id_ed25519_for_Azure2',
    '~/.ssh/id_ed25519',
    '$(HUB_VNET_ID)',
    '${{ vars.HUB }}',
    '<the id of the hub>',
    'azureuser@203.0.113.10:22',
    '10.0.1.4, 10.0.1.5',
    'a-rather-long-name-of-a-virtual-network-in-west-europe-01',
  ])('%s does not', (value) => {
    expect(looksSecret(value)).toBe(false);
    expect(isCertainlySecret(value)).toBe(false);
  });
});

test('what REDACT hides is hidden in what is put out, and stays in what comes in, where names are compared', () => {
  redactBy((text) => text.replaceAll('spoke1vm', 'vm1'));
  expect([printable('spoke1vm'), messageOf(new Error('spoke1vm'))]).toEqual(['spoke1vm', 'spoke1vm']);
  expect([masked('spoke1vm'), printableLine('spoke1vm'), printableJson('spoke1vm')]).toEqual(['vm1', 'vm1', '"vm1"']);
});
