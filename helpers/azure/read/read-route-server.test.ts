import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRouteServer, readRouteServer } from './read-route-server';
import { deploymentAnswers, ids, operation, resource, routeServer } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, Answers, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const find = (answers: Answers = {}) => {
  arm.answer({ ...deploymentAnswers, ...answers });
  return findRouteServer(arm.clients(), ids.hub);
};

const other = ids.routeServer.replace(/rg1.*/, 'elsewhere/providers/Microsoft.Network/virtualHubs/other');
const hubs = (...more: Record<string, unknown>[]): Answers => ({ [`GET ${ids.hubs}`]: { body: { value: [...more, routeServer] } } });
const inSubnet = (id: string, subnetId: string): Answers => ({ [`GET ${id}/ipConfigurations`]: { body: { value: [resource(`${id}/ipConfigurations/c`, { subnet: { id: subnetId } })] } } });
const refused: Answer = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } };

describe('Looking for the Route Server', () => {
  test('finds the one in the hub’s RouteServerSubnet, in any resource group, however its id is spelled', async () => {
    expect(await find({ ...hubs(resource(other, {})), ...inSubnet(other, `${ids.spoke(2)}/subnets/RouteServerSubnet`) })).toMatchObject({
      status: 'read',
      value: { id: ids.routeServer, subnetIds: [`${ids.hub}/subnets/ROUTESERVERSUBNET`] },
    });
  });

  test('does not request the IP configurations of a Virtual WAN hub', async () => {
    await find(hubs(resource(other, { virtualWan: { id: '/wan' }, addressPrefix: '10.9.0.0/24' })));
    expect(arm.requests.sort()).toEqual([`GET ${ids.hubs}`, `GET ${ids.routeServer}/bgpConnections`, `GET ${ids.routeServer}/ipConfigurations`].sort());
  });

  test('finds none where none is in that subnet', async () => {
    expect(await find(inSubnet(ids.routeServer, `${ids.hub}/subnets/default`))).toEqual({ status: 'read', value: null });
  });

  test('is inconclusive while the subnets of one virtual hub cannot be read', async () => {
    expect(await find({ [`GET ${ids.routeServer}/ipConfigurations`]: refused })).toMatchObject({
      status: 'unread',
      problem: { kind: 'forbidden', missingAction: 'Microsoft.Network/virtualHubs/ipConfigurations/read' },
    });
  });

  test('finds it although the subnets of another virtual hub cannot be read', async () => {
    expect(await find({ ...hubs(resource(other, {})), [`GET ${other}/ipConfigurations`]: refused })).toMatchObject({ value: { name: 'rs' } });
  });

  test('is inconclusive where the virtual hubs cannot be listed', async () => {
    expect(await find({ [`GET ${ids.hubs}`]: refused })).toMatchObject({ problem: { request: `GET ${ids.hubs}`, missingAction: 'Microsoft.Network/virtualHubs/read' } });
  });

  test.each(['routingState', 'virtualRouterIps', 'allowBranchToBranchTraffic'])('is malformed where the Route Server lacks its %s', async (name) => {
    const body = { value: [resource(ids.routeServer, { ...(routeServer.properties as object), [name]: undefined })] };
    expect(await find({ [`GET ${ids.hubs}`]: { body } })).toMatchObject({ problem: { kind: 'malformed', message: expect.stringContaining(name) as unknown } });
  });
});

describe('A Route Server by its id', () => {
  const readIt = (answers: Answers = {}) => {
    arm.answer({ ...deploymentAnswers, ...answers });
    return readRouteServer(arm.clients(), ids.routeServer);
  };

  test('that is still being deployed has no instance addresses', async () => {
    const body = resource(ids.routeServer, { ...(routeServer.properties as object), routingState: 'None', virtualRouterIps: [] });
    expect(await readIt({ [`GET ${ids.routeServer}`]: { body } })).toMatchObject({ status: 'read', value: { provisioningState: 'Succeeded', routingState: 'None', virtualRouterIps: [] } });
  });

  test('is unread where its subnet is unknown', async () => {
    expect(await readIt({ [`GET ${ids.routeServer}/ipConfigurations`]: { status: 500 } })).toMatchObject({ status: 'unread', problem: { kind: 'server-error' } });
  });
});

describe('The BGP peers', () => {
  const peer = (name: string, more: Record<string, unknown> = {}) => resource(`${ids.routeServer}/bgpConnections/${name}`, { peerIp: '10.0.2.4', peerAsn: 65001, ...more });
  const peers = (...each: Record<string, unknown>[]): Answers => ({ [`GET ${ids.routeServer}/bgpConnections`]: { body: { value: each } } });
  const learned = (result: unknown) => operation(`${ids.routeServer}/bgpConnections/nva/learnedRoutes`, result);
  const route = { localAddress: '10.0.1.4', network: '10.2.0.0/16', nextHop: '10.0.2.4', sourcePeer: '10.0.2.4', origin: 'EBgp', asPath: '65001', weight: 32768 };

  test('have their state, and the routes that each instance has learned', async () => {
    const answers = { ...peers(peer('nva', { connectionState: 'Connected' })), ...learned({ RouteServiceRole_IN_0: [route], RouteServiceRole_IN_1: [] }) };
    expect(await find(answers)).toMatchObject({
      value: {
        bgpConnections: {
          status: 'read',
          value: [
            {
              name: 'nva',
              connectionState: 'Connected',
              learnedRoutes: { status: 'read', value: { RouteServiceRole_IN_0: [{ network: '10.2.0.0/16', nextHop: '10.0.2.4', asPath: '65001' }], RouteServiceRole_IN_1: [] } },
            },
          ],
        },
      },
    });
  });

  test('that cannot be listed leave the Route Server readable', async () => {
    expect(await find({ [`GET ${ids.routeServer}/bgpConnections`]: refused })).toMatchObject({
      status: 'read',
      value: { bgpConnections: { status: 'unread', problem: { missingAction: 'Microsoft.Network/virtualHubs/bgpConnections/read' } } },
    });
  });

  test('have a problem each where their learned routes may not be read', async () => {
    expect(await find({ ...peers(peer('nva')), [`POST ${ids.routeServer}/bgpConnections/nva/learnedRoutes`]: refused })).toMatchObject({
      value: { bgpConnections: { value: [{ learnedRoutes: { status: 'unread', problem: { missingAction: 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action' } } }] } },
    });
  });

  test.each<[string, unknown, string]>([
    ['no instance', {}, 'malformed'],
    ['something other than routes', { RouteServiceRole_IN_0: [{ network: '10.2.0.0/16' }] }, 'malformed'],
    ['a failure', { status: 'Failed', error: { code: 'InternalServerError', message: 'An error occurred.' } }, 'operation-failed'],
  ])('whose routes are answered with %s have not been read', async (_, result, kind) => {
    expect(await find({ ...peers(peer('nva')), ...learned(result) })).toMatchObject({
      value: { bgpConnections: { value: [{ learnedRoutes: { status: 'unread', problem: { kind } } }] } },
    });
  });
});
