/** Everything that a login needs besides its target: the settings made ready, and how long to wait. */
import { prepareCredentials, type Credentials } from './credentials';
import type { SshSettings } from '../ssh-settings';
import type { ProbeTimeouts } from '../timeouts';

export interface LoginContext {
  readonly username: string;
  readonly credentials: Credentials;
  readonly knownHostsFile: string;
  readonly hostKeys: SshSettings['hostKeys'];
  readonly timeouts: ProbeTimeouts;
}

export function prepareLogin(settings: SshSettings, timeouts: ProbeTimeouts): LoginContext {
  const { username, knownHostsFile, hostKeys } = settings;
  return { username, credentials: prepareCredentials(settings.auth), knownHostsFile, hostKeys, timeouts };
}
