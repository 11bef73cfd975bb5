/** Whether the private key of the settings can be opened: told with the settings, before anything is contacted. */
import { withExamples } from '../settings/env-example';
import type { Mistake } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { parsePrivateKey } from '../probe/ssh/private-key';

/** @param env names the variable that the key came from. No part of the key is told. */
export function keyMistakes({ ssh }: Pick<Settings, 'ssh'>, env: Readonly<Record<string, string | undefined>>): Mistake[] {
  if (ssh?.auth.kind !== 'private-key') return [];
  const reading = parsePrivateKey(ssh.auth.key, ssh.auth.passphrase);
  if (reading.status === 'usable') return [];
  const variable = env.SSH_PRIVATE_KEY_FILE ? 'SSH_PRIVATE_KEY_FILE' : 'SSH_PRIVATE_KEY';
  return withExamples([{ variable, wrong: reading.message, expected: 'a private key that can be opened, with its SSH_PRIVATE_KEY_PASSPHRASE where it has one' }]);
}
