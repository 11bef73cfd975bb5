import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { createCertificate } from '../https/certificate';
import { builtInTopology } from '../topologies/built-in';
import { startElsewhere, type Elsewhere } from './elsewhere';

const principal = { tenantId: 'tenant', clientId: 'client', objectId: 'object', clientSecret: 'secret' };
const group = '/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/bluespoke1rg';
const nic = `${group}/providers/Microsoft.Network/networkInterfaces/spoke1vm711_z1`;

let ca: string;
let elsewhere: Elsewhere;

beforeAll(async () => {
  const certificate = await createCertificate();
  ca = certificate.cert;
  elsewhere = await startElsewhere({ certificate, principal, topology: builtInTopology('reference') });
});

afterAll(() => elsewhere.close());

function get(url: string, headers: Record<string, string> = {}): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const options = { headers, ca, agent: false };
    const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => { resolve({ status: response.statusCode, body: JSON.parse(text) }); });
    });
    request.on('error', reject).end();
  });
}

test('answers as Azure would whoever asks, and notes what it was sent', async () => {
  const answer = await get(`${elsewhere.https}${nic}?api-version=2024-01-01`, { authorization: 'Bearer stolen' });
  expect(answer).toMatchObject({ status: 200, body: { name: 'spoke1vm711_z1' } });
  expect(elsewhere.requests.at(-1)).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer stolen' } });
});

test('has the result of an operation at the path that would start it', async () => {
  const { status, body } = await get(`${elsewhere.https}${nic}/effectiveRouteTable?api-version=2024-01-01`);
  expect({ status, rows: (body as { value: unknown[] }).value.length > 0 }).toEqual({ status: 200, rows: true });
});

test('is there without a certificate, too', async () => {
  expect(await get(`${elsewhere.http}${nic}?api-version=2024-01-01`)).toMatchObject({ status: 200 });
});
