import { defaultTimeouts, longestAttemptMs } from './timeouts';

test('an attempt over a jump host takes at most the sum of its waits', () => {
  const jumpHost = 15_000 + 45_000;
  const machine = 10_000 + 45_000 + 10_000;
  const signOfLife = 10_000;
  expect(longestAttemptMs(defaultTimeouts)).toBe(jumpHost + 2 * machine + signOfLife);
});

test('an agent has to answer before the server that waits for it is called silent', () => {
  const { agentKeysTimeoutMs, agentSignatureTimeoutMs, authenticationTimeoutMs } = defaultTimeouts;
  expect(Math.max(agentKeysTimeoutMs, agentSignatureTimeoutMs)).toBeLessThan(authenticationTimeoutMs);
});

test('a server that is silent at every stage is called silent, not endless', () => {
  const { handshakeTimeoutMs, authenticationTimeoutMs, loginTimeoutMs } = defaultTimeouts;
  expect(2 * handshakeTimeoutMs + authenticationTimeoutMs).toBeLessThanOrEqual(loginTimeoutMs);
});
