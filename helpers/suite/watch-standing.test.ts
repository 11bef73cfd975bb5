import { expect, test } from '@jest/globals';
import type { Contact, ProbeEnd, Watch } from '../checks/check';
import type { TcpOutcome } from '../probe/outcome';
import { standingOf } from './watch-standing';

const end = (name: string): ProbeEnd => ({ name, address: '10.1.1.4', port: 22, vmId: `/${name}`, nicId: `/${name}-nic`, spokeId: `/${name}-spoke` });
const silent: TcpOutcome = { kind: 'timed-out', timeoutMs: 10_000 };
const connected: TcpOutcome = { kind: 'connected', elapsedMs: 1 };
const refused: TcpOutcome = { kind: 'refused', message: 'Connection refused' };
const forbidden: TcpOutcome = { kind: 'forwarding-forbidden', message: 'administratively prohibited' };

const contact = (outcome: TcpOutcome, control: TcpOutcome = connected): Contact => ({ seconds: 0, outcome, control });

/** By what it is decided, at whom, and whether another window may come to something better. */
function standing(first: Contact, ...further: readonly Contact[]): string {
  const watch: Watch = { from: end('a'), to: end('b'), control: end('c'), contacts: [first, ...further] };
  const { by, mayStillSettle } = standingOf(watch);
  return `${by.outcome.kind} ${by.to.name} ${mayStillSettle ? 'waits' : 'ends'}`;
}

test('what gets through at first may still be blocked', () => {
  expect(standing(contact(connected))).toBe('connected b waits');
  expect(standing(contact(refused), contact(silent))).toBe('refused b waits');
});

test('what was blocked must stay so', () => {
  expect(standing(contact(silent), contact(connected))).toBe('connected b ends');
  expect(standing(contact(silent), contact(silent), contact(refused))).toBe('refused b ends');
});

test('a window of silence with controls that connect is settled', () => {
  expect(standing(contact(silent), contact(silent), contact(silent))).toBe('timed-out b ends');
});

test('a control that does not connect may still do so, and so may A', () => {
  expect(standing(contact(silent), contact(silent, silent))).toBe('timed-out c waits');
  expect(standing(contact(silent), contact({ kind: 'unreachable', message: 'No route to host' }))).toBe('unreachable b waits');
  expect(standing(contact(forbidden))).toBe('forwarding-forbidden b ends');
});
