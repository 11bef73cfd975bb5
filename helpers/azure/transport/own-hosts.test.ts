import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readBgpConnections } from '../read/read-bgp-connections';
import { readEffectiveRoutes } from '../read/read-effective-routes';
import { readVirtualNetwork } from '../read/read-virtual-network';
import { effectiveRoute, ids, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';
import { createAzureClients } from './azure-clients';
import { keepToHosts } from './own-hosts';
import type { PipelineRequest } from './pipeline';

let arm: StandIn;
let evil: StandIn;
beforeAll(async () => {
  [arm, evil] = await Promise.all([startStandIn(), startStandIn()]);
});
beforeEach(() => {
  evil.answer({ 'GET /forged': { body: { value: [effectiveRoute()] } } });
});
afterAll(() => Promise.all([arm.close(), evil.close()]));

const post = `POST ${ids.nic(2)}/effectiveRouteTable`;
const forged = (): string => `${evil.environment.resourceManagerEndpoint}/forged`;
const host = (): string => new URL(forged()).host;
const own = (): string => new URL(arm.environment.resourceManagerEndpoint).host;
const accepted = (headers: Record<string, string>): Answer => ({ status: 202, headers, body: 'null' });

const refused = (request: string, to = host()) => ({
  status: 'unread',
  problem: { kind: 'foreign-host', request, message: `Azure’s answer leads to ${to} and not to ${own()}, so it was not followed.` },
});

describe('A request never leaves Azure Resource Manager', () => {
  test.each<[string, () => Record<string, string>]>([
    ['a Location', () => ({ location: forged() })],
    ['an Azure-AsyncOperation', () => ({ 'azure-asyncoperation': forged(), location: '{endpoint}/x' })],
    ['a Location with the right name before an @', () => ({ location: forged().replace('https://', `https://${own()}@`) })],
  ])('where %s of an operation leads away', async (_, headers) => {
    arm.answer({ [post]: accepted(headers()) });
    expect(await readEffectiveRoutes(arm.clients(), ids.nic(2))).toEqual(refused(post));
    expect(evil.requests).toEqual([]);
    expect(arm.requests).toEqual([post]);
  });

  test('where a later Location leads away', async () => {
    arm.answer({ [post]: accepted({ location: '{endpoint}/poll' }), 'GET /poll': accepted({ location: forged() }) });
    expect(await readEffectiveRoutes(arm.clients(), ids.nic(2))).toEqual(refused(post));
    expect(evil.requests).toEqual([]);
  });

  test('where a nextLink leads away', async () => {
    arm.answer({ [`GET ${ids.routeServer}/bgpConnections`]: { body: { value: [], nextLink: forged() } } });
    expect(await readBgpConnections(arm.clients(), ids.routeServer)).toEqual(refused(`GET ${ids.routeServer}/bgpConnections`));
    expect(evil.requests).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])('where a redirect with status %d leads away', async (status) => {
    arm.answer({ [`GET ${ids.hub}`]: { status, headers: { location: forged() } } });
    expect(await readVirtualNetwork(arm.clients(), ids.hub)).toMatchObject({ status: 'unread' });
    expect(evil.requests).toEqual([]);
  });

  test('unless the settings name the host', async () => {
    arm.answer({ [post]: accepted({ location: forged() }) });
    const credential = { getToken: () => Promise.resolve({ token: 'not-a-secret', expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const azure = createAzureClients({ credential, environment: { ...arm.environment, furtherHosts: [host()] } });
    // The certificate of the other stand-in is not trusted: that the connection is tried is what counts.
    expect(await readEffectiveRoutes(azure, ids.nic(2))).toMatchObject({ problem: { kind: 'connection' } });
    azure.close();
  });

  test('while its own addresses are followed, in any case and with the port spelled out', async () => {
    const spelled = arm.environment.resourceManagerEndpoint.replace('localhost', 'LOCALHOST');
    arm.answer({ [post]: accepted({ location: `${spelled}/poll` }), 'GET /poll': { body: { value: [] } }, [`GET ${ids.hub}`]: { body: virtualNetwork(ids.hub, '10.0.0.0/16', [], []) } });
    expect(await readEffectiveRoutes(arm.clients(), ids.nic(2))).toMatchObject({ status: 'read' });
  });
});

test.each([
  ['https://management.azure.com/x', true],
  ['https://MANAGEMENT.AZURE.COM:443/x', true],
  ['https://westus.management.azure.com/x', true],
  ['http://management.azure.com/x', false],
  ['https://management.azure.com:8443/x', false],
  ['https://management.azure.com./x', false],
  ['https://management.azure.com.evil.example/x', false],
  ['https://evil.example/https://management.azure.com', false],
  ['https://management.azure.com@evil.example/', false],
  ['https://user@management.azure.com/', false],
  ['//evil.example/x', false],
  ['/relative', false],
])('of %s', (url, isOwn) => {
  const policy = keepToHosts('hosts', { resourceManagerEndpoint: 'https://management.azure.com', furtherHosts: ['westus.management.azure.com'], authorityHost: '', scope: '', instanceDiscovery: true });
  const send = (): unknown => policy.sendRequest({ url } as PipelineRequest, () => Promise.resolve({} as never));
  if (isOwn) expect(send).not.toThrow();
  else expect(send).toThrow('the answer leads to ');
});
