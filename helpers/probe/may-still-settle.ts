/** Which outcomes may turn out better a little later, right after a deployment. */
import type { LoginOutcome, AccessPathFailure } from './outcome';

/**
 * Routes, rules and peerings reach the hosts some time after Azure calls them Succeeded; a VM that runs may still be
 * booting, and cloud-init creates the user and its keys after sshd has started.
 */
const transient: readonly (LoginOutcome | AccessPathFailure)['kind'][] = [
  'refused',
  'timed-out',
  'unreachable',
  'no-banner',
  'went-silent',
  'authentication-refused',
  'channel-lost',
  'name-not-found',
];

/** True where another attempt is worth its time while the deployment converges (CONVERGENCE_TIMEOUT). */
export function mayStillSettle(outcome: LoginOutcome): boolean {
  return transient.includes(outcome.kind === 'access-path-failed' ? outcome.failure.kind : outcome.kind);
}
