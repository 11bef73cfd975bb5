/** Everything that a login needs besides its target: the settings made ready. */
import type { SshSettings } from '../ssh-settings';
import { prepareCredentials, type Credentials } from './credentials';

export interface LoginContext {
  readonly username: string;
  readonly credentials: Credentials;
  readonly knownHostsFile: string;
  readonly hostKeys: SshSettings['hostKeys'];
}

export function prepareLogin({ username, auth, knownHostsFile, hostKeys }: SshSettings): LoginContext {
  return { username, credentials: prepareCredentials(auth), knownHostsFile, hostKeys };
}
