import type { WireResponse } from '../http/exchange';
import { refuseAction, refuseApiVersion, scopeOf } from './access';
import { principal } from './testing/arm-without-a-port';

const codeOf = (response: WireResponse | undefined): string | undefined => (response?.body as { error: { code: string } } | undefined)?.error.code;

describe('api-version', () => {
  const refused = (query: string): string | undefined => codeOf(refuseApiVersion({ method: 'GET', url: new URL(`https://lab/subscriptions${query}`), headers: {}, body: '' }));

  test.each(['2025-05-01', '2025-04-01', '2022-01-01', '2015-01-01', '2022-06-01-preview'])('%s is taken', (version) => {
    expect(refused(`?api-version=${version}`)).toBeUndefined();
  });

  test('none is refused', () => {
    expect(refused('')).toBe('MissingApiVersionParameter');
  });

  test.each(['latest', '2024-13-01', '2024-1-1', '9999-01-01', '2024-01-01-beta'])('%s is refused', (version) => {
    expect(refused(`?api-version=${version}`)).toBe('InvalidApiVersionParameter');
  });
});

describe('the scope of a request', () => {
  const group = '/subscriptions/s/resourceGroups/g';
  const network = `${group}/providers/Microsoft.Network`;

  test.each([
    ['/subscriptions/s', '/subscriptions/s'],
    ['/subscriptions/s/resourceGroups', '/subscriptions/s'],
    ['/subscriptions/s/resourceGroups/g/resources', '/subscriptions/s/resourceGroups/g'],
    [group, group],
    ['/subscriptions/s/providers/Microsoft.Network/virtualNetworks', '/subscriptions/s'],
    [`${network}/virtualNetworks`, group],
    [`${network}/virtualNetworks/v`, `${network}/virtualNetworks/v`],
    [`${network}/virtualNetworks/v/subnets`, `${network}/virtualNetworks/v`],
    [`${network}/virtualNetworks/v/subnets/s`, `${network}/virtualNetworks/v/subnets/s`],
    [`${network}/networkInterfaces/n/effectiveRouteTable`, `${network}/networkInterfaces/n`],
  ])('of %s is %s', (path, scope) => {
    expect(scopeOf(path)).toBe(scope);
  });
});

describe('a denied action', () => {
  const action = 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action';
  const scope = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n';
  const isRefused = (denial: { action: string; scope?: string }): boolean => refuseAction([denial], principal, action, scope) !== undefined;

  test('is refused in the words of ARM, with client, object, action and scope', () => {
    expect(refuseAction([{ action }], principal, action, scope)).toMatchObject({
      status: 403,
      headers: { 'x-ms-failure-cause': 'gateway' },
      body: {
        error: {
          code: 'AuthorizationFailed',
          message: `The client '${principal.clientId}' with object id '${principal.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
        },
      },
    });
  });

  test('may be named with wildcards and in any case', () => {
    expect(isRefused({ action: 'microsoft.network/networkinterfaces/*' })).toBe(true);
    expect(isRefused({ action: '*/action' })).toBe(true);
    expect(isRefused({ action: '*/read' })).toBe(false);
  });

  test('may be limited to a scope, and holds for all that lies in it', () => {
    expect(isRefused({ action, scope: '/subscriptions/S' })).toBe(true);
    expect(isRefused({ action, scope })).toBe(true);
    expect(isRefused({ action, scope: '/subscriptions/s/resourceGroups/other' })).toBe(false);
    expect(isRefused({ action, scope: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n2' })).toBe(false);
  });
});
