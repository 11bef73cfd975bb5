import { describe, expect, test } from '@jest/globals';
import { bestConfiguredRoute } from './route-table-selection';
import { routeTable } from './testing/reference-network';

const { routes } = routeTable('/x/routeTables/rt', [
  ['all', '10.0.0.0/8', 'VirtualAppliance', '10.0.1.4'],
  ['spoke2', '10.2.0.0/16', 'VirtualAppliance', '10.0.1.5'],
  ['one', '10.2.1.4/32', 'None'],
  ['tag', 'AzureCloud', 'Internet'],
]);

describe('The configured route that matches best', () => {
  test.each([
    ['10.2.1.4', 'one'],
    ['10.2.1.5', 'spoke2'],
    ['10.3.0.4', 'all'],
    ['8.8.8.8', undefined],
    ['AzureCloud', undefined],
  ])('for %s is %s', (address, expected) => {
    expect(bestConfiguredRoute(routes, address)?.name).toBe(expected);
  });
});
