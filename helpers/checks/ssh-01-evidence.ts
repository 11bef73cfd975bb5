/** The words for SSH-01: aligned evidence of an attempt, and why a way in failed. */
import type { Endpoint } from '../probe/endpoint';
import type { LoginOutcome, AccessPathFailure } from '../probe/outcome';
import { aligned } from './aligned';

/** What ran where and how it ended: `from`, `to`, the outcome's name, and what was seen and said. */
export function evidenceOf(from: Endpoint, to: Endpoint, outcome: LoginOutcome): string[] {
  return aligned([['from', withPort(from)], ['to', withPort(to)], ['outcome', outcome.kind], ...detailsOf(outcome)]);
}

const withPort = ({ name, address, port }: Endpoint): string => `${name} ${address}:${String(port)}`;

function detailsOf(outcome: LoginOutcome | AccessPathFailure): string[][] {
  switch (outcome.kind) {
    case 'landed':
      return [['host name', outcome.hostName], ['seen from', outcome.from ?? 'not said']];
    case 'wrong-machine':
      return [['host name', outcome.hostName], ['expected', outcome.expected]];
    case 'timed-out':
      return [['waited', `${String(outcome.timeoutMs / 1000)} s`]];
    case 'went-silent':
      return [['banner', outcome.banner], ['waited', `${String(outcome.timeoutMs / 1000)} s`]];
    case 'handshake-failed':
      return [['banner', outcome.banner], ['message', outcome.message]];
    case 'host-key-mismatch':
    case 'host-key-unknown':
    case 'host-key-revoked':
      return [['host', outcome.host], ['shown', outcome.fingerprint], ...outcome.remarks.map((remark) => ['remark', remark])];
    case 'access-path-failed':
      return [['at', outcome.hop], ['because', outcome.failure.kind], ...detailsOf(outcome.failure)];
    default:
      return [['message', outcome.message]];
  }
}

/** The end of a sentence that begins with the hop. */
export function describeWayInFailure(failure: AccessPathFailure): string {
  switch (failure.kind) {
    case 'refused':
      return 'the connection was refused';
    case 'timed-out':
      return `no answer within ${String(failure.timeoutMs / 1000)} s`;
    case 'unreachable':
      return `there is no way to it (${failure.message})`;
    case 'name-not-found':
      return 'its name is not found';
    case 'forwarding-forbidden':
      return 'the jump host does not forward connections to it';
    case 'no-banner':
      return 'it sent no SSH banner';
    case 'went-silent':
      return 'it sent an SSH banner and then went silent';
    case 'handshake-failed':
      return 'the SSH key exchange failed';
    case 'host-key-mismatch':
      return 'it showed a host key that is not the known one';
    case 'host-key-unknown':
      return 'it showed a host key, and none is known for it';
    case 'host-key-revoked':
      return 'it showed a revoked host key';
    case 'authentication-refused':
      return 'it refused the login';
    case 'channel-lost':
      return 'the connection was lost';
    case 'not-tried':
      return failure.message;
  }
}
