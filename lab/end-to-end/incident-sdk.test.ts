/** Each act as the unmodified SDK sees it: what a reader of Azure has to be ready for. */
import { startLab, type Lab } from '../lab';
import type { Act, Incident } from '../arm/incident';
import { estate, spokeSubscription } from '../arm/testing/estate';
import { clientsOf, type Clients } from './testing/sdk';

let lab: Lab;
let clients: Clients;

beforeAll(async () => {
  lab = await startLab({ topology: estate() });
  clients = clientsOf(lab, spokeSubscription);
});

afterAll(() => lab.close());

afterEach(() => {
  lab.incidents.length = 0;
});

const befall = (operation: string, act: Act, rest: Pick<Incident, 'times'> = {}): void => {
  lab.incidents.push({ match: { operation }, act, ...rest });
};

const getNetwork = (): Promise<unknown> => clients.network.virtualNetworks.get('spokeRg', 'spoke');
const getRoutes = (abortSignal?: AbortSignal): Promise<unknown> =>
  clients.network.networkInterfaces.beginGetEffectiveRouteTableAndWait('spokeRg', 'runs-nic', { updateIntervalInMs: 1, ...(abortSignal && { abortSignal }) });

async function listNics(atMost = Infinity): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of clients.network.networkInterfaces.list('spokeRg')) {
    names.push(name);
    if (names.length === atMost) break;
  }
  return names;
}

const requestsFor = async (operation: string, work: () => Promise<unknown>): Promise<number> => {
  const before = lab.requests.length;
  await work();
  return lab.requests.slice(before).filter((request) => request.operation === operation).length;
};

describe('status', () => {
  test('503 twice is retried', async () => {
    befall('VirtualNetworks_Get', { kind: 'status', status: 503 }, { times: 2 });
    await expect(requestsFor('VirtualNetworks_Get', getNetwork)).resolves.toBe(3);
  });

  test('503 for ever is given up after four attempts', async () => {
    befall('VirtualNetworks_Get', { kind: 'status', status: 503 });
    await expect(requestsFor('VirtualNetworks_Get', () => expect(getNetwork()).rejects.toMatchObject({ statusCode: 503 }))).resolves.toBe(4);
  });

  test('429 with Retry-After is retried, without it is not', async () => {
    befall('VirtualNetworks_Get', { kind: 'status', status: 429, headers: { 'retry-after-ms': '1' } }, { times: 1 });
    await expect(requestsFor('VirtualNetworks_Get', getNetwork)).resolves.toBe(2);
    befall('VirtualNetworks_Get', { kind: 'status', status: 429, code: 'TooManyRequests' }, { times: 1 });
    await expect(getNetwork()).rejects.toMatchObject({ statusCode: 429, code: 'TooManyRequests' });
  });

  test('409 has its code', async () => {
    befall('VirtualNetworks_Get', { kind: 'status', status: 409, code: 'AnotherOperationInProgress', message: 'Busy.' });
    await expect(getNetwork()).rejects.toMatchObject({ statusCode: 409, code: 'AnotherOperationInProgress', message: 'Busy.' });
  });
});

describe('access', () => {
  test('expire-token is 401 with ExpiredAuthenticationToken', async () => {
    befall('VirtualNetworks_Get', { kind: 'expire-token' });
    await expect(getNetwork()).rejects.toMatchObject({ statusCode: 401, code: 'ExpiredAuthenticationToken' });
  });

  test('deny is 403 and names the action', async () => {
    befall('NetworkInterfaces_GetEffectiveRouteTable', { kind: 'deny' });
    await expect(getRoutes()).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
      message: expect.stringContaining("'Microsoft.Network/networkInterfaces/effectiveRouteTable/action'") as string,
    });
  });
});

describe('bodies', () => {
  test('html with 404 is an error without a code', async () => {
    befall('VirtualNetworks_Get', { kind: 'html', status: 404 });
    await expect(getNetwork()).rejects.toMatchObject({ statusCode: 404, code: undefined });
  });

  test('html with 200 is taken for a resource without an id', async () => {
    befall('VirtualNetworks_Get', { kind: 'html', status: 200 });
    await expect(getNetwork()).resolves.not.toHaveProperty('id');
  });

  test('html with 200 is taken for an empty list', async () => {
    befall('NetworkInterfaces_List', { kind: 'html', status: 200 });
    await expect(listNics()).resolves.toEqual([]);
  });

  test('cut-json is a parse error', async () => {
    befall('VirtualNetworks_Get', { kind: 'cut-json' });
    await expect(getNetwork()).rejects.toMatchObject({ code: 'PARSE_ERROR' });
  });

  test('rewrite shows the other body', async () => {
    befall('VirtualNetworks_Get', { kind: 'rewrite', body: (body) => ({ ...(body as object), location: 'elsewhere' }) }, { times: 1 });
    await expect(getNetwork()).resolves.toMatchObject({ location: 'elsewhere' });
    await expect(getNetwork()).resolves.toMatchObject({ location: 'westeurope' });
  });
});

describe('connections', () => {
  test('reset once is retried, for ever is ECONNRESET', async () => {
    befall('VirtualNetworks_Get', { kind: 'reset' }, { times: 1 });
    await expect(requestsFor('VirtualNetworks_Get', getNetwork)).resolves.toBe(2);
    befall('VirtualNetworks_Get', { kind: 'reset' });
    await expect(getNetwork()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('cut-midway is an error of reading, and not retried', async () => {
    befall('VirtualNetworks_Get', { kind: 'cut-midway' }, { times: 1 });
    await expect(getNetwork()).rejects.toMatchObject({ code: 'PARSE_ERROR', message: 'Error reading response as text: aborted' });
  });

  test('stall lasts until the caller gives up', async () => {
    befall('VirtualNetworks_Get', { kind: 'stall' });
    const controller = new AbortController();
    const asked = expect(clients.network.virtualNetworks.get('spokeRg', 'spoke', { abortSignal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    while (lab.requests.at(-1)?.operation !== 'VirtualNetworks_Get' || lab.requests.at(-1)?.status !== undefined) await new Promise(setImmediate);
    controller.abort();
    await asked;
  });
});

describe('operations', () => {
  const effectiveRoutes = 'NetworkInterfaces_GetEffectiveRouteTable';

  test('operation-failed is taken for a result, with the failure in it', async () => {
    befall(effectiveRoutes, { kind: 'operation-failed', code: 'InternalServerError', message: 'An error occurred.' });
    await expect(getRoutes()).resolves.toMatchObject({ status: 'Failed', error: { code: 'InternalServerError' } });
  });

  test('operation-canceled likewise', async () => {
    befall(effectiveRoutes, { kind: 'operation-canceled' });
    await expect(getRoutes()).resolves.toMatchObject({ status: 'Canceled', error: { code: 'Canceled' } });
  });

  test('no-location is taken for a result without rows', async () => {
    befall(effectiveRoutes, { kind: 'no-location' });
    await expect(getRoutes()).resolves.not.toHaveProperty('value');
  });

  test('operation-endless is polled until the caller gives up', async () => {
    befall(effectiveRoutes, { kind: 'operation-endless' });
    const controller = new AbortController();
    const asked = expect(getRoutes(controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    const start = lab.requests.length;
    while (lab.requests.slice(start).filter(({ status, operation }) => status === 202 && operation === 'OperationResults_Get').length < 5) await new Promise(setImmediate);
    controller.abort();
    await asked;
  });
});

describe('pages', () => {
  test('page-fails is an error, after page one has been seen', async () => {
    befall('NetworkInterfaces_List', { kind: 'page-fails', status: 500, code: 'InternalServerError' });
    await expect(listNics()).rejects.toMatchObject({ statusCode: 500, code: 'InternalServerError' });
    await expect(listNics(1)).resolves.toEqual(['runs-nic']);
  });

  test('empty-page is passed over', async () => {
    const all = await listNics();
    befall('NetworkInterfaces_List', { kind: 'empty-page' });
    await expect(listNics()).resolves.toEqual(all);
    expect(all).toHaveLength(5);
  });

  test('endless-next-link goes on for as long as one reads', async () => {
    befall('NetworkInterfaces_List', { kind: 'endless-next-link' });
    await expect(listNics(50)).resolves.toHaveLength(50);
  });
});
