import { describe, expect, test } from '@jest/globals';
import type { ProbeEnd, TriedLogin } from '../checks/check';
import { describeEndpoint } from '../probe/endpoint';
import type { LoginOutcome } from '../probe/outcome';
import { createLoginPatience } from './login-patience';
import { standingOfTries } from './observe-probe';
import { settleProbe } from './settle-probe';

const end = (name: string): ProbeEnd => ({ name, address: '10.1.1.4', port: 22, vmId: `/${name}`, nicId: `/${name}-nic`, spokeId: `/${name}-spoke` });

const landed: LoginOutcome = { kind: 'landed', hostName: 'b', compared: true };
const silent: LoginOutcome = { kind: 'timed-out', timeoutMs: 10_000 };
const noWayInto = (name: string): LoginOutcome => ({ kind: 'access-path-failed', hop: describeEndpoint(end(name)), failure: silent as LoginOutcome & { kind: 'timed-out' } });
const noJumpHost: LoginOutcome = { kind: 'access-path-failed', hop: 'jump host jump', failure: { kind: 'refused', message: 'Connection refused' } };

/** How a login ends, by who logs in to whom, at the how manieth time, and when. */
type World = (from: string, to: string, attempt: number, seconds: number) => LoginOutcome;

/** A clock that goes on to the next sleeper's time whenever all others wait. */
function createClock(): { ms: number; sleep(ms: number): Promise<void> } {
  const sleepers: { at: number; wake: () => void }[] = [];
  const goOn = (): void => {
    const [next] = sleepers.sort((a, b) => a.at - b.at).splice(0, 1);
    clock.ms = next?.at ?? clock.ms;
    next?.wake();
  };
  const clock = {
    ms: 0,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: clock.ms + ms, wake });
        setImmediate(goOn);
      }),
  };
  return clock;
}

/** All of them at once, with a patience of 60 s. @returns for each pair the attempts, and what came of it */
async function settled(pairs: readonly string[], world: World, patienceMs = 60_000): Promise<string[]> {
  const clock = createClock();
  const waiting = { patienceMs: () => patienceMs, patience: createLoginPatience(), standing: standingOfTries, now: () => clock.ms, sleep: clock.sleep };
  const logins = pairs.map(async (pair) => {
    const [from = '', to = ''] = pair.split(' ');
    let attempts = 0;
    const { result, effort } = await settleProbe<readonly [TriedLogin]>((began) => {
      began();
      attempts += 1;
      const login: TriedLogin = { from: end(from), to: end(to), outcome: world(from, to, attempts, clock.ms / 1000) };
      return Promise.resolve([login] as const);
    }, waiting);
    expect(effort.attempts).toBe(attempts);
    return `${pair} ${String(attempts)} ${result[0].outcome.kind}`;
  });
  return Promise.all(logins);
}

describe('A login is tried', () => {
  test('once, where it lands, or where waiting does not help', async () => {
    expect(await settled(['a b'], () => landed)).toEqual(['a b 1 landed']);
    expect(await settled(['a b'], () => ({ kind: 'wrong-machine', hostName: 'x', expected: 'b' }))).toEqual(['a b 1 wrong-machine']);
  });

  test('until it lands', async () => {
    expect(await settled(['a b'], (_from, _to, attempt) => (attempt < 4 ? silent : landed))).toEqual(['a b 4 landed']);
  });

  test('until its time is up, every two seconds', async () => {
    expect(await settled(['a b'], () => silent)).toEqual(['a b 31 timed-out']);
  });

  test('once, where nothing is waited for', async () => {
    expect(await settled(['a b', 'c b'], () => silent, 0)).toEqual(['a b 1 timed-out', 'c b 1 timed-out']);
  });
});

describe('A machine that gives no answer', () => {
  test('is waited for by one login, and asked once by the others', async () => {
    const deaf: World = (_from, to) => (to === 'dead' ? silent : landed);
    expect(await settled(['a dead', 'b dead', 'c dead', 'a b'], deaf)).toEqual(['a dead 31 timed-out', 'b dead 1 timed-out', 'c dead 1 timed-out', 'a b 1 landed']);
  });

  test('and into which there is no way is waited for by one login that starts there', async () => {
    const closed: World = (from) => (from === 'dead' ? noWayInto('dead') : landed);
    expect(await settled(['dead a', 'dead b', 'a b'], closed)).toEqual(['dead a 31 access-path-failed', 'dead b 1 access-path-failed', 'a b 1 landed']);
  });

  test('and from which nothing gets out is waited for by one login', async () => {
    const mute: World = (from) => (from === 'mute' ? silent : landed);
    expect(await settled(['mute a', 'mute b', 'a b', 'b a'], mute)).toEqual(['mute a 31 timed-out', 'mute b 1 timed-out', 'a b 1 landed', 'b a 1 landed']);
  });

  test('at first is asked again by the others as soon as one has got through', async () => {
    const booting: World = (_from, _to, _attempt, seconds) => (seconds < 10 ? silent : landed);
    expect(await settled(['a late', 'b late', 'c late'], booting)).toEqual(['a late 6 landed', 'b late 2 landed', 'c late 2 landed']);
  });

  test('is not taken for the fault of those who ask it: what else they ask has its own patience', async () => {
    const world: World = (from, to, attempt) => (to === 'dead' || (from === 'a' && to === 'slow' && attempt < 20) ? silent : landed);
    expect(await settled(['a b', 'c slow', 'a dead', 'a slow'], world)).toEqual(['a b 1 landed', 'c slow 1 landed', 'a dead 31 timed-out', 'a slow 20 landed']);
  });
});

test('a jump host is waited for by one login, and all go on once it answers', async () => {
  expect(await settled(['a b', 'b a', 'c a'], () => noJumpHost)).toEqual(['a b 31 access-path-failed', 'b a 1 access-path-failed', 'c a 1 access-path-failed']);
  const restarting: World = (_from, _to, _attempt, seconds) => (seconds < 10 ? noJumpHost : landed);
  expect(await settled(['a b', 'b a', 'c a'], restarting)).toEqual(['a b 6 landed', 'b a 2 landed', 'c a 2 landed']);
});
