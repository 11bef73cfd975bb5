import type { Delivery } from '../http/exchange';
import type { Incident } from './incident';
import { withIncidents } from './incidents';
import { armWithoutAPort, principal } from './testing/arm-without-a-port';
import { spokeNetwork } from './testing/estate';

const network = `${spokeNetwork}/virtualNetworks/spoke`;
const nic = `${spokeNetwork}/networkInterfaces/runs-nic`;

/** Asks with the given incidents, one request after the other; the list may be changed in between. */
function armWith(...incidents: Incident[]): { ask: (path: string, method?: string) => Delivery; incidents: Incident[] } {
  const { service, request } = armWithoutAPort();
  const deliver = withIncidents(service, incidents, principal);
  return { incidents, ask: (path, method = 'GET') => deliver(request(method, path)) };
}

const statusOf = (delivery: Delivery): number | string => (delivery.kind === 'whole' ? delivery.status : delivery.kind);
const unavailable = { kind: 'status', status: 503 } as const;

describe('an incident affects', () => {
  test.each<[string, Incident['match']]>([
    ['every request where nothing is asked for', {}],
    ['by method', { method: 'GET' }],
    ['by the name of the operation', { operation: 'VirtualNetworks_Get' }],
    ['by a pattern of names', { operation: /^VirtualNetworks_/ }],
    ['by path', { path: /\/virtualNetworks\/spoke/ }],
    ['by query', { path: /api-version=2024-01-01/ }],
  ])('%s', (_, match) => {
    expect(statusOf(armWith({ match, act: unavailable }).ask(network))).toBe(503);
  });

  test.each<[string, Incident['match']]>([
    ['another method', { method: 'POST' }],
    ['another operation', { operation: 'VirtualNetworks' }],
    ['another path', { path: /\/subnets/ }],
    ['one of several that doesn’t fit', { method: 'GET', operation: 'Subnets_Get' }],
  ])('but not for %s', (_, match) => {
    expect(statusOf(armWith({ match, act: unavailable }).ask(network))).toBe(200);
  });

  test('for ever, or as many times as it says', () => {
    const once = armWith({ match: {}, times: 2, act: unavailable });
    expect([1, 2, 3, 4].map(() => statusOf(once.ask(network)))).toEqual([503, 503, 200, 200]);
    const always = armWith({ match: {}, act: unavailable });
    expect([1, 2, 3, 4].map(() => statusOf(always.ask(network)))).toEqual([503, 503, 503, 503]);
  });

  test('from the nth request on that matches', () => {
    const { ask } = armWith({ match: { operation: 'VirtualNetworks_Get', nth: 2 }, times: 1, act: unavailable });
    expect([network, nic, network, network].map((path) => statusOf(ask(path)))).toEqual([200, 200, 503, 200]);
  });

  test('in the order of the list, the next when the first is over', () => {
    const { ask } = armWith({ match: {}, times: 1, act: unavailable }, { match: {}, times: 1, act: { kind: 'reset' } });
    expect([1, 2, 3].map(() => statusOf(ask(network)))).toEqual([503, 'reset', 200]);
  });

  test('as soon as it is in the list, and no more when it is taken out', () => {
    const { ask, incidents } = armWith();
    const seen = [statusOf(ask(network))];
    incidents.push({ match: {}, act: unavailable });
    seen.push(statusOf(ask(network)));
    incidents.pop();
    seen.push(statusOf(ask(network)));
    expect(seen).toEqual([200, 503, 200]);
  });

  test('also what the lab doesn’t know, though not by name', () => {
    expect(statusOf(armWith({ match: { path: /tenants/ }, act: unavailable }).ask('/tenants'))).toBe(503);
    expect(statusOf(armWith({ match: { operation: /./ }, act: unavailable }).ask('/tenants'))).toBe(501);
  });
});

describe('a refusal', () => {
  const textOf = (delivery: Delivery): string => ('text' in delivery ? delivery.text : '');

  test('with a code has an ARM error body, and the headers that it says', () => {
    const refused = armWith({ match: {}, act: { kind: 'status', status: 429, code: 'TooManyRequests', message: 'Slow down.', headers: { 'retry-after': '1' } } }).ask(network);
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1', 'x-ms-request-id': expect.any(String) as string } });
    expect(JSON.parse(textOf(refused))).toEqual({ error: { code: 'TooManyRequests', message: 'Slow down.' } });
  });

  test('without a code is empty, or the text that it says', () => {
    expect(textOf(armWith({ match: {}, act: unavailable }).ask(network))).toBe('');
    expect(textOf(armWith({ match: {}, act: { ...unavailable, text: 'upstream' } }).ask(network))).toBe('upstream');
  });

  test('of an action names it and its scope; an operation that takes none is answered', () => {
    const { ask } = armWith({ match: {}, act: { kind: 'deny' } });
    expect(textOf(ask(`${nic}/effectiveRouteTable`, 'POST'))).toContain(`'Microsoft.Network/networkInterfaces/effectiveRouteTable/action' over scope '${nic}'`);
    expect(statusOf(ask('/subscriptions'))).toBe(200);
  });
});

describe('what follows from a faulty answer', () => {
  const locationOf = (delivery: Delivery): string => (delivery.kind === 'whole' ? (delivery.headers['location'] ?? '') : '');
  const pageOf = (delivery: Delivery): { value: unknown[]; nextLink: string } => JSON.parse('text' in delivery ? delivery.text : '') as { value: unknown[]; nextLink: string };

  test('an operation fails in its polls, and the incident counts once', () => {
    const { ask } = armWith({ match: { operation: 'NetworkInterfaces_GetEffectiveRouteTable' }, times: 1, act: { kind: 'operation-failed', code: 'Broken' } });
    const [faulty, sound] = [ask(`${nic}/effectiveRouteTable`, 'POST'), ask(`${nic}/effectiveRouteTable`, 'POST')];
    expect(ask(locationOf(faulty))).toMatchObject({ status: 200, text: '{"status":"Failed","error":{"code":"Broken","message":"An error occurred.","details":[]}}' });
    expect(ask(locationOf(sound))).toMatchObject({ status: 202, text: 'null' });
  });

  test('an endless operation stays so, by the Location of each poll', () => {
    const { ask } = armWith({ match: { method: 'POST' }, act: { kind: 'operation-endless' } });
    let answer = ask(`${nic}/effectiveRouteTable`, 'POST');
    for (let poll = 0; poll < 5; poll++) answer = ask(locationOf(answer));
    expect(answer).toMatchObject({ status: 202, text: 'null' });
  });

  test('an operation without a Location cannot be polled', () => {
    const answer = armWith({ match: { method: 'POST' }, act: { kind: 'no-location' } }).ask(`${nic}/effectiveRouteTable`, 'POST');
    expect([statusOf(answer), locationOf(answer)]).toEqual([202, '']);
  });

  test('page two fails as often as it is asked for', () => {
    const { ask } = armWith({ match: { operation: 'VirtualNetworks_ListAll' }, act: { kind: 'page-fails', status: 500 } });
    const first = pageOf(ask(network.replace(/\/resourceGroups\/[^/]+(.*)\/spoke$/, '$1')));
    expect(first.value).toHaveLength(1);
    expect([ask(first.nextLink), ask(first.nextLink)].map(statusOf)).toEqual([500, 500]);
  });

  test('an empty page leads to the whole list', () => {
    const { ask } = armWith({ match: {}, act: { kind: 'empty-page' } });
    const empty = pageOf(ask(`${spokeNetwork}/networkInterfaces`));
    expect(empty.value).toEqual([]);
    expect(pageOf(ask(empty.nextLink)).value).toHaveLength(5);
  });

  test('an endless nextLink leads to itself', () => {
    const { ask } = armWith({ match: {}, act: { kind: 'endless-next-link' } });
    const first = pageOf(ask(`${spokeNetwork}/virtualNetworks`));
    expect(pageOf(ask(pageOf(ask(first.nextLink)).nextLink))).toEqual(first);
  });

  test('what is no list has no pages to lose', () => {
    const { ask } = armWith({ match: {}, act: { kind: 'endless-next-link' } });
    expect(pageOf(ask(network))).not.toHaveProperty('nextLink');
  });
});

test('a rewrite changes the body as long as it lasts: what converges', () => {
  const notYet = (body: unknown): unknown => ({ ...(body as object), etag: 'not yet' });
  const { ask } = armWith({ match: { operation: 'VirtualNetworks_Get' }, times: 2, act: { kind: 'rewrite', body: notYet } });
  const etags = [1, 2, 3].map(() => (JSON.parse((ask(network) as { text: string }).text) as { etag: string }).etag);
  expect(etags).toEqual(['not yet', 'not yet', expect.stringMatching(/^W\//)]);
});
