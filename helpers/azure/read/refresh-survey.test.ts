import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../estate/resource-id';
import { refreshSurvey } from './refresh-survey';
import { takeSurvey } from './take-survey';
import { deploymentAnswers, effectiveRoute, ids, operation, resource, routeServer } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answers, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const request = { hubId: ids.hub, spokeIds: [ids.spoke(2), ids.spoke(3)], transit: { kind: 'route-server' } } as const;

const taken = async (answers: Answers = {}, more: Partial<Parameters<typeof takeSurvey>[0]> = {}) => {
  arm.answer({ ...deploymentAnswers, ...answers });
  return takeSurvey({ ...request, ...more }, arm.clients());
};

/** What is answered when the survey is refreshed. */
const now = (answers: Answers = {}) => {
  arm.answer({ ...deploymentAnswers, ...answers });
  return arm.clients();
};

const routes = { of: 'effectiveRoutes', key: keyOf(ids.nic(2)) } as const;

describe('A survey that is refreshed', () => {
  test('has the new reading, and all others as they were', async () => {
    const before = await taken();
    const learned = operation(`${ids.nic(2)}/effectiveRouteTable`, { value: [effectiveRoute({ addressPrefix: ['10.3.0.0/16'] })] });
    const after = await refreshSurvey(before, [routes], { kind: 'route-server' }, now(learned));
    expect(after.effectiveRoutes[routes.key]).toMatchObject({ status: 'read', value: [{ addressPrefixes: ['10.3.0.0/16'] }], attempts: 2 });
    expect({ ...after, finishedAt: '', effectiveRoutes: {} }).toEqual({ ...before, finishedAt: '', effectiveRoutes: {} });
    expect(after.effectiveRoutes[keyOf(ids.nic(3))]).toEqual(before.effectiveRoutes[keyOf(ids.nic(3))]);
  });

  test('requests only what is listed, each once, by its id as Azure spells it', async () => {
    const before = await taken();
    await refreshSurvey(before, [routes, routes, { of: 'virtualNetworks', key: keyOf(ids.hub) }], { kind: 'route-server' }, now());
    expect(arm.requests.filter((each) => !each.includes('operationResults')).sort()).toEqual([`GET ${ids.hub}`, `POST ${ids.nic(2)}/effectiveRouteTable`]);
  });

  test('counts seconds from the first observation', async () => {
    const before = await taken();
    const reading = before.effectiveRoutes[routes.key];
    if (!reading) throw new Error('There is no such reading.');
    const longAgo = { ...before, effectiveRoutes: { [routes.key]: { ...reading, attempts: 3, firstObservedAt: new Date(Date.now() - 60_000).toISOString() } } };
    const { attempts, seconds } = (await refreshSurvey(longAgo, [routes], { kind: 'route-server' }, now())).effectiveRoutes[routes.key] ?? {};
    expect(attempts).toBe(4);
    expect(seconds).toBeGreaterThanOrEqual(60);
  });

  test('may have a problem where there was a value before', async () => {
    const after = await refreshSurvey(await taken(), [routes], { kind: 'route-server' }, now({ [`POST ${ids.nic(2)}/effectiveRouteTable`]: { status: 500 } }));
    expect(after.effectiveRoutes[routes.key]).toMatchObject({ status: 'unread', attempts: 2, problem: { kind: 'server-error' } });
  });

  test('reads what had no entry before', async () => {
    const before = { ...(await taken()), effectiveRoutes: {} };
    expect((await refreshSurvey(before, [routes], { kind: 'route-server' }, now())).effectiveRoutes[routes.key]).toMatchObject({ status: 'read', attempts: 1, seconds: 0 });
  });
});

describe('The Route Server', () => {
  const ref = { of: 'routeServer', key: keyOf(ids.hub) } as const;

  test('that was found is read by its id', async () => {
    const after = await refreshSurvey(await taken(), [ref], { kind: 'route-server' }, now());
    expect(after.routeServer).toMatchObject({ status: 'read', value: { name: 'rs' }, attempts: 2 });
    expect([...arm.requests].sort()).toEqual([`GET ${ids.routeServer}`, `GET ${ids.routeServer}/bgpConnections`, `GET ${ids.routeServer}/ipConfigurations`]);
  });

  test('that was not there is searched for again', async () => {
    const before = await taken({ [`GET ${ids.hubs}`]: { body: { value: [] } } });
    expect(before.routeServer).toMatchObject({ status: 'read', value: null });
    expect((await refreshSurvey(before, [ref], { kind: 'route-server' }, now())).routeServer).toMatchObject({ value: { name: 'rs' }, attempts: 2 });
  });

  test('that the settings name is read by that id, although it could not be read before', async () => {
    const before = await taken({ [`GET ${ids.routeServer}`]: { status: 404 } }, { routeServerId: ids.routeServer });
    expect(before).toMatchObject({ routeServerId: ids.routeServer, routeServer: { status: 'unread', problem: { kind: 'not-found' } } });
    const provisioning = resource(ids.routeServer, { ...(routeServer.properties as object), routingState: 'Provisioning' });
    const after = await refreshSurvey(before, [ref], { kind: 'route-server' }, now({ [`GET ${ids.routeServer}`]: { body: provisioning } }));
    expect(after.routeServer).toMatchObject({ status: 'read', value: { routingState: 'Provisioning' } });
    expect(arm.requests).not.toContain(`GET ${ids.hubs}`);
  });
});
