/** The access paths of a run: to every machine that a probe starts at, over the jump host if the settings name one. */
import type { AccessPath } from './access-path';
import { describeEndpoint, type Endpoint, type NamedMachine } from './endpoint';
import { directHop } from './hops/direct-hop';
import { forwardedHop } from './hops/forwarded-hop';
import type { HopEnd, Hops } from './hops/hop';
import { keepHops } from './hops/kept-hops';
import { prepareLogins, type LoginContext } from './ssh/login-context';
import type { JumpHost, SshSettings } from './ssh-settings';
import { defaultTimeouts, type ProbeTimeouts } from './timeouts';

export interface AccessPaths {
  /** The access path to a machine; the same one whenever the same address is asked for. Nothing is contacted yet. */
  to(machine: Endpoint): AccessPath;
  /** The jump host alone, over the connection that all paths share; absent where the settings name none. */
  readonly jumpHost?: Pick<AccessPath, 'connect'>;
  /** Ends every connection. Resolves when they are gone. */
  close(): Promise<void>;
}

/**
 * One login to the jump host serves all machines, and one to each machine all probes from there: sshd drops new
 * connections at random when many are logging in at once (MaxStartups).
 *
 * @param machines those of the deployment, none of which must be taken for another.
 * @param differently the timeouts that differ from `defaultTimeouts`.
 */
export function createAccessPaths(settings: SshSettings, machines: readonly NamedMachine[], differently: Partial<ProbeTimeouts> = {}): AccessPaths {
  const loginOf = prepareLogins(settings, machines);
  const timeouts = { ...defaultTimeouts, ...differently };
  const jumpHost = settings.jump && jumpHostEnd(settings.jump, { login: loginOf(), timeouts });
  const kept = keepHops();
  const known = new Map<string, AccessPath>();
  return {
    to(machine) {
      const key = `${machine.address} ${String(machine.port)}`;
      const end = { login: loginOf(machine.spokeId), timeouts, machine, name: describeEndpoint(machine) };
      const hops: Hops = jumpHost ? [directHop(jumpHost), forwardedHop(end)] : [directHop(end)];
      const path = known.get(key) ?? { loginTo: ({ spokeId }) => loginOf(spokeId), timeouts, machine, connect: () => kept.along(hops).get() };
      known.set(key, path);
      return path;
    },
    ...(jumpHost && { jumpHost: { connect: () => kept.along([directHop(jumpHost)]).get() } }),
    close: () => kept.close(),
  };
}

function jumpHostEnd({ username, host, port }: JumpHost, common: { readonly login: LoginContext; readonly timeouts: ProbeTimeouts }): HopEnd {
  const machine = { name: host, address: host, port };
  return { ...common, login: { ...common.login, username: username ?? common.login.username }, machine, name: `jump host ${describeEndpoint(machine)}` };
}
