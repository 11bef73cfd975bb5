/** How to log in to the VMs; or, with SSH_CHECKS=off, that there are no logins. */
import { z } from 'zod';
import { keyOf } from '../estate/resource-id';
import type { SshSettings } from '../probe/ssh-settings';
import { oneOf, path, seconds, switchOf, wholeNumber } from './forms';
import { jumpHost } from './jump-form';
import type { Runner } from './runner';
import { expandHome } from './runner';
import type { Checked } from './mistakes';
import { invalid, mistakesOf, valid } from './mistakes';
import { fileMistake } from './named-file';
import { quote } from './quote';
import type { SpokeLogin } from './spoke-logins';
import { readSpokeLogins } from './spoke-logins';
import { authenticationForms, isKeySet, readAuthentication } from './ssh-authentication';
import type { Environment } from './variables';
import { isSet, readVariables } from './variables';

export interface LoginSettings {
  /** Absent with SSH_CHECKS=off. */
  readonly ssh?: SshSettings;
  /** How long A waits for B's answer to a TCP connection. */
  readonly sshTimeoutMs: number;
  /** How many logins may be under way at once. */
  readonly sshParallel: number;
  /** How long what is to be blocked must stay so. */
  readonly blockedWindowMs: number;
}

const switchForms = { SSH_CHECKS: switchOf('on', 'off') };

const connectionForms = {
  SSH_USERNAME: z.string().trim().regex(/^\S+$/).describe('the name of a user on the VMs, without blanks'),
  SSH_JUMP: jumpHost,
  SSH_KNOWN_HOSTS_FILE: path,
  SSH_HOST_KEYS: oneOf('verify', 'accept-new'),
  SSH_TIMEOUT: seconds(1, 120),
  SSH_PARALLEL: wholeNumber(1, 1000),
  BLOCKED_WINDOW: seconds(1, 300),
};

export const loginForms = { ...connectionForms, ...authenticationForms, ...switchForms };

const defaultTimeoutMs = 10_000;

/** Beyond it a runner gets hardly more logins done, and each computes so long that the others’ patience is used up; what each machine takes is bounded besides. */
const defaultParallel = 160;

/** What is judged of the spokes that EXPECTATIONS_FILE names. */
export interface OwnLogins {
  readonly logins: readonly SpokeLogin[];
  /** Whether no other spokes are judged. */
  readonly areAll: boolean;
}

const defaultWindowMs = 5_000;

/** With SSH_CHECKS=off the other variables of the group are ignored. */
export function readLogin(env: Environment, runner: Runner, own: OwnLogins = { logins: [], areAll: false }): Checked<LoginSettings> {
  const { values, mistakes } = readVariables(switchForms, env);
  if (values.SSH_CHECKS === false) return valid({ sshTimeoutMs: defaultTimeoutMs, sshParallel: defaultParallel, blockedWindowMs: defaultWindowMs });
  const login = readDueLogin(env, runner, own);
  return mistakes.length === 0 ? login : invalid([...mistakes, ...mistakesOf(login)]);
}

function readDueLogin(env: Environment, runner: Runner, { logins, areAll }: OwnLogins): Checked<LoginSettings> {
  const probed = areAll ? logins.filter(({ isProbed }) => isProbed) : [];
  const haveAll = (has: (login: SpokeLogin) => boolean): boolean => probed.length > 0 && probed.every(has);
  const needsUser = !haveAll(({ username }) => username !== undefined);
  const { values, mistakes } = readVariables(connectionForms, env, needsUser || isUserless(env) ? ['SSH_USERNAME'] : []);
  const { SSH_JUMP: jump, SSH_HOST_KEYS: hostKeys = 'verify', SSH_TIMEOUT: sshTimeoutMs = defaultTimeoutMs, SSH_PARALLEL: sshParallel = defaultParallel, BLOCKED_WINDOW: blockedWindowMs = defaultWindowMs } = values;
  const ofSpokes = readSpokeLogins(logins, runner);
  // Where every spoke has its own, the one for all of them is used for none.
  const isOwnKeyEnough = haveAll(({ key }) => key !== undefined) && !isSet(env, 'SSH_JUMP') && !isKeySet(env);
  const first = ofSpokes.ok ? ofSpokes.value[keyOf(probed[0]?.spokeId ?? '')] : undefined;
  const username = values.SSH_USERNAME ?? first?.username;
  const auth = isOwnKeyEnough ? (first?.auth && valid(first.auth)) : readAuthentication(env, runner);
  const knownHosts = readKnownHostsFile(values.SSH_KNOWN_HOSTS_FILE, hostKeys, runner);
  const all = [...mistakes, ...(auth ? mistakesOf(auth) : []), ...mistakesOf(ofSpokes), ...mistakesOf(knownHosts)];
  if (all.length > 0 || username === undefined || !auth?.ok || !ofSpokes.ok || !knownHosts.ok) return invalid(all);
  const hasOwn = Object.keys(ofSpokes.value).length > 0;
  return valid({ ssh: { username, auth: auth.value, ...(jump && { jump }), knownHostsFile: knownHosts.value, hostKeys, ...(hasOwn && { ofSpokes: ofSpokes.value }) }, sshTimeoutMs, sshParallel, blockedWindowMs });
}

/** A jump host for which no user is named is logged in to as the user of all VMs. */
function isUserless(env: Environment): boolean {
  const { values } = readVariables({ SSH_JUMP: jumpHost }, env);
  return values.SSH_JUMP !== undefined && values.SSH_JUMP.username === undefined;
}

/** To verify host keys the file must exist; with accept-new the first login creates it. */
function readKnownHostsFile(named: string | undefined, hostKeys: SshSettings['hostKeys'], runner: Runner): Checked<string> {
  const file = expandHome(named ?? '~/.ssh/known_hosts', runner);
  const read = runner.readText(file);
  if (read.ok || (read.why === 'absent' && hostKeys === 'accept-new')) return valid(file);
  const expected = `a known_hosts file in OpenSSH's format${read.why === 'absent' ? ', or SSH_HOST_KEYS=accept-new, which makes one' : ''}`;
  if (named !== undefined || read.why !== 'absent') return invalid([fileMistake('SSH_KNOWN_HOSTS_FILE', file, read.why, expected)]);
  return invalid([{ variable: 'SSH_KNOWN_HOSTS_FILE', wrong: `is not set, and there is no ${quote(file)}`, expected }]);
}
