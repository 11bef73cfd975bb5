import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEffectiveRoutes } from '../read/read-effective-routes';
import { effectiveRoute, ids } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, Answers, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const post = `POST ${ids.nic(2)}/effectiveRouteTable`;
const pollPath = '/subscriptions/s/providers/Microsoft.Network/locations/x/operationResults/1';
const poll = `GET ${pollPath}`;
const location = { location: `{endpoint}${pollPath}?api-version=1&s=SIGNATURE` };
const asyncOperation = { 'azure-asyncoperation': '{endpoint}/operations/1', ...location };
const accepted: Answer = { status: 202, headers: location, body: 'null' };
const table = { body: { value: [effectiveRoute()] } };

const readRoutes = (answers: Answers, operationTimeoutMs = 10_000) => {
  arm.answer(answers);
  return readEffectiveRoutes(arm.clients({ operationTimeoutMs }), ids.nic(2));
};

describe('A long-running operation is read', () => {
  const expected = { status: 'read', value: [{ addressPrefixes: ['10.0.0.0/8'], nextHopType: 'None' }] };

  test('when the first response has the result', async () => {
    expect(await readRoutes({ [post]: table })).toMatchObject(expected);
  });

  test('when the first response has the result, and a Location that need not be followed', async () => {
    expect(await readRoutes({ [post]: { ...table, headers: location } })).toMatchObject(expected);
    expect(arm.requests).toEqual([post]);
  });

  test('behind a Location', async () => {
    expect(await readRoutes({ [post]: accepted, [poll]: table })).toMatchObject(expected);
  });

  test('behind a Location that changes with each poll', async () => {
    const moved: Answer = { status: 202, headers: { location: `{endpoint}${pollPath}-b?api-version=1` }, body: 'null' };
    expect(await readRoutes({ [post]: accepted, [poll]: moved, [`${poll}-b`]: table })).toMatchObject(expected);
    expect(arm.requests).toEqual([post, poll, `${poll}-b`]);
  });

  test('with a status beside the Location', async () => {
    const answers = { [post]: { status: 202, headers: asyncOperation, body: 'null' }, 'GET /operations/1': { body: { status: 'Succeeded' } }, [poll]: table };
    expect(await readRoutes(answers)).toMatchObject(expected);
  });

  test('although a poll fails once', async () => {
    expect(await readRoutes({ [post]: accepted, [poll]: [{ status: 503 }, table] })).toMatchObject(expected);
  });
});

describe('A long-running operation fails', () => {
  const failed = (status: string): Answer => ({ body: { status, error: { code: 'InternalServerError', message: 'An error occurred.' } } });

  test.each(['Failed', 'Canceled'])('with status %s inside of a 200 behind its Location', async (status) => {
    expect(await readRoutes({ [post]: accepted, [poll]: failed(status) })).toMatchObject({
      status: 'unread',
      problem: { kind: 'operation-failed', request: post, code: 'InternalServerError', message: `The operation ended as ${status} (InternalServerError): An error occurred.` },
    });
  });

  test.each(['Failed', 'Canceled'])('with status %s behind its Azure-AsyncOperation', async (status) => {
    const answers = { [post]: { status: 202, headers: asyncOperation, body: 'null' }, 'GET /operations/1': failed(status) };
    expect(await readRoutes(answers)).toMatchObject({ problem: { kind: 'operation-failed', code: 'InternalServerError' } });
  });

  test('and what it says in a detail is told', async () => {
    const detailed: Answer = { body: { status: 'Failed', error: { code: 'RetryableError', message: 'A retryable error occurred.', details: [{ message: 'The call can be retried in 11 seconds.' }] } } };
    expect(await readRoutes({ [post]: accepted, [poll]: detailed })).toMatchObject({
      problem: { kind: 'operation-failed', message: 'The operation ended as Failed (RetryableError): A retryable error occurred. The call can be retried in 11 seconds.' },
    });
  });

  test('by never ending', async () => {
    expect(await readRoutes({ [post]: accepted, [poll]: accepted }, 300)).toMatchObject({
      problem: { kind: 'timeout', request: post, message: 'Azure gave no answer within the 0.3 s of OPERATION_TIMEOUT.' },
    });
  });

  test('by a Retry-After of a year', async () => {
    const patient: Answer = { status: 202, headers: { ...location, 'retry-after': '31536000' }, body: 'null' };
    expect(await readRoutes({ [post]: accepted, [poll]: patient }, 300)).toMatchObject({ problem: { kind: 'timeout' } });
    expect(arm.requests.length).toBeLessThanOrEqual(3);
  });

  test('by a 202 without a Location', async () => {
    expect(await readRoutes({ [post]: { status: 202, body: 'null' } })).toMatchObject({ problem: { kind: 'malformed' } });
  });

  test('by a 200 without a value', async () => {
    expect(await readRoutes({ [post]: accepted, [poll]: { body: {} } })).toMatchObject({
      problem: { kind: 'malformed', message: 'Azure’s answer is not usable: value: expected array, received undefined.' },
    });
  });

  test('by a poll that is refused; the problem has its request without the signature', async () => {
    expect(await readRoutes({ [post]: accepted, [poll]: { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } } })).toMatchObject({
      problem: { kind: 'forbidden', request: poll, missingAction: 'Microsoft.Network/locations/operationResults/read' },
    });
  });
});
