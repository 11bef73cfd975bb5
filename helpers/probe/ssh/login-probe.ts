/** Logging in: whether B accepts a login that comes from A, and is the machine that it should be. */
import type { AccessPath } from '../access-path';
import { attemptFrom } from '../attempt-from';
import { hostNamesOf, type Endpoint } from '../endpoint';
import { mayStillSettle } from '../may-still-settle';
import type { LoginOutcome } from '../outcome';
import type { Probe } from '../probe';
import type { VantagePoint } from '../vantage-point';
import { logIn } from './login';
import { identify } from './machine-identity';

/**
 * A opens a connection to B's private address, and the runner does a whole SSH handshake and login with B through it;
 * so the packets to B are A's own, and no key leaves the runner.
 */
export const loginProbe: Probe<LoginOutcome> = {
  attempt: (access, to) => attemptFrom(access, (from) => loginFrom(from, to, access)),
  mayStillSettle,
};

async function loginFrom(from: VantagePoint, to: Endpoint, { loginTo, timeouts }: AccessPath): Promise<LoginOutcome> {
  const login = loginTo(to);
  const result = await logIn(() => from.openTcp(to, timeouts.channelTimeoutMs), to, login, timeouts);
  if (result.kind !== 'logged-in') return result;
  const answer = await identify(result, to, login.machines, timeouts.commandTimeoutMs);
  result.connection.close();
  if (answer.kind !== 'identity') return answer;
  const { hostName, from: seenFrom, expected } = answer;
  const compared = hostNamesOf(to).length > 0;
  return { kind: 'landed', hostName, ...(seenFrom && { from: seenFrom }), compared, ...(expected !== undefined && { expected }) };
}
