/** What holds for every kind of probe that opens a connection from A: how it ends where B is not reached, and what is A's own fault. */
import type { Endpoint } from './endpoint';
import type { ProbeOutcome } from './outcome';
import { probes } from './probes';
import { setUpBench, type Bench } from './testing/bench';
import type { Machine } from './testing/machine';
import { closedPort, startPlainServer } from './testing/plain-server';
import type { ProbeTimeouts } from './timeouts';

const nowhere: Endpoint = { name: 'spoke2vm', address: '10.2.1.4', port: 22, computerName: 'spoke2vm' };

let bench: Bench;
let spoke1vm: Machine;

beforeEach(async () => {
  bench = setUpBench();
  spoke1vm = await bench.machine('spoke1vm');
});

afterEach(async () => {
  await bench.close();
});

describe.each(Object.entries(probes))('the %s probe', (_kind, probe) => {
  const attempt = (to: Endpoint, timeouts?: Partial<ProbeTimeouts>): Promise<ProbeOutcome> => probe.attempt(bench.pathTo(spoke1vm, timeouts), to);

  describe('where A cannot open a connection', () => {
    test('is refused if nothing listens', async () => {
      const to = { ...nowhere, address: '127.0.0.1', port: await closedPort() };
      expect(await attempt(to)).toEqual({ kind: 'refused', message: 'Connection refused' });
    });

    test.each([
      ['Connection reset by peer', 2, { kind: 'refused', message: 'Connection reset by peer' }],
      ['No route to host', 2, { kind: 'unreachable', message: 'No route to host' }],
      ['Network is unreachable', 2, { kind: 'unreachable', message: 'Network is unreachable' }],
      ['Connection timed out', 2, { kind: 'timed-out', timeoutMs: 10_000 }],
      ['open failed', 1, { kind: 'forwarding-forbidden', message: 'open failed' }],
      ['unknown channel type', 3, { kind: 'forwarding-forbidden', message: 'unknown channel type' }],
      ['', 4, { kind: 'channel-lost', message: 'no reason given' }],
    ] as const)('names what A says: "%s" with reason %i', async (text, reason, outcome) => {
      spoke1vm.behaviour.forwarding = { reason, text };
      expect(await attempt(nowhere)).toEqual(outcome);
    });

    test('times out if A gets no answer', async () => {
      spoke1vm.behaviour.forwarding = 'unanswered';
      expect(await attempt(nowhere, { channelTimeoutMs: 200 })).toEqual({ kind: 'timed-out', timeoutMs: 200 });
    });

    test('closes a connection that opens too late', async () => {
      spoke1vm.behaviour.forwarding = 'unanswered';
      let gone: () => void = () => undefined;
      const closedAgain = new Promise<void>((resolve) => (gone = resolve));
      const { endpoint } = bench.closing(await startPlainServer('spoke2vm', (socket) => socket.once('close', gone)));
      expect(await attempt(endpoint, { channelTimeoutMs: 200 })).toMatchObject({ kind: 'timed-out' });
      spoke1vm.answerLate();
      await closedAgain;
    });
  });

  describe('where the access path breaks during the attempt', () => {
    test('does not blame B when A hangs up instead of forwarding', async () => {
      spoke1vm.behaviour.forwarding = 'hang-up';
      expect(await attempt(nowhere)).toEqual({ kind: 'channel-lost', message: 'spoke1vm itself has stopped answering' });
    });

    test('disconnects A when A, too, has gone silent', async () => {
      const access = bench.pathTo(spoke1vm, { channelTimeoutMs: 200, commandTimeoutMs: 200 });
      await access.connect();
      spoke1vm.behaviour.forwarding = 'unanswered';
      spoke1vm.behaviour.run = () => undefined;
      expect(await probe.attempt(access, nowhere)).toEqual({
        kind: 'channel-lost',
        message: 'spoke1vm itself has stopped answering',
      });
      await spoke1vm.empty();
    });

    test('takes A to be alive when A merely runs no commands any more', async () => {
      const access = bench.pathTo(spoke1vm, { channelTimeoutMs: 200 });
      await access.connect();
      spoke1vm.behaviour.forwarding = 'unanswered';
      spoke1vm.behaviour.noCommands = true;
      expect(await probe.attempt(access, nowhere)).toEqual({ kind: 'timed-out', timeoutMs: 200 });
    });
  });

  test.each([
    [{ kind: 'refused', message: 'connect ECONNREFUSED' }, true],
    [{ kind: 'not-tried', message: 'the known hosts file cannot be read' }, false],
  ] as const)('waits for an access path that failed with %j: %p', (failure, may) => {
    expect(probe.mayStillSettle({ kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure })).toBe(may);
  });
});
