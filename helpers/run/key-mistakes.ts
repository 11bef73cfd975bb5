/** Whether the private keys of the settings can be opened: told with the settings, before anything is contacted. */
import { withExamples } from '../settings/env-example';
import { hideLoginSecrets } from '../settings/hide-login-secrets';
import type { Mistake } from '../settings/mistakes';
import type { Settings } from '../settings/settings';
import { parsePrivateKey } from '../probe/ssh/private-key';
import type { SshAuthentication } from '../probe/ssh-settings';

type Named = Pick<Mistake, 'variable' | 'place'>;

/** @param env names the variable that the key came from. No part of the key is told. */
export function keyMistakes({ ssh, origins = {} }: Pick<Settings, 'ssh' | 'origins'>, env: Readonly<Record<string, string | undefined>>): Mistake[] {
  hideLoginSecrets(ssh);
  const variable = env.SSH_PRIVATE_KEY_FILE ? 'SSH_PRIVATE_KEY_FILE' : 'SSH_PRIVATE_KEY';
  const ofSpokes = Object.entries(ssh?.ofSpokes ?? {}).map(([key, { auth }]) => ({ auth, named: origins[key] ?? { variable: key } }));
  const isOfSpoke = ofSpokes.some(({ auth }) => auth !== undefined && auth === ssh?.auth);
  const all = [...(isOfSpoke ? [] : [{ auth: ssh?.auth, named: origins.SSH_PRIVATE_KEY_FILE ?? { variable } }]), ...ofSpokes];
  return withExamples(all.flatMap(({ auth, named }) => keyMistake(auth, named)));
}

function keyMistake(auth: SshAuthentication | undefined, named: Named): Mistake[] {
  if (auth?.kind !== 'private-key') return [];
  const reading = parsePrivateKey(auth.key, auth.passphrase);
  if (reading.status === 'usable') return [];
  const passphrase = named.place === undefined ? 'SSH_PRIVATE_KEY_PASSPHRASE' : 'passphraseVariable';
  return [{ ...named, wrong: reading.message, expected: `a private key that can be opened, with its ${passphrase} where it has one` }];
}
