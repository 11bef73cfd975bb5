/** Whether the private keys of the settings can be opened: told with the settings, before anything is contacted. */
import { parsePrivateKey } from '../probe/ssh/private-key';
import type { SshAuthentication } from '../probe/ssh-settings';
import { withExamples } from '../settings/env-example';
import type { Mistake } from '../settings/mistakes';
import type { Settings } from '../settings/settings';

/** @param env names the variable that the key for all spokes came from; a spoke's own comes from EXPECTATIONS_FILE. No part of a key is told. */
export function keyMistakes({ ssh, expectations: { spokes } }: Settings, env: Readonly<Record<string, string | undefined>>): Mistake[] {
  const variable = env.SSH_PRIVATE_KEY_FILE ? 'SSH_PRIVATE_KEY_FILE' : 'SSH_PRIVATE_KEY';
  const ofSpokes = Object.entries(ssh?.ofSpokes ?? {}).flatMap(([key, { auth }]) =>
    keyMistake(auth, `EXPECTATIONS_FILE (spokes.${spokes[key]?.name ?? key}.ssh.key)`, 'a private key that can be opened, with its passphrase where it has one'),
  );
  return withExamples([...keyMistake(ssh?.auth, variable, 'a private key that can be opened, with its SSH_PRIVATE_KEY_PASSPHRASE where it has one'), ...ofSpokes]);
}

function keyMistake(auth: SshAuthentication | undefined, variable: string, expected: string): Mistake[] {
  if (auth?.kind !== 'private-key') return [];
  const reading = parsePrivateKey(auth.key, auth.passphrase);
  return reading.status === 'usable' ? [] : [{ variable, wrong: reading.message, expected }];
}
