/** Signing in with the unmodified Azure Identity library. */
import { readFileSync } from 'node:fs';
import { DefaultAzureCredential } from '@azure/identity';
import { estate } from '../arm/testing/estate';
import { rawRequest } from './testing/raw-request';
import { startLab, type Lab } from '../lab';

let lab: Lab;
const before = { ...process.env };

beforeAll(async () => {
  lab = await startLab({ topology: estate() });
});

afterAll(() => lab.close());

beforeEach(() => {
  Object.assign(process.env, lab.environment);
});

afterEach(() => {
  process.env = { ...before };
});

/** Only the trust is handed over: NODE_EXTRA_CA_CERTS, which a run has in its environment, is read when Node starts. */
const credential = (): DefaultAzureCredential =>
  new DefaultAzureCredential({ disableInstanceDiscovery: true, tlsOptions: { ca: readFileSync(lab.environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8') } });

const scope = (): string => `${lab.environment['AZURE_RESOURCE_MANAGER_ENDPOINT'] ?? ''}/.default`;

test('DefaultAzureCredential finds all it needs in the lab’s environment, and ARM takes its token', async () => {
  const { token, expiresOnTimestamp } = await credential().getToken(scope());
  expect(expiresOnTimestamp).toBeGreaterThan(Date.now());
  await expect(rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token })).resolves.toMatchObject({ status: 200 });
});

test('a wrong secret ends with Entra’s own words', async () => {
  process.env['AZURE_CLIENT_SECRET'] = 'mistyped';
  await expect(credential().getToken(scope())).rejects.toThrow(/AADSTS7000215: Invalid client secret provided/);
});

test('the tenant “adfs” signs in by the paths of AD FS', async () => {
  process.env['AZURE_TENANT_ID'] = 'adfs';
  const { token } = await credential().getToken(scope());
  await expect(rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token })).resolves.toMatchObject({ status: 200 });
  expect(lab.requests.map(({ path }) => path)).toContain('/adfs/oauth2/token');
});

test('an outage of Entra is an error, distinct from a refusal', async () => {
  lab.incidents.push({ match: { operation: 'Entra_Token' }, act: { kind: 'status', status: 400, text: '{"error":"temporarily_unavailable","error_description":"AADSTS90033: A transient error has occurred."}' } });
  await expect(credential().getToken(scope())).rejects.toThrow(/AADSTS90033/);
  lab.incidents.length = 0;
});
