import { expect, test } from '@jest/globals';
import type { AccessPathFailure, LoginOutcome } from '../../probe/outcome';
import { closedEnd } from './way-in';

const from = { name: 'a', address: '10.1.1.4', port: 2222, vmId: '/a', nicId: '/a-nic', spokeId: '/one' };
const hostKey = { host: '[10.1.1.4]:2222', fingerprint: 'ssh-ed25519 SHA256:x', remarks: [] };
const accessPath = (failure: AccessPathFailure, hop = 'a (10.1.1.4:2222)'): LoginOutcome => ({ kind: 'access-path-failed', hop, failure });

test.each<[LoginOutcome, 'from' | 'to' | undefined]>([
  [{ kind: 'refused', message: 'Connection refused' }, 'to'],
  [accessPath({ kind: 'refused', message: 'Connection refused' }), 'from'],
  [accessPath({ kind: 'timed-out', timeoutMs: 1 }), 'from'],
  [accessPath({ kind: 'unreachable', message: '' }), 'from'],
  [accessPath({ kind: 'authentication-refused', message: '' }), 'from'],
  [accessPath({ kind: 'command-failed', message: '' }), 'from'],
  // The jump host is in front of all machines.
  [accessPath({ kind: 'refused', message: '' }, 'jump host 203.0.113.10'), undefined],
  // Who answers there must be seen.
  [accessPath({ kind: 'wrong-machine', hostName: 'b', expected: 'a' }), undefined],
  [accessPath({ kind: 'host-key-mismatch', ...hostKey }), undefined],
  [accessPath({ kind: 'host-key-unknown', ...hostKey }), undefined],
  [accessPath({ kind: 'host-key-revoked', ...hostKey }), undefined],
  [accessPath({ kind: 'not-tried', message: 'the SSH agent is of no help' }), undefined],
  // What B does otherwise says something of the network or of B.
  [{ kind: 'timed-out', timeoutMs: 1 }, undefined],
  [{ kind: 'unreachable', message: '' }, undefined],
  [{ kind: 'authentication-refused', message: '' }, undefined],
  [{ kind: 'host-key-mismatch', ...hostKey }, undefined],
  [{ kind: 'forwarding-forbidden', message: '' }, undefined],
  [{ kind: 'landed', hostName: 'b', compared: true }, undefined],
])('%j closes %s', (outcome, end) => {
  expect(closedEnd({ from, outcome })).toBe(end);
});
