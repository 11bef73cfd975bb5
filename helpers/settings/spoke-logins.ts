/** How to log in to the machines of single spokes, as EXPECTATIONS_FILE says. */
import { keyOf } from '../estate/resource-id';
import type { SshSettings } from '../probe/ssh-settings';
import type { Checked, Mistake } from './mistakes';
import { invalid, mistakesOf, valid } from './mistakes';
import type { Runner } from './runner';
import { readKeyFile } from './ssh-authentication';

export interface SpokeLogin {
  readonly spokeId: string;
  /** Nobody logs in to the machines of a spoke that is not probed, and its key is not read. */
  readonly isProbed: boolean;
  readonly username?: string;
  readonly key?: { readonly file: string; readonly passphrase?: string; /** Where the file names it. */ readonly origin: Pick<Mistake, 'variable' | 'place'> };
}

type OfSpokes = NonNullable<SshSettings['ofSpokes']>;

export function readSpokeLogins(logins: readonly SpokeLogin[], runner: Runner): Checked<OfSpokes> {
  const read = logins
    .filter(({ isProbed, username, key }) => isProbed && (username !== undefined || key))
    .map(({ spokeId, username, key }) => ({ spokeId, username, auth: key && readOwnKey(key, runner) }));
  const mistakes = read.flatMap(({ auth }) => (auth ? mistakesOf(auth) : []));
  if (mistakes.length > 0) return invalid(mistakes);
  return valid(Object.fromEntries(read.map(({ spokeId, username, auth }) => [keyOf(spokeId), { ...(username !== undefined && { username }), ...(auth?.ok && { auth: auth.value }) }])));
}

function readOwnKey({ file, passphrase, origin }: NonNullable<SpokeLogin['key']>, runner: Runner): Checked<SshSettings['auth']> {
  const key = readKeyFile(file, runner);
  if (!key.ok) return invalid(key.mistakes.map((mistake) => ({ ...mistake, ...origin })));
  return valid({ kind: 'private-key', key: key.value, ...(passphrase !== undefined && { passphrase }) });
}
