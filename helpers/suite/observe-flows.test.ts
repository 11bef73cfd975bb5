import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ConnectionCase, ProbeEnd, WatchCase } from '../checks/check';
import { estateOf } from '../estate/estate';
import type { Deployment } from '../estate/deployment';
import { deployment, thaw } from '../estate/testing/reference-deployment';
import { rule, securityGroup, spoke1, spoke2 } from '../estate/testing/reference-network';
import type { Endpoint } from '../probe/endpoint';
import { setUpBench, type Bench } from '../probe/testing/bench';
import type { Behaviour, Machine } from '../probe/testing/machine';
import { closedPort, startPlainServer } from '../probe/testing/plain-server';
import { verdictOf } from '../words/case-words';
import type { Observed } from './observe-probe';
import { observeProbe } from './observe-probe';

let bench: Bench;
let spoke1vm: Machine;
let database: Endpoint;

beforeEach(async () => {
  bench = setUpBench();
  spoke1vm = await bench.machine('spoke1vm');
  ({ endpoint: database } = bench.closing(await startPlainServer('spoke2vm', () => undefined)));
});

afterEach(() => bench.close());

const from = (): ProbeEnd => ({ ...spoke1vm.endpoint, vmId: spoke1.vm, nicId: spoke1.nic, spokeId: spoke1.network });
const to = (endpoint: Endpoint) => ({ ...endpoint, vmId: spoke2.vm, nicId: spoke2.nic, spokeId: spoke2.network });

const common = { title: ['it'], subjects: [], basis: [] };
const connection = (endpoint: Endpoint): ConnectionCase => ({ probe: 'connection', checkId: 'FLOW-01', ...common, from: from(), to: to(endpoint) });
const watch = (endpoint: Endpoint, control: Endpoint): WatchCase => ({ probe: 'watch', checkId: 'FLOW-02', ...common, from: from(), to: to(endpoint), control: to(control) });

/** A deployment whose rules deny all to the second machine. */
const closed = (): Deployment =>
  deployment(({ rules }) => { rules[spoke2.nic] = thaw([securityGroup('guard', 'networkInterface', ['10.0.0.0/8'], [rule('DenyAll', 100, 'Inbound', 'Deny')])]); });

async function observed(judged: Deployment, due: ConnectionCase | WatchCase, convergenceTimeoutMs = 0): Promise<Observed & { readonly verdict: string }> {
  const paths = bench.accessPaths({}, { channelTimeoutMs: 150 });
  const made = await observeProbe(judged, due, { paths, convergenceTimeoutMs, blockedWindowMs: 40 });
  return { ...made, verdict: verdictOf(made.judged, estateOf(judged.survey).label).verdict };
}

/** The kinds of what came of a watch, try by try. */
const contacts = ({ probed }: Observed): string[] => ('watch' in probed ? probed.watch.contacts.map(({ outcome, control }) => `${outcome.kind} ${control?.kind ?? ''}`) : []);

/** Lets everything through but what goes to the port of an endpoint. */
const but = ({ port }: Endpoint, forwarding: Exclude<Behaviour['forwarding'], (port: number) => unknown>): Behaviour['forwarding'] => (asked) => (asked === port ? forwarding : 'open');

describe('A connection that is expected', () => {
  test('opens from A, with no login on B', async () => {
    const made = await observed(deployment(), connection(database));
    expect(made).toMatchObject({ verdict: 'pass', probed: { connection: { outcome: { kind: 'connected' } } }, judged: { past: [{ kind: 'route-server' }] } });
    expect(spoke1vm.logins).toEqual(['azureuser']);
  });

  test('fails where nothing listens', async () => {
    const nobody = { ...database, port: await closedPort() };
    expect(await observed(deployment(), connection(nobody))).toMatchObject({ verdict: 'fail', probed: { connection: { outcome: { kind: 'refused' } } } });
  });

  test('cannot be told where A does not forward', async () => {
    spoke1vm.behaviour.forwarding = { reason: 1, text: 'open failed' };
    expect(await observed(deployment(), connection(database))).toMatchObject({ verdict: 'cannot-tell', probed: { connection: { outcome: { kind: 'forwarding-forbidden' } } } });
  });
});

describe('A connection that is to be blocked', () => {
  const blocked = { name: 'spoke2vm', address: '127.0.0.1', port: 3389 };

  test('is, for the whole window, while the control beside each try connects', async () => {
    spoke1vm.behaviour.forwarding = but(blocked, 'unanswered');
    const made = await observed(closed(), watch(blocked, database), 60_000);
    expect(contacts(made)).toEqual(['timed-out connected', 'timed-out connected', 'timed-out connected']);
    expect(made).toMatchObject({ verdict: 'pass', effort: { attempts: 1 } });
    expect(spoke1vm.logins).toEqual(['azureuser']);
  });

  test('is let through by the first contact', async () => {
    const made = await observed(closed(), watch(database, database));
    expect(new Set(contacts(made))).toEqual(new Set(['connected connected']));
    expect(made).toMatchObject({ verdict: 'fail', effort: { attempts: 1 } });
  });

  test('is blocked in the end, where a rule begins to block late', async () => {
    let asked = 0;
    spoke1vm.behaviour.forwarding = (port) => {
      if (port !== database.port) return 'open';
      asked += 1;
      return asked > 1 ? 'unanswered' : 'open';
    };
    const other = bench.closing(await startPlainServer('spoke2vm', () => undefined)).endpoint;
    const made = await observed(closed(), watch(database, other), 60_000);
    expect(contacts(made)).toEqual(['timed-out connected', 'timed-out connected', 'timed-out connected']);
    expect(made).toMatchObject({ verdict: 'pass', effort: { attempts: 2 } });
  });

  test('gets through in the middle of the window, after it was silent', async () => {
    let asked = 0;
    spoke1vm.behaviour.forwarding = (port) => {
      if (port !== database.port) return 'open';
      asked += 1;
      return asked > 2 ? 'open' : 'unanswered';
    };
    const other = bench.closing(await startPlainServer('spoke2vm', () => undefined)).endpoint;
    const made = await observed(closed(), watch(database, other), 60_000);
    expect(contacts(made).at(-1)).toBe('connected connected');
    expect(made).toMatchObject({ verdict: 'fail', effort: { attempts: 1 }, judged: { findings: [{ kind: 'flow-let-through', afterSeconds: expect.any(Number) as unknown }] } });
  });

  test('cannot be told where A sends nothing at all: the control fails as well', async () => {
    spoke1vm.behaviour.forwarding = 'unanswered';
    const made = await observed(closed(), watch(blocked, database));
    expect(contacts(made)).toEqual(['timed-out timed-out', 'timed-out timed-out', 'timed-out timed-out']);
    expect(made).toMatchObject({ verdict: 'cannot-tell', judged: { findings: [{ why: { kind: 'control-failed' } }] } });
  });

  test('cannot be told where A forbids to forward there', async () => {
    spoke1vm.behaviour.forwarding = but(blocked, { reason: 1, text: 'open failed' });
    expect(await observed(closed(), watch(blocked, database))).toMatchObject({ verdict: 'cannot-tell', judged: { findings: [{ why: { kind: 'probe-failed', outcome: { kind: 'forwarding-forbidden' } } }] } });
  });

  test('cannot be told where a guest says that there is no way', async () => {
    spoke1vm.behaviour.forwarding = but(blocked, { reason: 2, text: 'No route to host' });
    expect(await observed(closed(), watch(blocked, database))).toMatchObject({ verdict: 'cannot-tell', judged: { findings: [{ why: { kind: 'probe-failed', outcome: { kind: 'unreachable' } } }] } });
  });

  test('cannot be told where A is lost', async () => {
    spoke1vm.behaviour.forwarding = but(blocked, 'hang-up');
    expect(await observed(closed(), watch(blocked, database))).toMatchObject({ verdict: 'cannot-tell' });
  });
});
