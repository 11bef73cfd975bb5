import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAzureClients } from './azure-clients';
import { readVirtualNetwork } from '../read/read-virtual-network';
import { ids, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const healthy: Answer = { body: virtualNetwork(ids.hub, '10.0.0.0/16', [], []) };
const failing = (status: number, code = 'Busy', headers: Record<string, string> = {}): Answer => ({ status, headers, body: { error: { code, message: 'Not now.' } } });

const readHub = (answers: Answer | readonly Answer[], limits: Parameters<StandIn['clients']>[0] = {}) => {
  arm.answer({ [`GET ${ids.hub}`]: answers });
  return readVirtualNetwork(arm.clients(limits), ids.hub);
};

describe('A request that fails once is retried', () => {
  test.each<[string, Answer]>([
    ['429 without Retry-After', failing(429)],
    ['429 with a Retry-After that fits', failing(429, 'Busy', { 'retry-after-ms': '5' })],
    ['503', failing(503)],
    ['504 with an empty body', { status: 504 }],
    ['409 for another operation', failing(409, 'AnotherOperationInProgress')],
    ['a reset connection', 'reset'],
    ['an answer that breaks off', 'half an answer'],
  ])('%s', async (_, answer) => {
    expect(await readHub([answer, healthy])).toMatchObject({ status: 'read' });
    expect(arm.requests).toHaveLength(2);
  });
});

describe('A request that keeps failing is given up', () => {
  test.each<[string, Answer, string]>([
    ['429', failing(429), 'throttled'],
    ['500', failing(500), 'server-error'],
    ['409', failing(409, 'AnotherOperationInProgress'), 'conflict'],
    ['a reset connection', 'reset', 'connection'],
    ['an answer that breaks off', 'half an answer', 'connection'],
  ])('%s, after four attempts', async (_, answer, kind) => {
    expect(await readHub(answer)).toMatchObject({ status: 'unread', problem: { kind } });
    expect(arm.requests).toHaveLength(4);
  });

  test('at once, where ARM asks to wait longer than the budget allows', async () => {
    expect(await readHub(failing(429, 'SubscriptionRequestsThrottled', { 'retry-after': '306' }))).toMatchObject({
      problem: { kind: 'throttled', message: 'Azure throttles requests and asks to wait 306 s (SubscriptionRequestsThrottled): Not now.' },
    });
    expect(arm.requests).toHaveLength(1);
  });

  test('at once, where only a change of permissions can help', async () => {
    expect(await readHub(failing(403, 'AuthorizationFailed'))).toMatchObject({ problem: { kind: 'forbidden' } });
    expect(arm.requests).toHaveLength(1);
  });
});

describe('A 429, while the time for all is limited,', () => {
  const readWithin = (timeoutMs: number, answers: Answer | readonly Answer[]) => {
    arm.answer({ [`GET ${ids.hub}`]: answers });
    const azure = arm.clients();
    return azure.timeLeft.within(timeoutMs, () => readVirtualNetwork(azure, ids.hub));
  };

  test.each<[string, Answer]>([
    ['with Retry-After', failing(429, 'SubscriptionRequestsThrottled', { 'retry-after-ms': '5' })],
    ['without', failing(429)],
    ['for another operation', failing(429, 'RetryableErrorDueToAnotherOperation', { 'retry-after-ms': '5' })],
  ])('%s is no end, however often it comes', async (_, answer) => {
    expect(await readWithin(60_000, [...Array<Answer>(9).fill(answer), healthy])).toMatchObject({ status: 'read' });
    expect(arm.requests).toHaveLength(10);
  });

  test('is one where ARM asks to wait until after that time', async () => {
    expect(await readWithin(60_000, failing(429, 'SubscriptionRequestsThrottled', { 'retry-after': '306' }))).toMatchObject({
      problem: { kind: 'throttled', message: 'Azure throttles requests and asks to wait 306 s (SubscriptionRequestsThrottled): Not now.' },
    });
    expect(arm.requests).toHaveLength(1);
  });
});

describe('A request takes no longer than it may', () => {
  test.each<Answer & string>(['silence', 'headers only'])('answered with %s it is a timeout', async (answer) => {
    expect(await readHub(answer, { requestTimeoutMs: 100 })).toMatchObject({
      problem: { kind: 'timeout', request: `GET ${ids.hub}`, message: 'Azure gave no answer within 0.1 s.' },
    });
    expect(arm.requests).toHaveLength(1);
  });
});

describe('The connection', () => {
  test('to a closed port is a connection problem with the socket’s error code', async () => {
    const gone = await startStandIn();
    const azure = gone.clients();
    await gone.close();
    expect(await readVirtualNetwork(azure, ids.hub)).toMatchObject({ problem: { kind: 'connection', code: 'ECONNREFUSED' } });
  });

  test('to a server with an unknown certificate is a connection problem without retries', async () => {
    const stranger = await startStandIn();
    const credential = { getToken: () => Promise.resolve({ token: 'x', expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const azure = createAzureClients({ credential, environment: stranger.environment });
    expect(await readVirtualNetwork(azure, ids.hub)).toMatchObject({ problem: { kind: 'connection', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    azure.close();
    await stranger.close();
  });
});

test('Requests are counted, retries too', async () => {
  arm.answer({ [`GET ${ids.hub}`]: [failing(503), healthy] });
  const azure = arm.clients();
  await readVirtualNetwork(azure, ids.hub);
  expect(azure.requestCounts()).toEqual({ reads: 2, writes: 0 });
});

test('Requests have the harness as user agent, and a token for the cloud', async () => {
  const scopes: unknown[] = [];
  arm.answer({ [`GET ${ids.hub}`]: healthy });
  const azure = arm.clients({}, (scope) => scopes.push(scope));
  await readVirtualNetwork(azure, ids.hub);
  expect(scopes.flat()).toEqual([`${arm.environment.resourceManagerEndpoint}/.default`]);
  expect(arm.userAgents[0]).toMatch(/^spokecheck\/\d+\.\d+\.\d+ azsdk-js-arm-network\//);
});
