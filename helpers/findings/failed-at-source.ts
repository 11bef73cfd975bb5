/** Probes that failed before they began: at the machine that they were to come from. */
import { describeEndpoint } from '../probe/endpoint';
import type { AccessPathFailure, ProbeOutcome } from '../probe/outcome';
import type { FailedLogin } from './machine-findings';

/** @returns why that machine could not be logged in to; undefined where it could, and where a jump host before it failed */
export function failedAtSource({ from, outcome }: Pick<FailedLogin, 'from'> & { readonly outcome: ProbeOutcome }): AccessPathFailure | undefined {
  return outcome.kind === 'access-path-failed' && outcome.hop === describeEndpoint(from) ? outcome.failure : undefined;
}

/** What comes of the way to the machine, or of the jump host, and not of the machine itself. */
const ofTheWay: readonly AccessPathFailure['kind'][] = ['timed-out', 'unreachable', 'name-not-found', 'forwarding-forbidden', 'channel-lost', 'not-tried'];

/** Why that machine lets nobody in, wherever one comes from: logins to it end in the same way. */
export function closedSource(login: FailedLogin): AccessPathFailure | undefined {
  const failure = failedAtSource(login);
  return failure && !ofTheWay.includes(failure.kind) ? failure : undefined;
}
