import { expect, test } from '@jest/globals';
import { expectedNextHop, nextHopWords, transitWords } from './transit-words';

test('the transit and next hops have words', () => {
  expect(transitWords({ kind: 'route-server' })).toBe('the Route Server');
  expect(transitWords({ kind: 'gateway' })).toBe('the virtual network gateway');
  expect(transitWords({ kind: 'addresses', addresses: ['10.0.0.4'] })).toBe('the transit 10.0.0.4');
  expect(nextHopWords({ nextHopType: 'VirtualAppliance', nextHopIpAddresses: ['10.0.1.4'] })).toBe('VirtualAppliance 10.0.1.4');
  expect(expectedNextHop({ kind: 'gateway', notThese: [], exists: true })).toBe('VirtualNetworkGateway');
});
