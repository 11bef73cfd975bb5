import { describe, expect, test } from '@jest/globals';
import { handClock } from '../testing/hand-clock';
import { paceRequests } from './pace-requests';
import type { PipelineRequest, PipelineResponse } from './pipeline';

const subscription = (number: number): string => `https://arm/subscriptions/0000000${String(number)}`;
const network = (number = 1): string => `${subscription(number)}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v?api-version=1`;
const nic = `${subscription(1)}/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n`;

const answer = (status: number, headers: Readonly<Record<string, string>> = {}, code = ''): PipelineResponse =>
  ({ status, bodyAsText: JSON.stringify({ error: { code } }), headers: { get: (name: string) => headers[name] } }) as unknown as PipelineResponse;

/** A policy over an ARM that answers so, with what was sent to it. */
function paced(respond: (url: string) => PipelineResponse = () => answer(200), longestWaitMs = 60_000) {
  const clock = handClock();
  const policy = paceRequests({ requestsInFlight: 1_000, retryDelayMs: 1_000, longestWaitMs: () => longestWaitMs, clock, random: () => 1 });
  const sent: string[] = [];
  const send = (url: string, method = 'GET'): Promise<PipelineResponse> =>
    policy.sendRequest({ url, method } as PipelineRequest, (request) => {
      sent.push(request.url);
      return Promise.resolve(respond(request.url));
    });
  return { clock, sent, send };
}

describe('Requests', () => {
  test('are as many at once as the budget of their subscription and kind holds', async () => {
    const { clock, sent, send } = paced();
    for (let number = 0; number < 300; number += 1) {
      void send(network(1));
      void send(network(2));
      void send(`${nic}/effectiveRouteTable`, 'POST');
    }
    await clock.pass(0);
    const count = (of: string): number => sent.filter((url) => url.startsWith(of)).length;
    expect([count(network(1)), count(network(2)), count(nic)]).toEqual([246, 246, 196]);
    await clock.pass(1_001);
    expect([count(network(1)), count(network(2)), count(nic)]).toEqual([271, 271, 206]);
  });

  test('are of configuration first, then polls; operations before what nothing else waits for', async () => {
    const { clock, sent, send } = paced((url) => answer(200, url.includes('first') ? { 'x-ms-ratelimit-remaining-subscription-reads': '0', 'x-ms-ratelimit-remaining-subscription-writes': '0' } : {}));
    void send(`${network()}&first`);
    void send(`${nic}/first`, 'POST');
    await clock.pass(0);
    void send(`${subscription(1)}/providers/Microsoft.Network/locations/westeurope/operationResults/1`);
    void send(network());
    void send(`${network()}/listNetworkManagerEffectiveSecurityAdminRules`, 'POST');
    void send(`${nic}/effectiveRouteTable`, 'POST');
    await clock.pass(10_000);
    expect(sent.indexOf(network())).toBeLessThan(sent.findIndex((url) => url.includes('operationResults')));
    expect(sent.findIndex((url) => url.endsWith('effectiveRouteTable'))).toBeLessThan(sent.findIndex((url) => url.includes('listNetworkManager')));
  });

  test('to a subscription wait together for what a 429 asks, and a tenth longer; others do not', async () => {
    let refusals = 1;
    const { clock, sent, send } = paced((url) => (url === network(1) && refusals-- > 0 ? answer(429, { 'retry-after': '10' }) : answer(200)));
    await send(network(1));
    void send(network(1));
    void send(network(2));
    await clock.pass(10_999);
    expect(sent).toEqual([network(1), network(2)]);
    await clock.pass(201);
    expect(sent).toEqual([network(1), network(2), network(1)]);
  });

  test('wait twice as long after each further 429 that names no time, until one is answered', async () => {
    const { clock, sent, send } = paced(() => answer(429));
    await send(network());
    for (const seconds of [1, 2, 4]) {
      void send(network());
      await clock.pass(seconds * 1_100);
      expect(sent).toHaveLength(1);
      await clock.pass(200);
      expect(sent.splice(0, 1)).toHaveLength(1);
      expect(sent).toHaveLength(1);
    }
  });

  test('do not wait for the lock of one resource, nor for longer than anybody would', async () => {
    const locked = paced(() => answer(429, { 'retry-after': '10' }, 'RetryableErrorDueToAnotherOperation'));
    await locked.send(network());
    void locked.send(network());
    await locked.clock.pass(0);
    expect(locked.sent).toHaveLength(2);
    const hopeless = paced(() => answer(429, { 'retry-after': '3600' }));
    await hopeless.send(network());
    void hopeless.send(network());
    await hopeless.clock.pass(1_000);
    expect(hopeless.sent).toHaveLength(2);
  });

  test('that fail without an answer are no longer in flight', async () => {
    const clock = handClock();
    const policy = paceRequests({ requestsInFlight: 1, retryDelayMs: 1_000, longestWaitMs: () => 0, clock });
    const request = { url: network(), method: 'GET' } as PipelineRequest;
    await expect(policy.sendRequest(request, () => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
    await expect(policy.sendRequest(request, () => Promise.resolve(answer(200)))).resolves.toMatchObject({ status: 200 });
  });
});
