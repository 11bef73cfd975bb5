/** Whether a login failed because there is no way into one of its machines, so that another one of that spoke may stand in for it. */
import { failedAtSource } from '../../findings/failed-at-source';
import type { AccessPathFailure, ProbeOutcome } from '../../probe/outcome';
import type { TriedLogin } from '../check';

/** What says something of the runner, or of who answers at the address: that must be seen, and not be passed by. */
const notPassedBy: readonly AccessPathFailure['kind'][] = [
  ...(['not-tried', 'wrong-machine'] as const),
  ...(['host-key-mismatch', 'host-key-unknown', 'host-key-revoked'] as const),
];

/** `from`: the runner does not get into A. `to`: B refuses A's connection: packets arrive, and no sshd listens. The jump host is neither. */
export function closedEnd({ from, outcome }: Pick<TriedLogin, 'from'> & { readonly outcome: ProbeOutcome }): 'from' | 'to' | undefined {
  if (outcome.kind === 'refused') return 'to';
  const failure = failedAtSource({ from, outcome });
  return failure && !notPassedBy.includes(failure.kind) ? 'from' : undefined;
}
