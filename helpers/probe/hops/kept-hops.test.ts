import type { Endpoint } from '../endpoint';
import { prepareLogins } from '../ssh/login-context';
import { setUpBench, type Bench } from '../testing/bench';
import type { Machine } from '../testing/machine';
import { defaultTimeouts } from '../timeouts';
import { directHop } from './direct-hop';
import { forwardedHop } from './forwarded-hop';
import type { HopEnd, Hops } from './hop';
import { keepHops, type KeptHops } from './kept-hops';

let bench: Bench;
let kept: KeptHops;
let outer: Machine;
let inner: Machine;
let spoke1vm: Machine;

beforeEach(async () => {
  bench = setUpBench();
  [outer, inner, spoke1vm] = await Promise.all([bench.machine('outer'), bench.machine('inner'), bench.machine('spoke1vm')]);
  kept = bench.closing(keepHops());
});

afterEach(async () => {
  await bench.close();
});

function end(machine: Endpoint): HopEnd {
  return { machine, name: machine.name, login: prepareLogins(bench.settings, [])(), timeouts: defaultTimeouts };
}

/** Over a chain of two jump hosts. */
const chainTo = (machine: Machine): Hops => [directHop(end(outer.endpoint)), forwardedHop(end(inner.endpoint)), forwardedHop(end(machine.endpoint))];

test('a path leads over as many hops as it has, each from the machine before', async () => {
  expect(await kept.along(chainTo(spoke1vm)).get()).toMatchObject({ kind: 'reached' });
  expect([outer.logins.length, inner.logins.length, spoke1vm.logins.length]).toEqual([1, 1, 1]);
});

test('paths that begin with the same hops share their connections', async () => {
  const spoke2vm = await bench.machine('spoke2vm');
  await Promise.all([spoke1vm, spoke2vm, inner].map((machine) => kept.along(chainTo(machine)).get()));
  await kept.along([directHop(end(outer.endpoint))]).get();
  expect([outer.logins.length, spoke1vm.logins.length, spoke2vm.logins.length]).toEqual([1, 1, 1]);
  // Once as a jump host, and once as a machine that is reached over itself.
  expect(inner.logins.length).toBe(2);
});

test('another user at the same machine is another connection', async () => {
  const asOperator = { ...end(outer.endpoint), login: { ...end(outer.endpoint).login, username: 'operator' } };
  await Promise.all([end(outer.endpoint), asOperator].map((hop) => kept.along([directHop(hop)]).get()));
  expect(outer.logins.toSorted()).toEqual(['azureuser', 'operator']);
});

test('a path that fails names the hop that failed', async () => {
  inner.behaviour.forwarding = { reason: 2, text: 'No route to host' };
  expect(await kept.along(chainTo(spoke1vm)).get()).toEqual({
    kind: 'access-path-failed',
    hop: 'spoke1vm',
    failure: { kind: 'unreachable', message: 'No route to host' },
  });
});

test('a hop whose jump host has broken off is opened again from the start', async () => {
  const first = await kept.along(chainTo(spoke1vm)).get();
  if (first.kind !== 'reached') throw new Error(first.failure.kind);
  outer.cut();
  await first.from.closed;
  expect(await kept.along(chainTo(spoke1vm)).get()).toMatchObject({ kind: 'reached' });
  expect([outer.logins.length, inner.logins.length, spoke1vm.logins.length]).toEqual([2, 2, 2]);
});

test('nothing is left open after they are closed', async () => {
  await kept.along(chainTo(spoke1vm)).get();
  await kept.close();
  await Promise.all([outer, inner, spoke1vm].map((machine) => machine.empty()));
});
