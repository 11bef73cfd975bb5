/** Everything that a login needs besides its target: the settings made ready. */
import { keyOf } from '../../estate/resource-id';
import type { Key } from '../../estate/survey';
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

/** By the spoke that a machine belongs to, by its id; without one, what holds for all. Each is prepared once, when it is asked for. */
export type LoginOf = (spokeId?: string) => LoginContext;

export function prepareLogins({ username, auth, knownHostsFile, hostKeys, ofSpokes = {} }: SshSettings, machines: readonly NamedMachine[]): LoginOf {
  const all: LoginContext = { username, credentials: prepareCredentials(auth), knownHosts: keepKnownHosts(knownHostsFile), hostKeys, machines };
  const prepared = new Map<Key, LoginContext>();
  return (spokeId = '') => {
    const key = keyOf(spokeId);
    const own = ofSpokes[key];
    if (!own) return all;
    const login = prepared.get(key) ?? { ...all, username: own.username ?? username, ...(own.auth && { credentials: prepareCredentials(own.auth) }) };
    prepared.set(key, login);
    return login;
  };
}
