/** The access paths: logins to the machines that pairs start at, shared by all pairs, over one login to the jump host. */
import { prepareLogin, type LoginContext } from './ssh/login-context';
import { describeEndpoint, type Endpoint } from './endpoint';
import { openForwardedChannel } from './ssh/forwarded-channel';
import { keepConnection, type KeptConnection } from './hops/kept-connection';
import { logIn } from './ssh/login';
import type { LoginOutcome } from './outcome';
import type { LoggedIn } from './ssh/ssh-connection';
import type { SshSettings } from './ssh-settings';
import { openTcp } from './tcp/open-tcp';
import { defaultTimeouts, type ProbeTimeouts } from './timeouts';

type AccessPathFailed = Extract<LoginOutcome, { kind: 'access-path-failed' }>;

export interface AccessPath {
  readonly machine: Endpoint;
  readonly access: LoginContext;
  connect(): Promise<LoggedIn | AccessPathFailed>;
}

export interface AccessPaths {
  /** The access path to a machine; the same one whenever the same address is asked for. Nothing is contacted yet. */
  to(machine: Endpoint): AccessPath;
  /** Ends every connection. Resolves when they are gone. */
  close(): Promise<void>;
}

/** @param timeouts what differs from `defaultTimeouts`. */
export function createAccessPaths(settings: SshSettings, timeouts: Partial<ProbeTimeouts> = {}): AccessPaths {
  const access = prepareLogin(settings, { ...defaultTimeouts, ...timeouts });
  const jump = settings.jump && loginToJumpHost(settings.jump, access);
  const machines = new Map<string, { accessPath: AccessPath; kept: KeptConnection<AccessPathFailed> }>();
  return {
    to(machine) {
      const key = `${machine.address} ${String(machine.port)}`;
      const known = machines.get(key);
      if (known) return known.accessPath;
      const kept = jump ? keepConnection(() => loginThrough(jump, machine, access)) : loginDirectly(machine, describeEndpoint(machine), access);
      const accessPath = { machine, access, connect: () => kept.get() };
      machines.set(key, { accessPath, kept });
      return accessPath;
    },
    async close() {
      const closing = [...machines.values()].map(({ kept }) => kept.close());
      await Promise.all([...closing, jump?.close()]);
    },
  };
}

/** One for all machines: sshd drops new connections at random when many are logging in at once (MaxStartups). */
function loginToJumpHost({ username, host, port }: NonNullable<SshSettings['jump']>, access: LoginContext): KeptConnection<AccessPathFailed> {
  const jump = { name: host, address: host, port };
  return loginDirectly(jump, `jump host ${describeEndpoint(jump)}`, { ...access, username: username ?? access.username });
}

function loginDirectly(machine: Endpoint, hop: string, access: LoginContext): KeptConnection<AccessPathFailed> {
  const open = () => openTcp(machine.address, machine.port, access.timeouts.connectTimeoutMs);
  return keepConnection(async () => failedAt(hop, await logIn(open, machine, access)));
}

async function loginThrough(jump: KeptConnection<AccessPathFailed>, machine: Endpoint, access: LoginContext): Promise<LoggedIn | AccessPathFailed> {
  const reached = await jump.get();
  if (reached.kind === 'access-path-failed') return reached;
  const open = () => openForwardedChannel(reached.connection, machine, access.timeouts.channelTimeoutMs);
  return failedAt(describeEndpoint(machine), await logIn(open, machine, access));
}

function failedAt(hop: string, result: LoggedIn | AccessPathFailed['failure']): LoggedIn | AccessPathFailed {
  return result.kind === 'logged-in' ? result : { kind: 'access-path-failed', hop, failure: result };
}
