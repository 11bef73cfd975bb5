import { expect, test } from '@jest/globals';
import type { ProbeEnd } from '../checks/check';
import type { LoginOutcome } from '../probe/outcome';
import { mostTries, tryMachines } from './try-machines';

const end = (name: string): ProbeEnd => ({ name, address: '10.1.1.4', port: 22, vmId: `/${name}`, nicId: `/${name}-nic`, spokeId: '/spoke' });
const due = { from: end('a1'), to: end('b1'), further: { from: [end('a2'), end('a3')], to: [end('b2'), end('b3')] } };

const landed: LoginOutcome = { kind: 'landed', hostName: 'b', compared: true };
const refused: LoginOutcome = { kind: 'refused', message: 'Connection refused' };
const noWayIn = (name: string): LoginOutcome => ({ kind: 'access-path-failed', hop: `${name} (10.1.1.4)`, failure: refused });

/** The logins, as they were tried. @param closed the machines into which there is no way */
async function tried(probe: Parameters<typeof tryMachines>[0], closed: readonly string[], otherwise = landed): Promise<string[]> {
  const logins = await tryMachines(probe, ({ from, to }) => Promise.resolve(closed.includes(from.name) ? noWayIn(from.name) : closed.includes(to.name) ? refused : otherwise));
  return logins.map(({ from, to, outcome }) => `${from.name} ${to.name} ${outcome.kind}`);
}

test('one login is enough where it lands, and where it fails otherwise than at the door', async () => {
  expect(await tried(due, [])).toEqual(['a1 b1 landed']);
  expect(await tried(due, [], { kind: 'timed-out', timeoutMs: 1 })).toEqual(['a1 b1 timed-out']);
});

test('the next machine stands in for one that nobody gets into', async () => {
  expect(await tried(due, ['a1'])).toEqual(['a1 b1 access-path-failed', 'a2 b1 landed']);
  expect(await tried(due, ['b1', 'b2'])).toEqual(['a1 b1 refused', 'a1 b2 refused', 'a1 b3 landed']);
  expect(await tried(due, ['a1', 'b1'])).toEqual(['a1 b1 access-path-failed', 'a2 b1 refused', 'a2 b2 landed']);
});

test('where there is no further one, it ends there', async () => {
  expect(await tried(due, ['a1', 'a2', 'a3'])).toEqual(['a1 b1 access-path-failed', 'a2 b1 access-path-failed', 'a3 b1 access-path-failed']);
  expect(await tried({ from: end('a1'), to: end('b1') }, ['b1'])).toEqual(['a1 b1 refused']);
});

test('there are no more logins than machines to try', async () => {
  const all = await tried(due, ['a1', 'a2', 'b1', 'b2', 'b3']);
  expect(all).toHaveLength(mostTries(due));
  expect(mostTries({})).toBe(1);
});
