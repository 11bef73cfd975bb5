/** What every probe has in common: it starts at A, and B is not blamed for what is A's fault. */
import type { AccessPath } from './access-path';
import type { AccessPathFailed, ChannelLost, ProbeOutcome } from './outcome';
import type { VantagePoint } from './vantage-point';

/** Silence and a broken connection look alike whether B or A is at fault. */
const mayBeTheAccessPath: readonly ProbeOutcome['kind'][] = ['timed-out', 'no-banner', 'went-silent', 'channel-lost', 'command-failed'];

/**
 * Makes an attempt from the machine that an access path leads to. Where the outcome may be A's fault, A is asked for a
 * sign of life; one that gives none is disconnected, so that the next attempt connects to it again.
 */
export async function attemptFrom<Outcome extends ProbeOutcome>(
  access: AccessPath,
  attempt: (from: VantagePoint) => Promise<Outcome>,
): Promise<Outcome | AccessPathFailed | ChannelLost> {
  const reached = await access.connect();
  if (reached.kind === 'access-path-failed') return reached;
  const outcome = await attempt(reached.from);
  if (!mayBeTheAccessPath.includes(outcome.kind) || (await reached.from.answers(access.timeouts.commandTimeoutMs))) return outcome;
  reached.from.close();
  return { kind: 'channel-lost', message: `${access.machine.name} itself has stopped answering` };
}
