import { describe, expect, test } from '@jest/globals';
import { dueProbes } from '../checks/judge-all';
import { isJudged } from '../checks/check';
import { estateOf } from '../estate/estate';
import { deployment } from '../estate/testing/reference-deployment';
import type { LoginOutcome } from '../probe/outcome';
import { redactExpectations } from './redact-expectations';
import { redactProbes } from './redact-probe';
import { redactionOf } from './redaction';

const before = deployment();
const redaction = redactionOf(before, { ids: true, addresses: true });
const survey = redaction.survey(before.survey);
const as = redactProbes(redaction, estateOf(survey).label);
const [first] = dueProbes(before);
if (!first || isJudged(first) || first.probe !== 'login') throw new Error('no login is due');
const { from, to } = first;
const told = (outcome: LoginOutcome): LoginOutcome => as.login({ from, to, outcome }).outcome;

test('what is due is what the redacted survey makes due', () => {
  const due = dueProbes(before).map((one) => (isJudged(one) ? one : as.due(one)));
  expect(due).toEqual(dueProbes({ survey, expectations: redactExpectations(before.expectations, redaction) }));
});

describe('How a login ended', () => {
  test('is told with the names of the redacted survey', () => {
    expect(told({ kind: 'landed', hostName: 'SPOKE2VM', from: '10.1.1.4', compared: true })).toEqual({ kind: 'landed', hostName: 'vm2', from: redaction.place('10.1.1.4'), compared: true });
    expect(told({ kind: 'wrong-machine', hostName: 'intruder', expected: 'spoke2vm or spoke1vm' })).toEqual({ kind: 'wrong-machine', hostName: 'vm-other', expected: 'vm2 or vm1' });
  });

  test('says nothing in the words of guests', () => {
    expect(told({ kind: 'went-silent', during: 'key-exchange', banner: 'SSH-2.0-contoso', timeoutMs: 5 })).toEqual({ kind: 'went-silent', during: 'key-exchange', banner: '(redacted)', timeoutMs: 5 });
    expect(told({ kind: 'host-key-unknown', host: '[10.2.1.4]:2222', fingerprint: 'ssh-ed25519 SHA256:abc', remarks: ['line 3: contoso'] })).toEqual({ kind: 'host-key-unknown', host: '(redacted)', fingerprint: 'ssh-ed25519 (redacted)', remarks: ['(redacted)'] });
    expect(told({ kind: 'authentication-refused', message: 'jane: no' })).toEqual({ kind: 'authentication-refused', message: '(redacted)' });
  });

  test('names the machine where the way failed, or one jump host of several', () => {
    const at = (hop: string): LoginOutcome => told({ kind: 'access-path-failed', hop, failure: { kind: 'name-not-found', message: 'jump.example' } });
    expect(at('spoke1vm (10.1.1.4)')).toEqual({ kind: 'access-path-failed', hop: `vm1 (${redaction.place('10.1.1.4')})`, failure: { kind: 'name-not-found', message: '(redacted)' } });
    const hops = ['jump host a.example', 'jump host b.example'].map((hop) => at(hop)).map((outcome) => (outcome.kind === 'access-path-failed' ? outcome.hop : ''));
    expect(hops).toEqual([expect.stringMatching(/^jump host [\da-f]{4}$/), expect.stringMatching(/^jump host [\da-f]{4}$/)]);
    expect(hops[0]).not.toBe(hops[1]);
  });
});

test('A connection and a watch are told as a login is, with the address of a target that is no machine', () => {
  const address = { name: '10.2.1.77', address: '10.2.1.77', port: 443, spokeId: to.spokeId };
  const [source, place] = [as.login({ from, to, outcome: { kind: 'timed-out', timeoutMs: 5 } }).from, redaction.place('10.2.1.77')];
  const target = { name: place, address: place, port: 443, spokeId: redaction.id(to.spokeId) };
  expect(as.connection({ from, to: address, outcome: { kind: 'refused', message: 'jane: no' } })).toEqual({ from: source, to: target, outcome: { kind: 'refused', message: '(redacted)' } });
  const silent = { kind: 'timed-out', timeoutMs: 5 } as const;
  const lost = { kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'channel-lost', message: 'of contoso' } } as const;
  expect(as.watch({ from, to: address, control: to, contacts: [{ seconds: 0, outcome: silent, control: { kind: 'connected', elapsedMs: 3 } }, { seconds: 1, outcome: lost }] })).toEqual({
    from: source,
    to: target,
    control: as.due(first).to,
    contacts: [
      { seconds: 0, outcome: silent, control: { kind: 'connected', elapsedMs: 3 } },
      { seconds: 1, outcome: { kind: 'access-path-failed', hop: `vm1 (${redaction.place('10.1.1.4')})`, failure: { kind: 'channel-lost', message: '(redacted)' } } },
    ],
  });
});
