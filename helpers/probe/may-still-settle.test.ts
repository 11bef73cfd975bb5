import { mayStillSettle } from './may-still-settle';
import type { AccessPathFailure, LoginOutcome, ProbeOutcome } from './outcome';

const message = 'as it was told';
const hostKey = { host: '10.2.1.4', fingerprint: 'ssh-ed25519 SHA256:x', remarks: [] };

const failures: [AccessPathFailure, boolean][] = [
  [{ kind: 'refused', message }, true],
  [{ kind: 'timed-out', timeoutMs: 10_000 }, true],
  [{ kind: 'unreachable', message }, true],
  [{ kind: 'no-banner', message }, true],
  [{ kind: 'went-silent', during: 'key-exchange', banner: 'SSH-2.0-x', timeoutMs: 15_000 }, true],
  [{ kind: 'login-endless', during: 'authentication', banner: 'SSH-2.0-x', timeoutMs: 45_000 }, false],
  [{ kind: 'authentication-refused', message }, true],
  [{ kind: 'channel-lost', message }, true],
  [{ kind: 'handshake-failed', banner: 'SSH-2.0-x', message }, false],
  [{ kind: 'forwarding-forbidden', message }, false],
  [{ kind: 'host-key-mismatch', ...hostKey }, false],
  [{ kind: 'host-key-unknown', ...hostKey }, false],
  [{ kind: 'host-key-revoked', ...hostKey }, false],
  [{ kind: 'not-tried', message }, false],
  [{ kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke2vm' }, false],
  [{ kind: 'command-failed', message }, false],
];

const outcomes = [
  ...(failures as [LoginOutcome, boolean][]),
  ...failures.map(([failure, may]): [LoginOutcome, boolean] => [{ kind: 'access-path-failed', hop: 'spoke1vm', failure }, may]),
  [{ kind: 'access-path-failed', hop: 'spoke1vm', failure: { kind: 'name-not-found', message } }, true],
  [{ kind: 'connected', elapsedMs: 3 }, false],
  [{ kind: 'landed', hostName: 'spoke2vm', compared: true }, false],
] satisfies [ProbeOutcome, boolean][];

test.each(outcomes.map(([outcome, may]) => ({ what: 'failure' in outcome ? `${outcome.kind}: ${outcome.failure.kind}` : outcome.kind, outcome, may })))(
  'another attempt may turn $what into something else: $may',
  ({ outcome, may }) => {
    expect(mayStillSettle(outcome)).toBe(may);
  },
);
