import { startLab } from '../lab';
import type { Exchange } from '../arm/observe-exchanges';
import type { Incident } from '../arm/incident';
import { estate, hubSubscription, spokeNetwork, spokeSubscription } from '../arm/testing/estate';
import { accessToken, rawRequest, type RawResponse } from './testing/raw-request';

/** The exchanges that a lab reports for requests to these paths. */
async function observedOf(requests: readonly (readonly [string, string])[], incidents: readonly Incident[] = []): Promise<Exchange[]> {
  const observed: Exchange[] = [];
  const lab = await startLab({ topology: estate(), incidents, onExchange: (exchange) => { observed.push(exchange); } });
  try {
    const token = await accessToken(lab);
    for (const [method, path] of requests) {
      let url = `${path}?api-version=2024-01-01`;
      const nothing = { status: 0, headers: {} };
      let answer: Pick<RawResponse, 'status' | 'headers'> = await rawRequest(lab, { method, path: url, token }).catch(() => nothing);
      while (answer.status === 202 && typeof answer.headers['location'] === 'string') {
        url = answer.headers['location'];
        answer = await rawRequest(lab, { path: url, token });
      }
    }
    expect(JSON.stringify(observed)).not.toContain(token);
  } finally {
    await lab.close();
  }
  return observed;
}

const table = `${spokeNetwork}/routeTables/spoke-routes`;

test('An exchange is reported whole, without the headers that hold the token', async () => {
  const [exchange] = await observedOf([['GET', table]]);
  expect(exchange).toMatchObject({ method: 'GET', url: `${table}?api-version=2024-01-01`, requestBody: '', status: 200, isAltered: false });
  expect(JSON.parse(exchange?.text ?? '')).toMatchObject({ name: 'spoke-routes' });
});

test('Tokens, subscriptions and groups are not reported', async () => {
  expect(await observedOf([['GET', '/subscriptions'], ['GET', `/subscriptions/${hubSubscription}`], ['GET', `/subscriptions/${spokeSubscription}/resourceGroups`]])).toEqual([]);
});

test('A poll is reported with the request that started the operation, also where an incident marks its Location', async () => {
  const start = `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`;
  const failing: Incident = { match: { operation: 'NetworkInterfaces_GetEffectiveRouteTable' }, act: { kind: 'operation-failed' } };
  for (const incidents of [[], [failing]]) {
    const [post, ...polls] = await observedOf([['POST', start]], incidents);
    expect(post?.startedBy).toBeUndefined();
    expect(polls.length).toBeGreaterThan(0);
    for (const poll of polls) expect(poll.startedBy).toEqual({ method: 'POST', url: `${start}?api-version=2024-01-01` });
  }
});

test.each<[string, Incident['act'], boolean]>([
  ['refused by an incident', { kind: 'status', status: 503 }, true],
  ['cut by an incident', { kind: 'cut-json' }, true],
  ['replaced with the same by an incident', { kind: 'rewrite', body: (body) => body }, false],
])('An answer that is %s is marked so', async (_, act, isAltered) => {
  expect(await observedOf([['GET', table]], [{ match: { operation: 'RouteTables_Get' }, act }])).toMatchObject([{ isAltered }]);
});

test.each<Incident['act']>([{ kind: 'reset' }, { kind: 'cut-midway' }])('Of an exchange without a whole answer the request is reported: $kind', async (act) => {
  const observed = await observedOf([['GET', table]], [{ match: { operation: 'RouteTables_Get' }, act }]);
  expect(observed).toEqual([{ method: 'GET', url: `${table}?api-version=2024-01-01`, requestBody: '', status: 0, headers: {}, text: '', isAltered: true }]);
});
