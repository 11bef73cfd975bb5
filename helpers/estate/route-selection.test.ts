import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWithin } from './prefix';
import { decidingRoutes, matchingRoutes } from './route-selection';
import type { EffectiveRoute } from './survey';
import { effective, systemRoutes, userRoute } from './testing/reference-network';

/** The deciding rows as `prefix type address`. */
const decide = (routes: readonly EffectiveRoute[], address: string): string[] =>
  decidingRoutes(routes, address).map(({ route, prefix }) => [prefix, route.nextHopType, ...route.nextHopIpAddresses].join(' '));

const bgp = (prefix: string, address: string): EffectiveRoute => effective('VirtualNetworkGateway', prefix, 'VirtualNetworkGateway', { nextHopIpAddresses: [address] });

describe('The route that decides', () => {
  const routes = [...systemRoutes('10.1.0.0/16'), userRoute('tospoke2', '10.2.1.0/24', '10.0.1.4')];

  test.each([
    ['10.2.1.4', '10.2.1.0/24 VirtualAppliance 10.0.1.4'],
    ['10.2.2.4', '10.0.0.0/8 None'],
    ['10.1.1.4', '10.1.0.0/16 VnetLocal'],
    ['10.0.1.4', '10.0.0.0/16 VNetGlobalPeering'],
    ['8.8.8.8', '0.0.0.0/0 Internet'],
  ])('on a NIC of the reference deployment, for %s is %s', (address, expected) => {
    expect(decide(routes, address)).toEqual([expected]);
  });

  test('of equal prefixes is the user route, then the BGP route, then the system route', () => {
    const rows = [effective('Default', '10.2.0.0/16', 'None'), bgp('10.2.0.0/16', '10.0.0.4'), userRoute('u', '10.2.0.0/16', '10.0.0.9')];
    expect(decide(rows, '10.2.1.4')).toEqual(['10.2.0.0/16 VirtualAppliance 10.0.0.9']);
    expect(decide(rows.slice(0, 2), '10.2.1.4')).toEqual(['10.2.0.0/16 VirtualNetworkGateway 10.0.0.4']);
  });

  test('of equal-cost rows is each of them', () => {
    expect(decide([bgp('10.2.0.0/16', '10.0.0.4'), bgp('10.2.0.0/16', '10.0.0.5')], '10.2.1.4')).toEqual(['10.2.0.0/16 VirtualNetworkGateway 10.0.0.4', '10.2.0.0/16 VirtualNetworkGateway 10.0.0.5']);
  });

  test.each(['VnetLocal', 'VNetPeering', 'VnetGlobalPeering', 'VirtualNetworkServiceEndpoint'])('of the system is %s even where BGP is more specific, but not where a user route is', (type) => {
    const system = effective('Default', '10.2.0.0/16', type);
    expect(decide([system, bgp('10.2.1.0/24', '10.0.0.4')], '10.2.1.4')).toEqual([`10.2.0.0/16 ${type}`]);
    expect(decide([system, bgp('10.2.1.0/24', '10.0.0.4'), userRoute('u', '10.2.1.4/32', '10.0.0.9')], '10.2.1.4')).toEqual(['10.2.1.4/32 VirtualAppliance 10.0.0.9']);
    expect(decide([{ ...system, state: 'Invalid' }, bgp('10.2.1.0/24', '10.0.0.4')], '10.2.1.4')).toEqual(['10.2.1.0/24 VirtualNetworkGateway 10.0.0.4']);
  });

  test("is BGP's where the system's less specific row leads to None", () => {
    expect(decide([effective('Default', '10.0.0.0/8', 'None'), bgp('10.2.0.0/16', '10.0.0.4')], '10.2.1.4')).toEqual(['10.2.0.0/16 VirtualNetworkGateway 10.0.0.4']);
  });

  test('is never an Invalid one, nor one whose prefix is a service tag', () => {
    expect(decide([effective('User', '10.2.1.0/24', 'None', { state: 'Invalid' }), effective('User', 'Storage', 'Internet')], '10.2.1.4')).toEqual([]);
  });

  test('of a row with several prefixes goes by the longest that matches', () => {
    const several = effective('Default', '', 'VNetPeering', { addressPrefixes: ['10.2.0.0/16', '10.2.1.0/24', '10.9.0.0/16'] });
    expect(decide([several, effective('Default', '10.2.0.0/20', 'None')], '10.2.1.4')).toEqual(['10.2.1.0/24 VNetPeering']);
  });

  test('is none for what is no address', () => {
    expect(decide(routes, 'spoke2vm')).toEqual([]);
  });
});

describe('The routes that match', () => {
  test('come longest first, Invalid ones among them', () => {
    const rows = [...systemRoutes('10.1.0.0/16'), { ...userRoute('u', '10.2.1.0/24', '10.0.1.4'), state: 'Invalid' }];
    expect(matchingRoutes(rows, '10.2.1.4').map(({ prefix, route }) => `${prefix} ${route.state}`)).toEqual(['10.2.1.0/24 Invalid', '10.0.0.0/8 Active', '0.0.0.0/0 Active']);
  });
});

describe('Whatever the routes', () => {
  const octet = fc.constantFrom(0, 1, 2, 128, 255);
  const address = fc.tuple(fc.constant(10), octet, octet, octet).map((octets) => octets.join('.'));
  const prefix = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([base, length]) => `${base}/${length}`);
  const route = fc.record({
    source: fc.constantFrom('Default', 'User', 'VirtualNetworkGateway'),
    state: fc.constantFrom('Active', 'Invalid'),
    addressPrefixes: fc.array(prefix, { minLength: 1, maxLength: 3 }),
    nextHopType: fc.constantFrom('VnetLocal', 'VNetPeering', 'None', 'Internet', 'VirtualAppliance', 'VirtualNetworkGateway'),
    nextHopIpAddresses: fc.constant<string[]>([]),
  });

  test('a deciding row is Active and contains the address, and no Active row of its source has a longer prefix that does', () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 12 }), address, (routes, destination) => {
        const lengthsOf = (rows: readonly EffectiveRoute[]): number[] => rows.flatMap(({ addressPrefixes }) => addressPrefixes.filter((text) => isWithin(destination, [text])).map((text) => Number(text.split('/')[1])));
        for (const { route: row, prefix: chosen, length } of decidingRoutes(routes, destination)) {
          expect(row.state).toBe('Active');
          expect(isWithin(destination, [chosen])).toBe(true);
          expect(Math.max(...lengthsOf(routes.filter(({ state, source }) => state === 'Active' && source === row.source)))).toBe(length);
        }
      }),
    );
  });

  test('a row decides exactly when an Active one matches', () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 12 }), address, (routes, destination) => {
        const matches = routes.some(({ state, addressPrefixes }) => state === 'Active' && isWithin(destination, addressPrefixes));
        expect(decidingRoutes(routes, destination).length > 0).toBe(matches);
      }),
    );
  });
});
