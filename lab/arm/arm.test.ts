import type { WireResponse } from '../http/exchange';
import { armWithoutAPort, principal } from './testing/arm-without-a-port';
import { hubNetwork, spokeGroup, spokeMachines, spokeNetwork, spokeSubscription } from './testing/estate';

const errorOf = (response: WireResponse): { status: number; code: string; message: string } => ({
  status: response.status,
  ...(response.body as { error: { code: string; message: string } }).error,
});

describe('a caller', () => {
  test('without a token gets 401: the header is missing', () => {
    const { service, request } = armWithoutAPort();
    const response = service.answer({ ...request('GET', '/subscriptions'), headers: {} });
    expect(errorOf(response)).toEqual({ status: 401, code: 'AuthenticationFailed', message: "Authentication failed. The 'Authorization' header is missing." });
  });

  test('with a token that nobody issued is refused', () => {
    const { service, request } = armWithoutAPort();
    const response = service.answer({ ...request('GET', '/subscriptions'), headers: { authorization: 'Bearer forged' } });
    expect(errorOf(response)).toEqual({ status: 401, code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' });
  });

  test('with an expired token gets 401 with the time of expiry, and the recorded challenge', () => {
    let nowMs = Date.UTC(2024, 0, 1, 8, 0, 0);
    const { get } = armWithoutAPort({ now: () => nowMs });
    expect(get('/subscriptions').status).toBe(200);
    nowMs += 3_600_000;
    const response = get('/subscriptions');
    expect(errorOf(response)).toMatchObject({ status: 401, code: 'ExpiredAuthenticationToken' });
    expect(errorOf(response).message).toMatch(/^The access token expiry UTC time '1\/1\/2024 9:00:00 AM' is earlier than current UTC time '[\d/]+ [\d:]+ [AP]M'\.$/);
    expect(response.headers['www-authenticate']).toBe('Bearer authorization_uri="https://lab", error="invalid_token", error_description="The access token has expired."');
  });

  test('without an api-version gets 400', () => {
    expect(errorOf(armWithoutAPort().get('/subscriptions?api-version='))).toMatchObject({ status: 400, code: 'MissingApiVersionParameter' });
  });

  test('whose role lacks an action gets 403, even for what is not there', () => {
    const { denied, get } = armWithoutAPort();
    denied.push({ action: 'Microsoft.Network/virtualNetworks/read' });
    expect(errorOf(get(`${spokeGroup}-gone/providers/Microsoft.Network/virtualNetworks/spoke`))).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(errorOf(get(`${spokeNetwork}/virtualNetworks/spoke`)).message).toContain(
      `The client '${principal.clientId}' with object id '${principal.objectId}' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read' over scope '${spokeNetwork}/virtualNetworks/spoke'`,
    );
    expect(get(`${spokeNetwork}/virtualNetworks/spoke/subnets`).status).toBe(200);
  });
});

describe('what is not there', () => {
  const gateway = 'gateway';

  test.each([
    ['a subscription', '/subscriptions/other', 'SubscriptionNotFound', "The subscription 'other' could not be found.", gateway],
    ['a group', `${spokeGroup}x`, 'ResourceGroupNotFound', "Resource group 'spokeRgx' could not be found.", gateway],
    ['the group of a resource', `${spokeGroup}x/providers/Microsoft.Network/virtualNetworks/spoke`, 'ResourceGroupNotFound', "Resource group 'spokeRgx' could not be found.", gateway],
    [
      'a resource',
      `${spokeNetwork}/virtualNetworks/gone`,
      'ResourceNotFound',
      "The Resource 'Microsoft.Network/virtualNetworks/gone' under resource group 'spokeRg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
      gateway,
    ],
    ['a child', `${spokeNetwork}/virtualNetworks/SPOKE/subnets/gone`, 'NotFound', `Resource ${spokeNetwork}/virtualNetworks/spoke/subnets/gone not found.`, undefined],
    [
      'the parent of a child',
      `${spokeNetwork}/virtualNetworks/gone/subnets/workload`,
      'ParentResourceNotFound',
      `Failed to perform 'read' on resource(s) of type 'virtualNetworks/subnets', because the parent resource '${spokeNetwork}/virtualNetworks/gone' could not be found.`,
      gateway,
    ],
  ])('%s is 404 in the words of the recordings', (_, path, code, message, cause) => {
    const response = armWithoutAPort().get(path);
    expect(errorOf(response)).toMatchObject({ status: 404, code, message });
    expect(response.headers['x-ms-failure-cause']).toBe(cause);
  });

  test('a BGP connection that is not there has no learned routes', () => {
    expect(errorOf(armWithoutAPort().ask('POST', `${hubNetwork}/virtualHubs/route-server/bgpConnections/gone/learnedRoutes`))).toMatchObject({ status: 404, code: 'NotFound' });
  });
});

describe('what the lab does not imitate is 501 and named', () => {
  test.each([
    ['PUT', `${spokeNetwork}/virtualNetworks/spoke`],
    ['PATCH', `${spokeNetwork}/routeTables/spoke-routes`],
    ['DELETE', `${spokeNetwork}/networkInterfaces/spare-nic`],
    ['GET', `${spokeNetwork}/publicIPAddresses`],
    ['POST', `${spokeMachines}/runs/runCommand`],
    ['GET', '/tenants'],
  ])('%s %s', (method, path) => {
    expect(errorOf(armWithoutAPort().ask(method, path))).toEqual({ status: 501, code: 'NotImplemented', message: `The lab does not imitate ${method} ${path}.` });
  });
});

test('the result of an operation that was never started is not made up', () => {
  const { message, status } = errorOf(armWithoutAPort().get(`/subscriptions/${spokeSubscription}/providers/Microsoft.Network/locations/westus/operationResults/unknown`));
  expect([status, message]).toEqual([501, 'The lab does not imitate GET the result of unknown, an operation that was never started.']);
});

describe('a NIC without a running machine has no effective routes or rules', () => {
  test.each(['sleeps-nic', 'spare-nic'])('%s', (nic) => {
    const { ask } = armWithoutAPort();
    expect(errorOf(ask('POST', `${spokeNetwork}/networkInterfaces/${nic}/effectiveRouteTable`))).toMatchObject({
      status: 400,
      code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes',
      message: `A network interface must be attached to a running virtual machine to get effective routes. The network interface ${spokeNetwork}/networkInterfaces/${nic} is not attached to a running virtual machine.`,
    });
    expect(errorOf(ask('POST', `${spokeNetwork}/networkInterfaces/${nic}/effectiveNetworkSecurityGroups`))).toMatchObject({
      status: 400,
      code: 'NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups',
    });
  });
});

test('an id is found in any case, and spelled in the answer as it was created', () => {
  const response = armWithoutAPort().get(`${spokeNetwork}/virtualNetworks/spoke`.toUpperCase());
  expect(response.body).toMatchObject({ id: `${spokeNetwork}/virtualNetworks/spoke` });
});

test('a change of the topology shows in the next answer, and in the etag', () => {
  const { topology, get } = armWithoutAPort();
  const before = get(`${spokeNetwork}/virtualNetworks/spoke`);
  topology.virtualNetworks[1]?.addressPrefixes.push('10.8.0.0/16');
  const after = get(`${spokeNetwork}/virtualNetworks/spoke`);
  expect(after.body).toMatchObject({ properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/24', '10.8.0.0/16'] } } });
  expect(after.headers['etag']).not.toBe(before.headers['etag']);
});

describe('headers', () => {
  test('a read is charged to the reads, a POST that starts an operation to the writes', () => {
    const { get, ask } = armWithoutAPort();
    expect(get(`${spokeNetwork}/virtualNetworks`).headers).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
    });
    expect(ask('POST', `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`).headers).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-writes': '199',
      'x-ms-ratelimit-remaining-subscription-global-writes': '2999',
    });
    expect(get('/subscriptions').headers).toMatchObject({ 'x-ms-ratelimit-remaining-tenant-reads': '249' });
  });

  test('every answer has ids of its own; the correlation id is the caller’s, if he gave one', () => {
    const { service, request } = armWithoutAPort();
    const asked = request('GET', '/subscriptions');
    const [first, second] = [service.answer(asked), service.answer({ ...asked, headers: { ...asked.headers, 'x-ms-correlation-request-id': 'mine' } })];
    expect(first.headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers['x-ms-correlation-request-id']).toBe(first.headers['x-ms-request-id']);
    expect(first.headers['x-ms-routing-request-id']).toMatch(/^LAB:\d{8}T\d{6}Z:[0-9a-f-]{36}$/);
    expect(second.headers['x-ms-request-id']).not.toBe(first.headers['x-ms-request-id']);
    expect(second.headers['x-ms-correlation-request-id']).toBe('mine');
  });

  test('Compute sends its own rate limit, lower for a list', () => {
    const { get } = armWithoutAPort();
    expect(get(`${spokeMachines}/runs`).headers['x-ms-ratelimit-remaining-resource']).toContain('LowCostGet');
    expect(get(spokeMachines).headers['x-ms-ratelimit-remaining-resource']).toContain('HighCostGet');
  });

  test('a single resource has its etag in a header too, a hub and a gateway and a list have not', () => {
    const { get } = armWithoutAPort();
    const etags = ['virtualNetworks/hub', 'virtualNetworks/hub/subnets/GatewaySubnet', 'virtualHubs/route-server', 'virtualNetworkGateways/vpn', 'virtualNetworks'].map(
      (path) => get(`${hubNetwork}/${path}`).headers['etag'],
    );
    expect(etags).toEqual([expect.stringMatching(/^W\/"/), etags[0], undefined, undefined, undefined]);
  });
});

test('what the Azure CLI asks of a cloud is answered without a token', () => {
  const { service, request } = armWithoutAPort();
  const response = service.answer({ ...request('GET', '/metadata/endpoints?api-version=2015-01-01'), headers: {} });
  expect(response).toMatchObject({ status: 200, body: { authentication: { loginEndpoint: 'https://lab/adfs', audiences: ['https://lab'] } } });
});
