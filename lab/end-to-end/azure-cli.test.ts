/** The requests that the Azure CLI makes to sign in at a cloud of its own and to show what is there. It is not run here: its builds differ in what they bring along. */
import { startLab, type Lab } from '../lab';
import { estate, hubNetwork, hubSubscription, spokeGroup, spokeMachines, spokeNetwork, spokeSubscription } from '../arm/testing/estate';
import { accessToken, rawRequest } from './testing/raw-request';

let lab: Lab;
let token: string;

const origin = (): string => lab.environment['AZURE_RESOURCE_MANAGER_ENDPOINT'] ?? '';

beforeAll(async () => {
  lab = await startLab({ topology: estate() });
  token = await accessToken(lab);
});

afterAll(() => lab.close());

test('az cloud register: the endpoints name a login endpoint of AD FS, so no other instance is looked for', async () => {
  const { status, body } = await rawRequest(lab, { path: '/metadata/endpoints?api-version=2015-01-01' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ authentication: { loginEndpoint: `${origin()}/adfs`, audiences: [origin()] } });
});

test('az login --service-principal: the configuration of AD FS leads to a token that ARM takes', async () => {
  const { body } = await rawRequest(lab, { path: '/adfs/.well-known/openid-configuration' });
  const { token_endpoint: endpoint, issuer } = body as Record<string, string>;
  expect({ endpoint, issuer }).toEqual({ endpoint: `${origin()}/adfs/oauth2/token`, issuer: `${origin()}/adfs` });
  const granted = await rawRequest(lab, {
    method: 'POST',
    path: endpoint ?? '',
    form: {
      client_id: lab.environment['AZURE_CLIENT_ID'] ?? '',
      client_secret: lab.environment['AZURE_CLIENT_SECRET'] ?? '',
      client_info: '1',
      grant_type: 'client_credentials',
      // The CLI takes the resource with its slash at the end for the audience.
      scope: `${origin()}//.default`,
    },
  });
  expect(granted).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  const { access_token: own } = granted.body as { access_token: string };
  expect(await rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token: own })).toMatchObject({ status: 200 });
});

test('az login --tenant adfs: the name is looked up behind the login endpoint, and the issuer has it where a tenant stands', async () => {
  const { body } = await rawRequest(lab, { path: '/adfs/adfs/.well-known/openid-configuration' });
  expect((body as Record<string, string>)['issuer']?.split('/')[3]).toBe('adfs');
});

test('az login -p: the secret never starts with a dash, which would make an option of it', () => {
  expect(lab.environment['AZURE_CLIENT_SECRET']).toMatch(/^[0-9a-f]{48}$/);
});

test('az account list: the subscriptions, with the tenant and what they are called', async () => {
  const { body } = await rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token });
  expect(body).toMatchObject({
    value: [
      { id: `/subscriptions/${hubSubscription}`, subscriptionId: hubSubscription, displayName: 'connectivity', state: 'Enabled', tenantId: lab.environment['AZURE_TENANT_ID'] },
      { subscriptionId: spokeSubscription, displayName: 'workload' },
    ],
  });
});

describe('az resource list', () => {
  const namesIn = async (path: string): Promise<string[]> => {
    const { body } = await rawRequest(lab, { path: `${path}${path.includes('?') ? '&' : '?'}api-version=2021-04-01`, token });
    return (body as { value: { name: string }[] }).value.map(({ name }) => name);
  };
  const spokeResources = `/subscriptions/${spokeSubscription}/resources`;

  test('shows all that a subscription holds, each without its properties', async () => {
    expect(await namesIn(`/subscriptions/${hubSubscription}/resources`)).toEqual(['hub', 'route-server', 'nva-rules', 'nvas', 'nva-nic', 'vpn', 'firewall', 'ruled-by-policy', 'balancer', 'router', 'nva', 'appliances', 'flexible']);
    const { body } = await rawRequest(lab, { path: `/subscriptions/${hubSubscription}/resources?api-version=2021-04-01`, token });
    expect((body as { value: unknown[] }).value[1]).toEqual({ id: `${hubNetwork}/virtualHubs/route-server`, name: 'route-server', type: 'Microsoft.Network/virtualHubs', location: 'westus' });
  });

  test('shows what a group holds', async () => {
    expect(await namesIn(`${spokeGroup}/resources`)).toEqual(await namesIn(spokeResources));
    expect(await namesIn(`${spokeGroup}/resources`)).toContain('runs-nic');
  });

  test.each([
    ["resourceType eq 'microsoft.network/ROUTETABLES'", ['spoke-routes']],
    ["name eq 'runs'", ['runs']],
    ["name eq 'runs' and resourceType eq 'Microsoft.Network/networkInterfaces'", []],
    ["location eq 'westus'", []],
    ["resourceGroup eq 'SPOKERG' and name eq 'spoke'", ['spoke']],
  ])('shows only what a filter asks for: %s', async (filter, names) => {
    expect(await namesIn(`${spokeResources}?$filter=${encodeURIComponent(filter)}`)).toEqual(names);
  });

  test('is refused with a filter that the lab does not know, rather than showing too much', async () => {
    expect(await rawRequest(lab, { path: `${spokeResources}?api-version=2021-04-01&$filter=${encodeURIComponent("tagname eq 'a'")}`, token })).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidFilterInQueryString', message: "Invalid $filter 'tagname eq 'a'' specified in the query string." } },
    });
  });
});

const spokes = `/subscriptions/${spokeSubscription}/providers`;

test.each<[string, string, string, unknown]>([
  ['az network vnet list', '2022-01-01', `${spokeNetwork}/virtualNetworks`, { value: [{ name: 'spoke' }] }],
  ['az network vnet show', '2022-01-01', `${hubNetwork}/virtualNetworks/hub`, { name: 'hub' }],
  ['az network vnet peering list', '2022-01-01', `${spokeNetwork}/virtualNetworks/spoke/virtualNetworkPeerings`, { value: [{ name: 'spoke-to-hub' }] }],
  ['az network nic list', '2022-01-01', `${spokes}/Microsoft.Network/networkInterfaces`, { value: expect.arrayContaining([expect.objectContaining({ name: 'runs-nic' })]) as unknown }],
  ['az network nsg show', '2022-01-01', `${spokeNetwork}/networkSecurityGroups/spoke-rules`, { name: 'spoke-rules' }],
  ['az network routeserver show', '2022-01-01', `${hubNetwork}/virtualHubs/route-server`, { name: 'route-server', kind: 'RouteServer' }],
  ['az network routeserver peering list', '2021-08-01', `${hubNetwork}/virtualHubs/route-server/bgpConnections`, { value: [{ name: 'nva' }, { name: 'half' }, { name: 'down' }] }],
  ['az network route-table show', '2021-08-01', `${spokeNetwork}/routeTables/spoke-routes`, { name: 'spoke-routes' }],
  ['az vm list', '2022-08-01', `${spokes}/Microsoft.Compute/virtualMachines`, { value: [{ name: 'runs' }, { name: 'sleeps' }] }],
  ['az vm show', '2022-08-01', `${spokeMachines}/runs`, { name: 'runs' }],
  ['az vm get-instance-view', '2022-07-01', `${spokeMachines}/sleeps/instanceView`, { statuses: [{}, { code: 'PowerState/deallocated' }] }],
  ['az group show', '2022-01-01', spokeGroup, { name: 'spokeRg' }],
])('%s, asked with %s, shows what the lab holds', async (_, version, path, expected) => {
  expect(await rawRequest(lab, { path: `${path}?api-version=${version}`, token })).toMatchObject({ status: 200, body: expected });
});

test('az network nic show-effective-route-table: a Location that is polled until the routes are there, with the version asked for', async () => {
  const post = await rawRequest(lab, { method: 'POST', path: `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable?api-version=2022-01-01`, token });
  expect(post.status).toBe(202);
  let poll = post;
  while (poll.status === 202) {
    const location = String(poll.headers['location']);
    expect(location).toContain('api-version=2022-01-01');
    poll = await rawRequest(lab, { path: location, token });
  }
  expect(poll).toMatchObject({ status: 200, body: { value: expect.arrayContaining([expect.objectContaining({ source: 'User' })]) as unknown } });
});
