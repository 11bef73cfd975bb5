import { startLab } from '../lab';
import type { Exchange } from '../arm/tell-exchanges';
import type { Incident } from '../arm/incident';
import { estate, hubSubscription, spokeNetwork, spokeSubscription } from '../arm/testing/estate';
import { accessToken, rawRequest, type RawResponse } from './testing/raw-request';

/** What a lab tells of requests to these paths. */
async function toldOf(requests: readonly (readonly [string, string])[], incidents: readonly Incident[] = []): Promise<Exchange[]> {
  const told: Exchange[] = [];
  const lab = await startLab({ topology: estate(), incidents, onExchange: (exchange) => { told.push(exchange); } });
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
    expect(JSON.stringify(told)).not.toContain(token);
  } finally {
    await lab.close();
  }
  return told;
}

const table = `${spokeNetwork}/routeTables/spoke-routes`;

test('An exchange is told whole, without the headers that hold the token', async () => {
  const [exchange] = await toldOf([['GET', table]]);
  expect(exchange).toMatchObject({ method: 'GET', url: `${table}?api-version=2024-01-01`, requestBody: '', status: 200, isSpoiled: false });
  expect(JSON.parse(exchange?.text ?? '')).toMatchObject({ name: 'spoke-routes' });
});

test('Tokens, subscriptions and groups are not told of', async () => {
  expect(await toldOf([['GET', '/subscriptions'], ['GET', `/subscriptions/${hubSubscription}`], ['GET', `/subscriptions/${spokeSubscription}/resourceGroups`]])).toEqual([]);
});

test('A poll is told with the request that started the operation, also where an incident marks its Location', async () => {
  const start = `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`;
  const failing: Incident = { match: { operation: 'NetworkInterfaces_GetEffectiveRouteTable' }, act: { kind: 'operation-failed' } };
  for (const incidents of [[], [failing]]) {
    const [post, ...polls] = await toldOf([['POST', start]], incidents);
    expect(post?.startedBy).toBeUndefined();
    expect(polls.length).toBeGreaterThan(0);
    for (const poll of polls) expect(poll.startedBy).toEqual({ method: 'POST', url: `${start}?api-version=2024-01-01` });
  }
});

test.each<[string, Incident['act'], boolean]>([
  ['refused by an incident', { kind: 'status', status: 503 }, true],
  ['cut by an incident', { kind: 'cut-json' }, true],
  ['told the same by an incident', { kind: 'rewrite', body: (body) => body }, false],
])('An answer that is %s is told to be so', async (_, act, isSpoiled) => {
  expect(await toldOf([['GET', table]], [{ match: { operation: 'RouteTables_Get' }, act }])).toMatchObject([{ isSpoiled }]);
});

test.each<Incident['act']>([{ kind: 'reset' }, { kind: 'cut-midway' }])('Of what was not answered whole the request is told: $kind', async (act) => {
  const told = await toldOf([['GET', table]], [{ match: { operation: 'RouteTables_Get' }, act }]);
  expect(told).toEqual([{ method: 'GET', url: `${table}?api-version=2024-01-01`, requestBody: '', status: 0, headers: {}, text: '', isSpoiled: true }]);
});
