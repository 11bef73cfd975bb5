/** Latency and throttling over real sockets, by a clock that the tests drive: no test takes as long as it tells of. */
import { estate, hubSubscription, spokeSubscription } from '../arm/testing/estate';
import { startLab, type Clock, type Lab } from '../lab';
import { clientsOf, type Clients } from './testing/sdk';

/** Waiting makes the time pass. */
function fastClock(): Clock & { readonly waits: number[]; ms: number } {
  const clock = {
    ms: 0,
    waits: [] as number[],
    now: () => clock.ms,
    wait: (ms: number): Promise<void> => {
      clock.waits.push(ms);
      clock.ms += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

const labs: Lab[] = [];

async function start(options: Omit<Parameters<typeof startLab>[0], 'topology'>): Promise<Lab & Clients> {
  const lab = await startLab({ topology: estate(), ...options });
  labs.push(lab);
  return { ...lab, ...clientsOf(lab, spokeSubscription) };
}

afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.close())));

const routesOf = ({ network }: Clients): Promise<unknown> => network.networkInterfaces.beginGetEffectiveRouteTableAndWait('spokeRg', 'runs-nic', { updateIntervalInMs: 1 });

describe('with latency', () => {
  test('each answer is waited for, and an operation has its result after 10 to 12 s', async () => {
    const clock = fastClock();
    const lab = await start({ latency: { scale: 1 }, clock });
    await lab.network.virtualNetworks.get('spokeRg', 'spoke');
    const before = clock.ms;
    await routesOf(lab);
    expect(clock.waits).toHaveLength(lab.requests.length);
    expect(Math.min(...clock.waits)).toBeGreaterThan(0);
    expect(clock.ms - before).toBeGreaterThan(10_000);
    expect(lab.requests.filter(({ operation }) => operation === 'OperationResults_Get').length).toBeGreaterThan(2);
  });

  test('the waits are the same from run to run', async () => {
    const waits = async (): Promise<number[]> => {
      const clock = fastClock();
      const lab = await start({ latency: { scale: 0.5, seed: 'a' }, clock });
      await lab.network.virtualNetworks.get('spokeRg', 'spoke');
      return clock.waits.slice(-1);
    };
    expect(await waits()).toEqual(await waits());
  });
});

test('without latency nothing is waited for, and a second poll has the result', async () => {
  const clock = fastClock();
  const lab = await start({ clock });
  await routesOf(lab);
  expect(clock.waits).toEqual([]);
  expect(lab.requests.filter(({ operation }) => operation === 'OperationResults_Get')).toHaveLength(2);
  expect(lab.tally()).toMatchObject({ reads: 2, writes: 1, throttled: 0 });
});

/** One after the other: each connection of its own costs a handshake. */
async function many({ network }: Clients, count: number): Promise<void> {
  for (let asked = 0; asked < count; asked++) await network.virtualNetworks.get('spokeRg', 'spoke');
}

describe('with throttling', () => {
  test('the SDK is refused when a subscription’s bucket is empty, and the log says how often', async () => {
    const clock = fastClock();
    const lab = await start({ throttling: true, clock });
    await many(lab, 250);
    expect(lab.tally()).toMatchObject({ reads: 250, writes: 0, throttled: 0 });
    const noRetries = clientsOf(lab, spokeSubscription, { maxRetries: 0 });
    await expect(noRetries.network.virtualNetworks.get('spokeRg', 'spoke')).rejects.toMatchObject({ statusCode: 429, code: 'SubscriptionRequestsThrottled' });
    await clientsOf(lab, hubSubscription).network.virtualNetworks.get('hubRg', 'hub');
    clock.ms += 1_000;
    await many(lab, 25);
    const { bySubscription } = lab.tally();
    expect(bySubscription.get(spokeSubscription)).toEqual({ reads: 276, writes: 0, throttled: 1 });
    expect(bySubscription.get(hubSubscription)).toEqual({ reads: 1, writes: 0, throttled: 0 });
  }, 30_000);

  test('operations are charged as writes', async () => {
    const lab = await start({ throttling: true, clock: fastClock() });
    await routesOf(lab);
    expect(lab.tally()).toMatchObject({ reads: 2, writes: 1, throttled: 0 });
  });
});
