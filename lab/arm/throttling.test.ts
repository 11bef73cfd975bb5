import type { WireResponse } from '../http/exchange';
import { armWithoutAPort, principal } from './testing/arm-without-a-port';
import { hubSubscription, spokeMachines, spokeNetwork, spokeSubscription } from './testing/estate';
import { createThrottle, unmetered, type Throttle } from './throttling';

const path = `${spokeNetwork}/virtualNetworks/spoke`;
const post = `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`;
const left = ({ headers }: WireResponse, kind: string): (string | undefined)[] => ['', 'global-'].map((scope) => headers[`x-ms-ratelimit-remaining-subscription-${scope}${kind}`]);

function times<T>(count: number, ask: () => T): T[] {
  return Array.from({ length: count }, ask);
}

describe('the buckets', () => {
  function throttle(): { clock: { ms: number }; charge: Throttle['charge'] } {
    const clock = { ms: 0 };
    return { clock, charge: createThrottle(() => clock.ms).charge };
  }

  test('of a principal hold 250 reads and 200 writes, refilled with 25 and 10 a second', () => {
    const { clock, charge } = throttle();
    const served = (kind: 'reads' | 'writes'): number => times(400, () => charge(kind, 'a', 'p')).filter(({ retryAfter }) => retryAfter === undefined).length;
    expect([served('reads'), served('writes')]).toEqual([250, 200]);
    clock.ms = 2_000;
    expect([served('reads'), served('writes')]).toEqual([50, 20]);
  });

  test('are one for each subscription, in any case, and one for each principal', () => {
    const { charge } = throttle();
    times(250, () => charge('reads', 'a', 'p'));
    expect(charge('reads', 'A', 'p').retryAfter).toBe(1);
    expect([charge('reads', 'b', 'p'), charge('reads', 'a', 'q'), charge('reads', undefined, 'p')].map(({ retryAfter }) => retryAfter)).toEqual([undefined, undefined, undefined]);
  });

  test('over all principals hold fifteen times as much', () => {
    const { charge } = throttle();
    for (let principals = 0; principals < 15; principals++) times(200, () => charge('writes', 'a', String(principals)));
    expect(charge('writes', 'a', 'another')).toEqual({ remaining: { own: 200, global: 0 }, retryAfter: 1 });
  });

  test('a request that is refused takes nothing', () => {
    const { clock, charge } = throttle();
    times(1_000, () => charge('writes', 'a', 'p'));
    clock.ms = 100;
    expect(charge('writes', 'a', 'p')).toEqual({ remaining: { own: 0, global: 2_814 } });
  });

  test('are always full without metering', () => {
    expect(times(300, () => unmetered.charge('reads', 'a', 'p')).at(-1)).toEqual({ remaining: { own: 249, global: 3_749 } });
  });
});

describe('ARM that meters', () => {
  test('says what is left, for reads and writes apart', () => {
    const { get, ask } = armWithoutAPort({ throttle: createThrottle(() => 0) });
    expect(left(get(path), 'reads')).toEqual(['249', '3749']);
    expect(left(get(path), 'reads')).toEqual(['248', '3748']);
    expect(left(ask('POST', post), 'writes')).toEqual(['199', '2999']);
    expect(get('/subscriptions').headers['x-ms-ratelimit-remaining-tenant-reads']).toBe('249');
  });

  test('answers 429 when nothing is left, with the seconds to wait, and goes on after them', () => {
    const clock = { ms: 0 };
    const { get, ask } = armWithoutAPort({ throttle: createThrottle(() => clock.ms) });
    expect(times(250, () => get(path).status)).not.toContain(429);
    expect(get(path)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'x-ms-failure-cause': 'gateway' },
      body: {
        error: {
          code: 'SubscriptionRequestsThrottled',
          message: `Number of 'read' requests for subscription '${spokeSubscription}' actor '${principal.objectId}' exceeded. Please try again after '1' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
        },
      },
    });
    expect(ask('POST', post).status).toBe(202);
    expect(get(`/subscriptions/${hubSubscription}`).status).toBe(200);
    clock.ms = 1_000;
    expect(times(26, () => get(`${spokeMachines}/runs`).status)).toEqual([...times(25, () => 200), 429]);
  });

  test('charges a poll as a read, and nothing to a caller that it does not know', () => {
    const { get, ask, service, request } = armWithoutAPort({ throttle: createThrottle(() => 0) });
    const { location = '' } = ask('POST', post).headers;
    expect(left(get(location), 'reads')).toEqual(['249', '3749']);
    service.answer({ ...request('GET', path), headers: {} });
    expect(left(get(path), 'reads')).toEqual(['248', '3748']);
  });

  test('refuses the tenant by its own name', () => {
    const { get } = armWithoutAPort({ throttle: createThrottle(() => 0) });
    times(250, () => get('/subscriptions'));
    expect(get('/subscriptions')).toMatchObject({ status: 429, body: { error: { code: 'TenantRequestsThrottled' } } });
  });
});
