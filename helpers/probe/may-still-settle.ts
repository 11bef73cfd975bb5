/** Which outcomes may turn out better a little later, right after a deployment. */
import type { AccessPathFailure, ProbeOutcome } from './outcome';

/**
 * Routes, rules and peerings reach the hosts some time after Azure calls them Succeeded; a VM that runs may still be
 * booting, and cloud-init creates the user and its keys after sshd has started.
 */
const transient: readonly (ProbeOutcome | AccessPathFailure)['kind'][] = [
  'refused',
  'timed-out',
  'unreachable',
  'no-banner',
  'went-silent',
  'authentication-refused',
  'channel-lost',
  'name-not-found',
];

/** True where another attempt is worth its time; of an access path that failed, its hop's failure decides. */
export function mayStillSettle(outcome: ProbeOutcome): boolean {
  return transient.includes(outcome.kind === 'access-path-failed' ? outcome.failure.kind : outcome.kind);
}
