import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { estate, hubNetwork, spokeNetwork, spokeSubscription } from '../arm/testing/estate';
import { accessToken, rawRequest } from './testing/raw-request';
import { clientsOf } from './testing/sdk';
import { startLab, type Lab } from '../lab';
import { TopologyError } from '../topology/topology-error';

const labs: Lab[] = [];

async function start(options: Partial<Parameters<typeof startLab>[0]> = {}): Promise<Lab> {
  const lab = await startLab({ topology: estate(), ...options });
  labs.push(lab);
  return lab;
}

afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.close())));

test('the environment has all that a run needs, with the topology’s own settings', async () => {
  const { environment } = await start();
  expect(environment).toEqual({
    AZURE_RESOURCE_MANAGER_ENDPOINT: expect.stringMatching(/^https:\/\/localhost:\d+$/) as string,
    AZURE_AUTHORITY_HOST: environment['AZURE_RESOURCE_MANAGER_ENDPOINT'],
    AZURE_TENANT_ID: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    AZURE_CLIENT_ID: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    AZURE_CLIENT_SECRET: expect.stringMatching(/^[0-9a-f]{48}$/) as string,
    NODE_EXTRA_CA_CERTS: expect.any(String) as string,
    HUB_VNET_ID: `${hubNetwork}/virtualNetworks/hub`,
    SPOKE_VNET_IDS: `${spokeNetwork}/virtualNetworks/spoke`,
    TRANSIT: 'route-server',
    ROUTE_SERVER_SUBNET_MIN_PREFIX: '26',
    SSH_USERNAME: 'azureuser',
    SSH_PRIVATE_KEY_FILE: expect.any(String) as string,
    SSH_JUMP: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
    SSH_KNOWN_HOSTS_FILE: expect.any(String) as string,
  });
  expect(readFileSync(environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')).toContain('BEGIN CERTIFICATE');
});

test('without spokes and transit in the topology’s settings the environment has none', async () => {
  const topology = estate();
  delete topology.settings.spokes;
  delete topology.settings.transit;
  const { environment } = await start({ topology });
  expect(environment).not.toHaveProperty('SPOKE_VNET_IDS');
  expect(environment).not.toHaveProperty('TRANSIT');
});

test('what the topology’s settings expect in a file stands in one, with the key of each user, and what it says of the hub is not in the environment as well', async () => {
  const topology = estate();
  topology.settings.expectations = { hub: 'hub', spokes: { one: { id: 'spoke', ssh: { username: 'web' } } } };
  for (const machine of topology.virtualMachines) machine.sshUser = 'web';
  const { environment, ssh } = await start({ topology });
  const file: unknown = JSON.parse(readFileSync(environment['EXPECTATIONS_FILE'] ?? '', 'utf8'));
  const key = ssh.keyFiles.get('web') ?? '';
  expect(file).toEqual({ hub: `${hubNetwork}/virtualNetworks/hub`, spokes: { one: { id: `${spokeNetwork}/virtualNetworks/spoke`, ssh: { username: 'web', key } } } });
  expect(environment).not.toHaveProperty('HUB_VNET_ID');
  expect(dirname(key)).toBe(dirname(environment['SSH_PRIVATE_KEY_FILE'] ?? ''));
});

test('two labs run side by side with secrets of their own', async () => {
  const [one, another] = await Promise.all([start(), start()]);
  expect(one.environment['AZURE_CLIENT_SECRET']).not.toBe(another.environment['AZURE_CLIENT_SECRET']);
  const token = await accessToken(one);
  await expect(rawRequest(one, { path: '/subscriptions?api-version=2022-12-01', token })).resolves.toMatchObject({ status: 200 });
  await expect(rawRequest(another, { path: '/subscriptions?api-version=2022-12-01', token })).resolves.toMatchObject({ status: 401 });
});

test('a change of the truth shows in the next answer', async () => {
  const { topology, ...lab } = await start();
  const { network } = clientsOf(lab, spokeSubscription);
  topology.routeTables[0]?.routes.shift();
  await expect(network.routes.get('spokeRg', 'spoke-routes', 'to-others')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
  const { value } = await network.networkInterfaces.beginGetEffectiveRouteTableAndWait('spokeRg', 'runs-nic');
  expect(value?.filter(({ source }) => source === 'User').map(({ name }) => name)).toEqual(['drop']);
});

test('an action that is denied while the lab is up is denied at once', async () => {
  const lab = await start();
  const { network } = clientsOf(lab, spokeSubscription);
  await expect(network.routeTables.get('spokeRg', 'spoke-routes')).resolves.toMatchObject({ name: 'spoke-routes' });
  lab.denied.push({ action: 'Microsoft.Network/routeTables/read' });
  await expect(network.routeTables.get('spokeRg', 'spoke-routes')).rejects.toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
});

test('a token’s life can be shortened to nothing', async () => {
  const lab = await start({ tokenLifetimeSeconds: 0 });
  const token = await accessToken(lab);
  await expect(rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token })).resolves.toMatchObject({ status: 401, body: { error: { code: 'ExpiredAuthenticationToken' } } });
});

test('every request is logged with what became of it', async () => {
  const lab = await start({ incidents: [{ match: { path: /reset/ }, act: { kind: 'reset' } }] });
  const token = await accessToken(lab);
  await rawRequest(lab, { path: '/subscriptions?api-version=2022-12-01', token });
  await rawRequest(lab, { path: '/tenants?api-version=2022-12-01', token });
  await expect(rawRequest(lab, { path: '/reset', token })).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(lab.requests).toEqual([
    expect.objectContaining({ method: 'POST', operation: 'Entra_Token', status: 200 }),
    { method: 'GET', path: '/subscriptions', operation: 'Subscriptions_List', status: 200 },
    { method: 'GET', path: '/tenants', status: 501 },
    { method: 'GET', path: '/reset' },
  ]);
});

test('closing ends the servers and removes the files, and may be done twice', async () => {
  const { environment, close } = await start();
  const ports = [new URL(environment['AZURE_RESOURCE_MANAGER_ENDPOINT'] ?? '').port, environment['SSH_JUMP']?.split(':')[1]].map(Number);
  const directory = dirname(environment['NODE_EXTRA_CA_CERTS'] ?? '');
  await close();
  await close();
  expect(existsSync(directory)).toBe(false);
  for (const port of ports) await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a topology that contradicts itself starts nothing', async () => {
  const topology = estate();
  topology.networkInterfaces.length = 0;
  await expect(startLab({ topology })).rejects.toThrow(TopologyError);
});
