import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRouteServer } from '../read/read-route-server';
import { deploymentAnswers, ids, routeServer } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const page = (value: unknown, next?: string): Answer => ({ body: { value, ...(next !== undefined && { nextLink: `{endpoint}${next}?api-version=1` }) } });

/** Finds the Route Server in a list of virtual hubs with this response. */
const find = (first: Answer, further: Readonly<Record<string, Answer>> = {}) => {
  arm.answer({ ...deploymentAnswers, [`GET ${ids.hubs}`]: first, ...further });
  return findRouteServer(arm.clients(), ids.hub);
};

describe('A list is read to its end', () => {
  const found = { status: 'read', value: { id: ids.routeServer } };

  test('over an empty page with a nextLink', async () => {
    expect(await find(page([], '/two'), { 'GET /two': page([], '/three'), 'GET /three': page([routeServer]) })).toMatchObject(found);
  });

  test('where a nextLink is an empty text or null', async () => {
    expect(await find({ body: { value: [routeServer], nextLink: '' } })).toMatchObject(found);
    expect(await find({ body: { value: [routeServer], nextLink: null } })).toMatchObject(found);
  });
});

describe('A list is malformed', () => {
  test.each<[string, Answer, string]>([
    ['without a value', { body: {} }, 'a page holds no list named value'],
    ['with a value that is no list', page({}), 'a page holds no list named value'],
    ['that is HTML', { headers: { 'content-type': 'text/html' }, body: '<html>' }, 'a page holds no list named value'],
    ['whose nextLink leads to the same page for ever', page([], '/two'), 'its pages lead back to one that was read before'],
  ])('%s', async (_, answer, message) => {
    expect(await find(answer, { 'GET /two': page([], '/two') })).toMatchObject({ problem: { kind: 'malformed', message: `Azure’s answer is not usable: ${message}.` } });
  });

  test('whose second page has no value, even if the first has the item in question', async () => {
    expect(await find(page([routeServer], '/two'), { 'GET /two': { body: {} } })).toMatchObject({ problem: { kind: 'malformed' } });
  });
});

test('A second page that fails is the problem of the list, with the request for that page', async () => {
  expect(await find(page([routeServer], '/two'), { 'GET /two': { status: 500 } })).toMatchObject({ problem: { kind: 'server-error', request: 'GET /two' } });
});
