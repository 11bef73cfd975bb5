import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Problem, ProblemKind } from '../../estate/reading';
import { readEffectiveRoutes } from '../read/read-effective-routes';
import { readVirtualNetwork } from '../read/read-virtual-network';
import { ids } from '../testing/deployment';
import { describeRecorded, recordedAnswer, recordedExchanges } from '../testing/recordings';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

/** The problem of a GET with this response. */
async function problemOf(answer: Answer): Promise<Problem> {
  arm.answer({ [`GET ${ids.hub}`]: answer });
  const reading = await readVirtualNetwork(arm.clients(), ids.hub);
  if (reading.status === 'read') throw new Error('It was read.');
  return reading.problem;
}

/** The response of a recording that is a refusal. */
function recordedRefusal(file: string): Answer {
  const exchange = recordedExchanges(file).find(({ response }) => response.status >= 400);
  if (!exchange) throw new Error(`${file} holds no refusal.`);
  return recordedAnswer(exchange);
}

const client = "The client 'aaa@foo.com' with object id";

describeRecorded('A recorded error of real ARM', () => {
  test.each<[string, ProblemKind, string | undefined, string]>([
    ['error-1', 'unauthenticated', 'ExpiredAuthenticationToken', "Azure does not accept the token (ExpiredAuthenticationToken): The access token expiry UTC time '10/16/2018 6:09:32 PM' is earlier than current UTC time '10/16/2018 7:23:02 PM'."],
    ['error-5', 'forbidden', 'AuthorizationFailed', `The credential lacks the permission Microsoft.Resources/dataBoundaries/write (AuthorizationFailed): ${client} 'ee9b91a6-4b39-4fb5-ba1e-b0a4e6bcd2a0' does not have authorization to perform action 'Microsoft.Resources/dataBoundaries/write' over scope '/providers/Microsoft.Resources/dataBoundaries/default' or the scope is invalid. If access was recently granted, please r…`],
    ['error-6', 'forbidden', 'LinkedAuthorizationFailed', "The credential lacks the permission Microsoft.Network/virtualNetworks/read (LinkedAuthorizationFailed): The client has permission to perform action 'Microsoft.Network/virtualNetworks/subnets/join/action' on scope '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rgaci218150/providers/Microsoft.ContainerInstance/containerGroups/aci218150', however the linked subscription 'REPLACE WITH…"],
    ['error-7', 'not-found', 'ResourceNotFound', "Azure does not find it (ResourceNotFound): The Resource 'Microsoft.Network/virtualNetworks/vnet000006' under resource group 'clitest.rg000001' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix."],
    ['error-9', 'not-found', 'ResourceGroupNotFound', "Azure does not find it (ResourceGroupNotFound): Resource group 'test-rest-rg000001' could not be found."],
    ['error-15', 'not-found', 'NotFound', 'Azure does not find it (NotFound): The entity was not found in this Azure location.'],
    ['error-16', 'not-found', undefined, 'Azure does not find it.'],
    ['error-22', 'conflict', 'AnotherOperationInProgress', 'Azure reports a conflict (AnotherOperationInProgress): Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: f597a8cf-fea3-49e1-9a66-5b86ba9c35fc.'],
    ['error-23', 'conflict', 'ResourceGroupBeingDeleted', "Azure reports a conflict (ResourceGroupBeingDeleted): The resource group 'xplattestiothubrg' is in deprovisioning state and cannot perform this operation."],
    ['error-24', 'conflict', 'OperationNotAllowed', "Azure reports a conflict (OperationNotAllowed): Operation 'simulateEviction' is allowed only for Spot Virtual Machines."],
    ['error-25', 'throttled', 'RetryableError', 'Azure throttles requests and asks to wait 12 s (RetryableError): A retryable error occurred. Operation PutVirtualNetworkPeeringOperation (dca9636f-2e58-4d3e-8b4c-7928c7eb0c9d) is updating resource /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/asotest-rg-ichwpb/providers/Microsoft.Network/virtualNetworks/samplevnet. The call can be retried in 12 seconds.'],
    ['error-26', 'throttled', 'RetryableError', 'Azure throttles requests (RetryableError): A retryable error occurred. Cannot proceed with operation because resource /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/asotest-rg-vdecpn/providers/Microsoft.Network/virtualNetworks/samplevnetvmss1/subnets/samplesubnetvmss1 used by resource /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroup…'],
    ['error-29', 'throttled', 'SubscriptionRequestsThrottled', "Azure throttles requests (SubscriptionRequestsThrottled): Number of write requests for subscription '0b1f6471-1bf0-4dda-aec3-cb9272f09590' exceeded the limit of '1200' for time interval '01:00:00'. Please try again after '306' seconds."],
    ['error-31', 'throttled', 'ResourceRequestsThrottled', "Azure throttles requests (ResourceRequestsThrottled): Number of requests for action 'Microsoft.RecoveryServices/vaults/backupJobs/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds."],
    ['error-35', 'server-error', 'GatewayTimeout', "Azure answered with status 504 (GatewayTimeout): The gateway did not receive a response from 'Microsoft.ContainerService' within the specified time period."],
    ['error-37', 'server-error', undefined, 'Azure answered with status 503.'],
  ])('%s is %s (%s)', async (file, kind, code, message) => {
    const problem = await problemOf(recordedRefusal(file));
    expect(problem.message).toBe(message);
    expect(problem).toMatchObject({ kind, request: `GET ${ids.hub}`, ...(code !== undefined && { code }) });
  });

  test('of effective routes of a NIC without a running machine is nic-not-running', async () => {
    arm.answer({ [`POST ${ids.nic(2)}/effectiveRouteTable`]: recordedRefusal('error-17') });
    expect(await readEffectiveRoutes(arm.clients(), ids.nic(2))).toMatchObject({
      status: 'unread',
      problem: {
        kind: 'nic-not-running',
        request: `POST ${ids.nic(2)}/effectiveRouteTable`,
        status: 400,
        code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes',
        requestId: '13a07873-c624-44fc-ba0e-6b196cd808eb',
      },
    });
  });

  test('has a message that holds neither the token nor a page of HTML', async () => {
    expect(JSON.stringify(await problemOf(recordedRefusal('error-16')))).not.toMatch(/not-a-secret|DOCTYPE/);
  });
});

describe('An answer that is not what the API promises', () => {
  test.each<[string, Answer, string]>([
    ['cut JSON', { body: '{"id": "/subscr' }, 'Azure’s answer is not usable: its body is not the JSON that was promised.'],
    ['HTML with status 200', { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }, 'Azure’s answer is not usable: id: expected string, received undefined.'],
    ['an empty body', { body: '' }, 'Azure’s answer is not usable: id: expected string, received undefined.'],
    ['null', { body: 'null' }, 'Azure’s answer is not usable: id: expected string, received undefined.'],
    ['a list', { body: [] }, 'Azure’s answer is not usable: id: expected string, received undefined.'],
    ['a text', { body: '"moved"' }, 'Azure’s answer is not usable: id: expected string, received undefined.'],
  ])('%s is malformed', async (_, answer, message) => {
    expect(await problemOf(answer)).toMatchObject({ kind: 'malformed', message });
  });
});

describe('Other refusals', () => {
  test('a 400 is rejected', async () => {
    expect(await problemOf({ status: 400, body: { error: { code: 'InvalidApiVersionParameter', message: 'The api-version is invalid.' } } })).toMatchObject({
      kind: 'rejected',
      message: 'Azure refused the request with status 400 (InvalidApiVersionParameter): The api-version is invalid.',
    });
  });

  const retriable = 'The call can be retried in 11 seconds.';

  test.each<[string, unknown, string]>([
    ['without the wrapper', { code: 'Conflict', message: 'The resource is busy.' }, 'Azure refused the request with status 400 (Conflict): The resource is busy.'],
    ['without the wrapper and in capitals', { Message: 'An error has occurred.' }, 'Azure refused the request with status 400: An error has occurred.'],
    ['in a wrapper and in capitals', { error: { Code: 'Conflict', Message: 'The resource is busy.' } }, 'Azure refused the request with status 400 (Conflict): The resource is busy.'],
    ['beside a wrapper that is a text', { error: 'busy', message: 'The resource is busy.' }, 'Azure refused the request with status 400: The resource is busy.'],
    ['in a detail', { error: { code: 'RetryableError', message: 'A retryable error occurred', details: [{ code: 'Busy', message: retriable }] } }, `Azure refused the request with status 400 (RetryableError): A retryable error occurred. ${retriable}`],
    ['in a detail, and nowhere else', { error: { details: [{ code: 'Busy', message: retriable }] } }, `Azure refused the request with status 400: ${retriable}`],
    ['in the code of a detail', { error: { code: 'RetryableError', message: 'A retryable error occurred.', details: [{ code: 'Busy' }] } }, 'Azure refused the request with status 400 (RetryableError): A retryable error occurred. Busy.'],
    ['in an inner error', { error: { code: 'Failed', message: 'It failed.', innererror: { code: 'Busy', innererror: { message: retriable } } } }, `Azure refused the request with status 400 (Failed): It failed. Busy. ${retriable}`],
    ['in a detail without the wrapper', { code: 'Failed', message: 'It failed.', details: [{ message: retriable }] }, `Azure refused the request with status 400 (Failed): It failed. ${retriable}`],
    ['twice', { error: { code: 'Failed', message: `It failed. ${retriable}`, details: [{ code: 'Failed', message: retriable }, { code: 'Failed' }] } }, `Azure refused the request with status 400 (Failed): It failed. ${retriable}`],
    ['in more details than anybody reads', { error: { message: 'It failed.', details: ['one', 'two', 'three'].map((message) => ({ message })) } }, 'Azure refused the request with status 400: It failed. one. two.'],
    ['in a detail of many lines and characters', { error: { details: [{ message: `${'x'.repeat(400)}\nmore` }] } }, `Azure refused the request with status 400: ${'x'.repeat(300)}…`],
    ['in no shape that is known', { error: { details: 'busy', innererror: ['busy'], message: { lang: 'en' } } }, 'Azure refused the request with status 400.'],
  ])('says what ARM says %s', async (_, body, message) => {
    expect(await problemOf({ status: 400, body })).toMatchObject({ kind: 'rejected', message });
  });

  test('what ARM says in a detail writes to no terminal and to no pipeline', async () => {
    const { message } = await problemOf({ status: 400, body: { error: { message: 'No.', details: [{ message: '\u001b[31m##vso[task.complete]' }] } } });
    expect(message).toBe('Azure refused the request with status 400: No. [31m# #vso[task.complete].');
  });

  test('an error inside of errors without end is not followed', async () => {
    const deep = Array.from({ length: 1_000 }).reduce<unknown>((innererror, _, index) => ({ message: `at ${String(1_000 - index)}`, innererror }), undefined);
    expect(await problemOf({ status: 400, body: { error: deep } })).toMatchObject({ message: 'Azure refused the request with status 400: at 1. at 2. at 3.' });
  });

  test('an id from Azure that is no resource id is malformed', async () => {
    expect(await readVirtualNetwork(arm.clients(), '/subscriptions/half')).toMatchObject({
      problem: { kind: 'malformed', request: 'GET /subscriptions/half', message: 'Azure’s answer is not usable: /subscriptions/half is no resource id.' },
    });
  });

  test('no message holds the token or a body that is not JSON', async () => {
    const text = JSON.stringify(await problemOf({ body: '{"secret": ' }));
    expect(text).not.toMatch(/not-a-secret|"secret/);
  });
});
