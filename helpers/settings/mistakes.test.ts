import { expect, test } from '@jest/globals';
import { formatMistakes } from './mistakes';
import { messageFor } from './testing/test-environment';

test('the message lists every mistake with its line of env.example, and says where to put it right', () => {
  expect(messageFor({ HUB_VNET_ID: '', SSH_TIMEOUT: 'long' }).split('\n')).toEqual([
    '4 settings are missing or malformed. Nothing was contacted.',
    '',
    'HUB_VNET_ID is not set; expected the id of a virtual network (/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME).',
    expect.stringMatching(/^ {4}env\.example:\d+ {2}HUB_VNET_ID=\/subscriptions\/0{8}-0000-4000-8000-0{11}1\/resourceGroups\/bluehubrg\/providers\/Microsoft\.Network\/virtualNetworks\/bluehub-vnet1$/),
    'SSH_USERNAME is not set; expected the name of a user on the VMs, without blanks.',
    expect.stringMatching(/^ {4}env\.example:\d+ {2}SSH_USERNAME=azureuser$/),
    'SSH_TIMEOUT is "long"; expected a whole number of seconds from 1 to 120.',
    expect.stringMatching(/^ {4}env\.example:\d+ {2}# SSH_TIMEOUT=10$/),
    "SSH_PRIVATE_KEY_FILE is not set; expected a file with a private key in OpenSSH's, PEM or PuTTY's format; or else SSH_PRIVATE_KEY, SSH_PASSWORD, or an agent by SSH_AUTH_SOCK.",
    expect.stringMatching(/^ {4}env\.example:\d+ {2}SSH_PRIVATE_KEY_FILE=~\/\.ssh\/id_ed25519$/),
    '',
    'Set them in the environment, or copy env.example to .env and edit them there.',
  ]);
});

test('a single mistake without a line reads well, too', () => {
  expect(formatMistakes([{ variable: 'A', wrong: 'is "1"', expected: '2' }])).toBe(
    '1 setting is missing or malformed. Nothing was contacted.\n\nA is "1"; expected 2.\n\nSet it in the environment, or copy env.example to .env and edit it there.',
  );
});
