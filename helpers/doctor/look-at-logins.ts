/** What logging in will meet: the key, the jump host, the host keys on file, and one login. Nothing is written, no host key either. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedMachines } from '../checks/logins/named-machines';
import { representativesOf } from '../checks/logins/representative';
import { isLoginMeant } from '../checks/logins/ssh-01';
import type { ProbeEnd } from '../checks/check';
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { failedAtSource } from '../findings/failed-at-source';
import { messageOf } from '../printable/printable';
import { createAccessPaths } from '../probe/access-paths';
import { describeEndpoint } from '../probe/endpoint';
import { knownHostsName, knownKeyTypes, linesFor } from '../probe/host-keys/known-hosts';
import { readKnownHosts } from '../probe/host-keys/known-hosts-file';
import type { AccessPathFailed } from '../probe/outcome';
import { probes } from '../probe/probes';
import type { JumpHost, SshSettings } from '../probe/ssh-settings';
import { openTcp } from '../probe/tcp/open-tcp';
import type { ProbeTimeouts } from '../probe/timeouts';
import { accessPathWords } from '../words/login-words';
import { wordsOf } from '../words/finding-words';
import type { LoginSettings } from '../settings/login-settings';
import type { Found } from './found';
import { remedyFor } from './login-remedies';

/** Of SSH_TIMEOUT. */
const longestChannelMs = 10_000;

/** So that all hops together take little longer than half a minute. */
const timeouts: Partial<ProbeTimeouts> = { connectTimeoutMs: 10_000, channelTimeoutMs: longestChannelMs, handshakeTimeoutMs: 10_000, authenticationTimeoutMs: 10_000, loginTimeoutMs: 15_000 };

/** Whether it takes connections, where there is nothing to log in with. */
export async function reachJumpHost({ host, port }: JumpHost): Promise<Found> {
  const hop = `jump host ${describeEndpoint({ name: host, address: host, port })}`;
  const opened = await openTcp(host, port, timeouts.connectTimeoutMs ?? 0);
  if (opened.kind !== 'open') return { is: 'wrong', what: `${hop}: ${accessPathWords(opened)}`, remedy: remedyFor('jump-host', opened) };
  opened.stream.destroy();
  return { is: 'unknown', what: `${hop} takes connections; a login there was not tried, for what to log in with is told above` };
}

export async function enterJumpHost(ssh: SshSettings): Promise<Found[]> {
  return lookingOnly(ssh, async (reading) => {
    const paths = createAccessPaths(reading, [], timeouts);
    try {
      const reached = await paths.jumpHost?.connect();
      if (!reached) return [{ is: 'spare', what: 'no jump host is named (SSH_JUMP): the runner has to reach the machines itself' }];
      return [reached.kind === 'reached' ? { is: 'well', what: 'the jump host lets the runner log in' } : failedAt('jump-host', reached)];
    } finally {
      await paths.close();
    }
  });
}

const failedAt = (at: 'jump-host' | 'machine', { hop, failure }: AccessPathFailed): Found => ({ is: 'wrong', what: `${hop}: ${accessPathWords(failure)}`, remedy: remedyFor(at, failure) });

/** The machine by which each spoke that was looked at takes part in the logins. */
export function machinesToTry(estate: Estate, expectations: Expectations): ProbeEnd[] {
  return estate.survey.spokeIds.flatMap((id) => {
    const some = representativesOf(estate, expectations, id);
    return 'ends' in some ? [some.ends[0]] : [];
  });
}

/** The first two of which one is to log in to the other; where there are none, the first alone. */
export function pairOf(machines: readonly ProbeEnd[], estate: Estate, expectations: Expectations): readonly ProbeEnd[] {
  const pairs = machines.flatMap((from) => machines.filter((to) => to !== from && isLoginMeant(estate, expectations, from.spokeId, to.spokeId)).map((to) => [from, to]));
  return pairs[0] ?? machines.slice(0, 1);
}

/** By the file alone: a host that no line of it names cannot be logged in to. */
export async function lookAtHostKeys({ jump, knownHostsFile, hostKeys }: SshSettings, machines: readonly ProbeEnd[]): Promise<Found[]> {
  if (hostKeys === 'accept-new') return [{ is: 'well', what: 'a host key that is not known is accepted at first sight (SSH_HOST_KEYS=accept-new)' }];
  const hosts = [...(jump ? [{ name: `jump host ${jump.host}`, address: jump.host, port: jump.port }] : []), ...machines];
  try {
    const lines = await readKnownHosts(knownHostsFile);
    const unknown = hosts.filter(({ address, port }) => knownKeyTypes(linesFor(lines, address, port)).length === 0);
    const known = hosts.length - unknown.length;
    return [
      ...(known > 0 ? [{ is: 'well', what: `${knownHostsFile} has host keys for ${String(known)} of ${String(hosts.length)} hosts that were looked for` } as const] : []),
      ...unknown.map(({ name, address, port }): Found => ({
        is: 'wrong',
        what: `${knownHostsFile} has no host key for ${name} (${knownHostsName(address, port)})`,
        remedy: [`Add it: ssh-keyscan -p ${String(port)} ${address}, from where the machine is reached, and compare the fingerprint; or set SSH_HOST_KEYS=accept-new.`],
      })),
    ];
  } catch (cause) {
    return [{ is: 'wrong', what: `${knownHostsFile} cannot be read: ${messageOf(cause)}` }];
  }
}

export interface TriedWith extends Pick<LoginSettings, 'sshTimeoutMs'> {
  readonly ssh: SshSettings;
}

/** Of the first machine to the second; where there is one alone, into that. */
export async function tryLogin({ ssh, sshTimeoutMs }: TriedWith, [first, second]: readonly ProbeEnd[], estate: Estate): Promise<Found> {
  if (!first) return { is: 'unknown', what: 'no login was tried: no running machine that takes logins was read in the spokes that were looked at' };
  return lookingOnly(ssh, async (reading) => {
    const paths = createAccessPaths(reading, namedMachines(estate), { ...timeouts, channelTimeoutMs: Math.min(sshTimeoutMs, longestChannelMs) });
    try {
      const from = paths.to(first);
      const reached = await from.connect();
      if (reached.kind === 'access-path-failed') {
        // The jump host is looked at by itself, and so is what to log in with.
        const isTold = !failedAtSource({ from: first, outcome: reached }) || reached.failure.kind === 'not-tried';
        return isTold ? { is: 'unknown', what: `no login to ${first.name} was tried: ${reached.hop}: ${accessPathWords(reached.failure)}` } : failedAt('machine', reached);
      }
      if (!second) return { is: 'well', what: `the runner logs in to ${first.name} (${first.address}); among the spokes that were looked at there was no other machine to go on to` };
      const outcome = await probes.login.attempt(from, second);
      if (outcome.kind === 'landed') return { is: 'well', what: `${first.name} logs in to ${second.name} (${second.address})` };
      if (outcome.kind === 'access-path-failed') return failedAt('machine', outcome);
      const { fact } = wordsOf({ kind: 'login-failed', from: first, to: second, fromVmId: first.vmId, toVmId: second.vmId, outcome, beyond: [] }, estate.label);
      const remedy = remedyFor('machine', outcome);
      if (ofNetwork.includes(outcome.kind)) return { is: 'unknown', what: `the runner logs in to ${first.name}; beyond, ${fact}`, remedy: ['That may be the network itself: npm run verify says why.'] };
      return { is: 'wrong', what: fact, remedy };
    } finally {
      await paths.close();
    }
  });
}

/** What a run is there to explain. */
const ofNetwork: readonly string[] = ['timed-out', 'unreachable', 'refused', 'no-banner', 'went-silent', 'channel-lost'];

/** A new host key is accepted where a run would accept it, but into a copy of the file that goes away. */
async function lookingOnly<T>(ssh: SshSettings, look: (ssh: SshSettings) => Promise<T>): Promise<T> {
  if (ssh.hostKeys === 'verify') return look(ssh);
  const folder = await mkdtemp(join(tmpdir(), 'spokecheck-'));
  const copy = join(folder, 'known_hosts');
  try {
    await copyFile(ssh.knownHostsFile, copy).catch(() => undefined);
    return await look({ ...ssh, knownHostsFile: copy });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
