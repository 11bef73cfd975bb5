/** The way in: logins to the machines that pairs start at, shared by all pairs, over one login to the jump host. */
import { prepareAccess, type SshAccess } from './access';
import { describeEndpoint, type Endpoint } from './endpoint';
import { openForwardedChannel } from './forwarded-channel';
import { keepConnection, type KeptConnection } from './kept-connection';
import { logIn } from './login';
import type { SshOutcome } from './outcome';
import type { LoggedIn } from './ssh-connection';
import type { SshSettings } from './ssh-settings';
import { openTcp } from './tcp';
import { defaultTimeouts, type SshTimeouts } from './timeouts';

type WayInFailed = Extract<SshOutcome, { kind: 'way-in-failed' }>;

export interface WayIn {
  readonly machine: Endpoint;
  readonly access: SshAccess;
  connect(): Promise<LoggedIn | WayInFailed>;
}

export interface WaysIn {
  /** The way in to a machine; the same one whenever the same address is asked for. Nothing is contacted yet. */
  to(machine: Endpoint): WayIn;
  /** Ends every connection. Resolves when they are gone. */
  close(): Promise<void>;
}

/** @param timeouts what differs from `defaultTimeouts`. */
export function createWaysIn(settings: SshSettings, timeouts: Partial<SshTimeouts> = {}): WaysIn {
  const access = prepareAccess(settings, { ...defaultTimeouts, ...timeouts });
  const jump = settings.jump && loginToJumpHost(settings.jump, access);
  const machines = new Map<string, { wayIn: WayIn; kept: KeptConnection<WayInFailed> }>();
  return {
    to(machine) {
      const key = `${machine.address} ${String(machine.port)}`;
      const known = machines.get(key);
      if (known) return known.wayIn;
      const kept = jump ? keepConnection(() => loginThrough(jump, machine, access)) : loginDirectly(machine, describeEndpoint(machine), access);
      const wayIn = { machine, access, connect: () => kept.get() };
      machines.set(key, { wayIn, kept });
      return wayIn;
    },
    async close() {
      const closing = [...machines.values()].map(({ kept }) => kept.close());
      await Promise.all([...closing, jump?.close()]);
    },
  };
}

/** One for all machines: sshd drops new connections at random when many are logging in at once (MaxStartups). */
function loginToJumpHost({ username, host, port }: NonNullable<SshSettings['jump']>, access: SshAccess): KeptConnection<WayInFailed> {
  const jump = { name: host, address: host, port };
  return loginDirectly(jump, `jump host ${describeEndpoint(jump)}`, { ...access, username: username ?? access.username });
}

function loginDirectly(machine: Endpoint, hop: string, access: SshAccess): KeptConnection<WayInFailed> {
  const open = () => openTcp(machine.address, machine.port, access.timeouts.connectTimeoutMs);
  return keepConnection(async () => failedAt(hop, await logIn(open, machine, access)));
}

async function loginThrough(jump: KeptConnection<WayInFailed>, machine: Endpoint, access: SshAccess): Promise<LoggedIn | WayInFailed> {
  const reached = await jump.get();
  if (reached.kind === 'way-in-failed') return reached;
  const open = () => openForwardedChannel(reached.connection, machine, access.timeouts.channelTimeoutMs);
  return failedAt(describeEndpoint(machine), await logIn(open, machine, access));
}

function failedAt(hop: string, result: LoggedIn | WayInFailed['failure']): LoggedIn | WayInFailed {
  return result.kind === 'logged-in' ? result : { kind: 'way-in-failed', hop, failure: result };
}
