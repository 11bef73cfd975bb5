/** What may be to blame for a login or connection that failed, and what is not: a machine as a source, a port as a target, a machine to get into, or the jump host before it. */
import { failedAtSource } from '../../findings/failed-at-source';
import type { ProbeOutcome } from '../../probe/outcome';
import type { ProbeTarget, TriedConnection, TriedLogin } from '../check';

/** There is one at most. */
const jumpHost = 'jump host';

/** What answers in B's name, whatever lies between. */
const ofTarget: readonly ProbeOutcome['kind'][] = ['refused', 'authentication-refused'];

const targetOf = ({ vmId, address, port }: ProbeTarget): string => `to ${vmId ?? address} ${String(port)}`;

/** What it may be waiting for; nothing where it got there. */
export function suspectsOf({ from, to, outcome }: TriedLogin | TriedConnection): string[] {
  if (outcome.kind === 'landed' || outcome.kind === 'connected') return [];
  if (outcome.kind === 'access-path-failed') return [failedAtSource({ from, outcome }) ? `into ${from.vmId}` : jumpHost];
  return ofTarget.includes(outcome.kind) ? [targetOf(to)] : [`from ${from.vmId}`, targetOf(to)];
}

/** What it has got through, whatever came of it in the end. */
export function passedBy({ from, to, outcome }: TriedLogin | TriedConnection): string[] {
  if (outcome.kind === 'access-path-failed') return failedAtSource({ from, outcome }) ? [jumpHost] : [];
  const into = [jumpHost, `into ${from.vmId}`];
  return outcome.kind === 'landed' || outcome.kind === 'connected' ? [...into, `from ${from.vmId}`, targetOf(to)] : into;
}
