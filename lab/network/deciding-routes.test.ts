import { named, type Named } from '../topologies/testing/named';
import { decidingRoutes } from './deciding-routes';
import { effectiveRoutes } from './effective-routes';
import { describeRoute } from './loss';

const decision = ({ world, nic }: Named, name: string, address: string): string[] => decidingRoutes(effectiveRoutes(world, nic(name)), address).map(describeRoute);

test('the longest prefix decides', () => {
  expect(decision(named('reference'), 'spoke1vm711_z1', '10.2.1.4')).toEqual(['10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User, tospoke2)']);
  expect(decision(named('reference'), 'spoke1vm711_z1', '10.0.1.4')).toEqual(['10.0.0.0/16 → VNetGlobalPeering (Default)']);
  expect(decision(named('reference'), 'spoke1vm711_z1', '8.8.8.8')).toEqual(['0.0.0.0/0 → Internet (Default)']);
});

test('without the user route the other spoke still matches a row, which drops', () => {
  const it = named('reference');
  it.routeTable('bluespoke1rt').routes = [];
  expect(decision(it, 'spoke1vm711_z1', '10.2.1.4')).toEqual(['10.0.0.0/8 → None (Default)']);
});

test('an invalid row decides nothing', () => {
  const it = named('reference');
  it.routeTable('bluespoke1rt').routes.push({ name: 'hub', addressPrefix: '10.0.0.0/16', nextHopType: 'None' });
  expect(decision(it, 'spoke1vm711_z1', '10.0.1.4')).toEqual(['10.0.0.0/16 → None (User, hub)']);
});

test('rows of equal cost decide together', () => {
  expect(decision(named('nva-bgp'), 'redvm1nic', '10.22.1.4')).toEqual([
    '10.0.0.0/8 → VirtualNetworkGateway 10.20.2.4 (VirtualNetworkGateway)',
    '10.0.0.0/8 → VirtualNetworkGateway 10.20.2.5 (VirtualNetworkGateway)',
  ]);
});

test('a peering beats BGP, even a more specific route', () => {
  const it = named('nva-bgp');
  it.routeServer().bgpConnections.forEach((connection) => (connection.advertises = ['10.20.2.0/24']));
  expect(decision(it, 'redvm1nic', '10.20.2.4')).toEqual(['10.20.0.0/16 → VNetPeering (Default)']);
});

test('a user route beats a peering when it is more specific', () => {
  const it = named('reference');
  it.routeTable('bluespoke1rt').routes.push({ name: 'part', addressPrefix: '10.0.1.0/24', nextHopType: 'None' });
  expect(decision(it, 'spoke1vm711_z1', '10.0.1.4')).toEqual(['10.0.1.0/24 → None (User, part)']);
});

test('nothing decides for an address that no row contains', () => {
  expect(decision(named('reference'), 'spoke1vm711_z1', 'fd00::1')).toEqual([]);
});
