/** What may be to blame for a login that failed, and what is not: a machine as a source, as a target, as one to get into, or the jump host before it. */
import { failedAtSource } from '../../findings/failed-at-source';
import type { LoginOutcome } from '../../probe/outcome';
import type { TriedLogin } from '../check';

/** There is one at most. */
const jumpHost = 'jump host';

/** What answers in B's name, whatever lies between. */
const ofTarget: readonly LoginOutcome['kind'][] = ['refused', 'authentication-refused'];

/** What a login that failed may be waiting for; nothing where it landed. */
export function suspectsOf({ from, to, outcome }: TriedLogin): string[] {
  if (outcome.kind === 'landed') return [];
  if (outcome.kind === 'access-path-failed') return [failedAtSource({ from, outcome }) ? `into ${from.vmId}` : jumpHost];
  return ofTarget.includes(outcome.kind) ? [`to ${to.vmId}`] : [`from ${from.vmId}`, `to ${to.vmId}`];
}

/** What a login, whatever came of it in the end, has got through. */
export function passedBy({ from, to, outcome }: TriedLogin): string[] {
  if (outcome.kind === 'access-path-failed') return failedAtSource({ from, outcome }) ? [jumpHost] : [];
  const into = [jumpHost, `into ${from.vmId}`];
  return outcome.kind === 'landed' ? [...into, `from ${from.vmId}`, `to ${to.vmId}`] : into;
}
