/** Masks, from now on, the keys and passphrases of single spokes wherever they are put out; those of the environment are hidden with it. */
import type { SshSettings } from '../probe/ssh-settings';
import { hideSecret } from '../printable/secrets';

export function hideLoginSecrets(ssh: SshSettings | undefined): void {
  for (const auth of [ssh?.auth, ...Object.values(ssh?.ofSpokes ?? {}).map((own) => own.auth)]) {
    if (auth?.kind !== 'private-key') continue;
    hideSecret(auth.key);
    if (auth.passphrase !== undefined) hideSecret(auth.passphrase);
  }
}
