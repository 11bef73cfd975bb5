/** Everything that a login needs besides its target: the settings made ready. */
import type { NamedMachine } from '../endpoint';
import { keepKnownHosts, type KnownHosts } from '../host-keys/known-hosts-file';
import type { SshSettings } from '../ssh-settings';
import { prepareCredentials, type Credentials } from './credentials';

export interface LoginContext {
  readonly username: string;
  readonly credentials: Credentials;
  readonly knownHosts: KnownHosts;
  readonly hostKeys: SshSettings['hostKeys'];
  /** The machines of the deployment, none of which must be taken for another. */
  readonly machines: readonly NamedMachine[];
}

export function prepareLogin({ username, auth, knownHostsFile, hostKeys }: SshSettings, machines: readonly NamedMachine[]): LoginContext {
  return { username, credentials: prepareCredentials(auth), knownHosts: keepKnownHosts(knownHostsFile), hostKeys, machines };
}
