import { named, type Named } from '../topologies/testing/named';
import { decidingRoutes } from './deciding-routes';
import { effectiveRoutes } from './effective-routes';
import { routeLines as table } from './testing/route-lines';
import { virtualNetworkTag } from './virtual-network-tag';
import { noneRanges, noneRangesIPv6 } from '../addresses/none-ranges';

const noneRows = noneRanges.map((range) => `Default Active ${range} None`);
const but = (...ranges: string[]): string[] => noneRows.filter((row) => !ranges.some((range) => row.includes(range)));

describe('the reference deployment', () => {
  test('has the effective routes that were seen on spoke 1, row by row', () => {
    const { world, nic } = named('reference');
    expect(table(world, nic('spoke1vm711_z1'))).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal',
      'Default Active 0.0.0.0/0 Internet',
      'Default Active 10.0.0.0/8 None',
      'Default Active 100.64.0.0/10 None',
      'Default Active 172.16.0.0/12 None',
      'Default Active 192.168.0.0/16 None',
      'Default Active 25.48.0.0/12 None',
      'Default Active 25.4.0.0/14 None',
      'Default Active 198.18.0.0/15 None',
      'Default Active 157.59.0.0/16 None',
      'Default Active 25.33.0.0/16 None',
      'Default Active 40.109.0.0/16 None',
      'Default Active 104.147.0.0/16 None',
      'Default Active 104.146.0.0/17 None',
      'Default Active 40.108.0.0/17 None',
      'Default Active 23.103.0.0/18 None',
      'Default Active 25.41.0.0/20 None',
      'Default Active 20.35.252.0/22 None',
      'User Active 10.2.1.0/24 VirtualAppliance 10.0.1.4 tospoke2',
      'Default Active 10.0.0.0/16 VNetGlobalPeering',
    ]);
  });

  test('has the mirror image on spoke 2', () => {
    const { world, nic } = named('reference');
    expect(table(world, nic('spoke2vm819_z1'))).toEqual([
      'Default Active 10.2.0.0/16 VnetLocal',
      'Default Active 0.0.0.0/0 Internet',
      ...noneRows,
      'User Active 10.1.1.0/24 VirtualAppliance 10.0.1.5 tospoke1',
      'Default Active 10.0.0.0/16 VNetGlobalPeering',
    ]);
  });

  test('has rows with all the fields of real traffic, and a name only on user routes', () => {
    const { world, nic } = named('reference');
    const rows = effectiveRoutes(world, nic('spoke1vm711_z1'));
    expect(JSON.stringify(rows[0])).toBe(
      '{"disableBgpRoutePropagation":false,"source":"Default","state":"Active","hasBgpOverride":false,"addressPrefix":["10.1.0.0/16"],' +
        '"nextHopType":"VnetLocal","nextHopIpAddress":[],"destinationServiceTags":[],"tagMap":{}}',
    );
    expect(rows.filter((row) => 'name' in row).map(({ name }) => name)).toEqual(['tospoke2']);
  });
});

describe('a peering', () => {
  test('is VNetPeering within a region', () => {
    const { world, nic, network } = named('reference');
    network('bluehub-vnet1').location = 'AustraliaEast';
    expect(table(world, nic('spoke1vm711_z1')).at(-1)).toBe('Default Active 10.0.0.0/16 VNetPeering');
  });

  test.each(['bluehub1-spoke1', 'bluespoke1-hub1'])('gives no row while the side %s is not Connected', (side) => {
    const { world, nic, peering } = named('reference');
    peering(side).peeringState = 'Disconnected';
    expect(table(world, nic('spoke1vm711_z1')).at(-1)).toBe('User Active 10.2.1.0/24 VirtualAppliance 10.0.1.4 tospoke2');
  });

  test('gives no row while the other side is missing', () => {
    const { world, nic, network } = named('reference');
    network('bluehub-vnet1').peerings.shift();
    expect(table(world, nic('spoke1vm711_z1')).join('\n')).not.toContain('Peering');
  });

  test('gives rows for the address space last synced, not for that of today', () => {
    const { world, nic, network, peering } = named('reference');
    network('bluehub-vnet1').addressPrefixes.push('10.100.0.0/16');
    expect(table(world, nic('spoke1vm711_z1')).slice(-2)).toEqual(['Default Active 10.0.0.0/16 VNetGlobalPeering', 'Default Active 10.100.0.0/16 VNetGlobalPeering']);
    peering('bluespoke1-hub1').syncedRemotePrefixes = ['10.0.0.0/16'];
    expect(table(world, nic('spoke1vm711_z1')).at(-1)).toBe('Default Active 10.0.0.0/16 VNetGlobalPeering');
    expect(table(world, nic('spoke1vm711_z1')).join('\n')).not.toContain('10.100.0.0/16');
  });

  test('keeps its row when access is not allowed: that setting narrows a service tag', () => {
    const { world, nic, peering } = named('reference');
    peering('bluespoke1-hub1').allowVirtualNetworkAccess = false;
    expect(table(world, nic('spoke1vm711_z1')).at(-1)).toBe('Default Active 10.0.0.0/16 VNetGlobalPeering');
  });

  test('becomes Invalid under a user route of the same prefix', () => {
    const { world, nic, routeTable } = named('reference');
    routeTable('bluespoke1rt').routes.push({ name: 'tohub', addressPrefix: '10.0.0.0/16', nextHopType: 'None' });
    expect(table(world, nic('spoke1vm711_z1')).slice(-2)).toEqual(['User Active 10.0.0.0/16 None tohub', 'Default Invalid 10.0.0.0/16 VNetGlobalPeering']);
  });
});

describe('the None rows', () => {
  test('are without the range that an address space of the network equals', () => {
    const { world, nic, network } = named('reference');
    network('bluespoke1-vnet1').addressPrefixes.push('192.168.0.0/16');
    expect(table(world, nic('spoke1vm711_z1')).slice(1, -2)).toEqual(['Default Active 192.168.0.0/16 VnetLocal', 'Default Active 0.0.0.0/0 Internet', ...but('192.168.0.0/16')]);
  });

  test('are without the ranges that a peered address space covers', () => {
    const { world, nic, network } = named('reference');
    network('bluehub-vnet1').addressPrefixes.push('172.0.0.0/8');
    expect(table(world, nic('spoke1vm711_z1')).slice(2, -3)).toEqual(but('172.16.0.0/12'));
  });

  test('are gone when a user route replaces the default route, which becomes Invalid', () => {
    const { world, nic, routeTable } = named('reference');
    routeTable('bluespoke1rt').routes = [{ name: 'all', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }];
    expect(table(world, nic('spoke1vm711_z1'))).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal',
      'Default Invalid 0.0.0.0/0 Internet',
      'User Active 0.0.0.0/0 VirtualAppliance 10.0.1.4 all',
      'Default Active 10.0.0.0/16 VNetGlobalPeering',
    ]);
  });

  test('are gone when a default route is learned by BGP', () => {
    const { world, nic, routeServer } = named('reference');
    routeServer().bgpConnections.push({ name: 'nva', peerIp: '10.0.0.4', peerAsn: 65001, provisioningState: 'Succeeded', advertises: ['0.0.0.0/0'] });
    expect(table(world, nic('spoke1vm711_z1')).slice(0, 3)).toEqual([
      'Default Active 10.1.0.0/16 VnetLocal',
      'Default Invalid 0.0.0.0/0 Internet',
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.0.0.4',
    ]);
  });
});

describe('routes learned by BGP', () => {
  const learned = (...args: Parameters<typeof table>): string[] => table(...args).filter((row) => row.startsWith('VirtualNetworkGateway'));

  test('are a row for each peer at equal cost, with the peer as next hop, and rule out the None row', () => {
    const { world, nic } = named('nva-bgp');
    expect(table(world, nic('redvm1nic'))).toEqual([
      'Default Active 10.21.0.0/16 VnetLocal',
      'Default Active 0.0.0.0/0 Internet',
      'Default Invalid 10.0.0.0/8 None',
      ...but('10.0.0.0/8'),
      'VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.20.2.4',
      'VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.20.2.5',
      'Default Active 10.20.0.0/16 VNetPeering',
    ]);
  });

  test('reach the network of the Route Server itself', () => {
    const { world, nic } = named('nva-bgp');
    expect(learned(world, nic('rednva1nic'))).toHaveLength(2);
  });

  test('lose to a peering of the same prefix', () => {
    const { world, nic, routeServer } = named('nva-bgp');
    routeServer().bgpConnections.forEach((connection) => (connection.advertises = ['10.20.0.0/16']));
    expect(table(world, nic('redvm1nic')).slice(-3)).toEqual([
      'VirtualNetworkGateway Invalid 10.20.0.0/16 VirtualNetworkGateway 10.20.2.4',
      'VirtualNetworkGateway Invalid 10.20.0.0/16 VirtualNetworkGateway 10.20.2.5',
      'Default Active 10.20.0.0/16 VNetPeering',
    ]);
  });

  test.each([
    ['the spoke does not use remote gateways', (it: Named) => (it.peering('redspoke1-redhub').useRemoteGateways = false)],
    ['the hub does not offer its own', (it: Named) => (it.peering('redhub-redspoke1').allowGatewayTransit = false)],
    ['the Route Server is not provisioned', (it: Named) => (it.routeServer().routingState = 'Provisioning')],
    ['no session is up', (it: Named) => it.routeServer().bgpConnections.forEach((one) => (one.connectionState = 'NotConnected'))],
    ['no peering with the appliances has succeeded', (it: Named) => it.routeServer().bgpConnections.forEach((one) => (one.provisioningState = 'Failed'))],
    ['no instance has learned them', (it: Named) => it.routeServer().bgpConnections.forEach((one) => (one.learnedBy = []))],
  ])('are not there when %s', (_, change) => {
    const it = named('nva-bgp');
    change(it);
    expect(learned(it.world, it.nic('redvm1nic'))).toEqual([]);
  });

  test('are not there when the route table turns propagation off, and every row says so', () => {
    const { world, nic, routeTable } = named('gateway-transit');
    expect(learned(world, nic('greenvm1nic'))).toEqual(['VirtualNetworkGateway Active 192.168.40.0/24 VirtualNetworkGateway 10.40.0.4 10.40.0.5']);
    routeTable('greenspoke1rt').disableBgpRoutePropagation = true;
    expect(learned(world, nic('greenvm1nic'))).toEqual([]);
    expect(effectiveRoutes(world, nic('greenvm1nic')).every((row) => row.disableBgpRoutePropagation)).toBe(true);
  });
});

test('a user route to the gateway has no next hop address', () => {
  const { world, nic } = named('gateway-transit');
  expect(table(world, nic('greenvm1nic'))).toContain('User Active 10.42.0.0/16 VirtualNetworkGateway tospoke2');
});

test('a service endpoint is one row with several prefixes', () => {
  const { world, nic, subnet } = named('reference');
  subnet('bluespoke1-vnet1sub1').serviceEndpoints = ['Microsoft.Storage'];
  expect(table(world, nic('spoke1vm711_z1'))).toContain('Default Active 20.38.96.0/23,20.60.0.0/24,52.239.128.0/24 VirtualNetworkServiceEndpoint');
});

test('a service that the lab does not know is an error, not an empty row', () => {
  const { world, nic, subnet } = named('reference');
  subnet('bluespoke1-vnet1sub1').serviceEndpoints = ['Microsoft.Cloudy'];
  expect(() => effectiveRoutes(world, nic('spoke1vm711_z1'))).toThrow(
    'The lab knows no prefixes of the service Microsoft.Cloudy; it knows Microsoft.Storage, Microsoft.Sql, Microsoft.KeyVault.',
  );
});

test('a peer that advertises another next hop than itself is not in the rows, which lead there once', () => {
  const { world, nic, routeServer } = named('nva-bgp');
  for (const connection of routeServer().bgpConnections) connection.nextHop = '10.20.2.10';
  expect(table(world, nic('redvm1nic')).filter((row) => row.startsWith('VirtualNetworkGateway'))).toEqual([
    'VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 10.20.2.10',
  ]);
});

test('a private endpoint of the hub is a host row in hub and spokes', () => {
  const { world, nic, subnet } = named('reference');
  subnet('bluehub-vnet1sub1').privateEndpoints = [{ name: 'vault', privateIPAddress: '10.0.0.9' }];
  expect(table(world, nic('spoke1vm711_z1'))).toContain('Default Active 10.0.0.9/32 InterfaceEndpoint');
});

test('IPv6 rows are there when the network has an IPv6 address space', () => {
  const { world, nic, network } = named('reference');
  network('bluespoke1-vnet1').addressPrefixes.push('fd00:1::/48');
  expect(table(world, nic('spoke1vm711_z1')).filter((row) => row.includes(':'))).toEqual([
    'Default Active fd00:1::/48 VnetLocal',
    'Default Active ::/0 Internet',
    ...noneRangesIPv6.map((range) => `Default Active ${range} None`),
  ]);
});

test('a user route for a service tag is a row of public prefixes, and decides for no private address', () => {
  const { world, nic, routeTable } = named('reference');
  routeTable('bluespoke1rt').routes.push({ name: 'store', addressPrefix: 'Storage.WestEurope', nextHopType: 'Internet' });
  const rows = effectiveRoutes(world, nic('spoke1vm711_z1'));
  expect(rows.filter(({ name }) => name === 'store')).toEqual([
    {
      name: 'store',
      disableBgpRoutePropagation: false,
      source: 'User',
      state: 'Active',
      hasBgpOverride: false,
      addressPrefix: ['20.38.96.0/23', '20.60.0.0/24', '52.239.128.0/24'],
      nextHopType: 'Internet',
      nextHopIpAddress: [],
      destinationServiceTags: ['Storage.WestEurope'],
      tagMap: {},
    },
  ]);
  expect(decidingRoutes(rows, '10.2.1.4').map(({ name }) => name)).toEqual(['tospoke2']);
  expect(virtualNetworkTag(world, nic('spoke1vm711_z1'))).toEqual(['10.1.0.0/16', '10.0.0.0/16', '10.2.1.0/24', '168.63.129.16/32']);
});

test('what a gateway has learned leads to the gateway, or to the addresses at the provider’s edge, each in a row', () => {
  const { world, nic, topology } = named('gateway-transit');
  for (const gateway of topology.virtualNetworkGateways) gateway.learnedPrefixes = [{ prefix: '192.168.1.0/24' }, { prefix: '192.168.2.0/24', nextHops: ['172.16.255.4', '172.16.255.5'] }];
  expect(table(world, nic('greenvm1nic')).filter((row) => row.startsWith('VirtualNetworkGateway'))).toEqual([
    'VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway 10.40.0.4 10.40.0.5',
    'VirtualNetworkGateway Active 192.168.2.0/24 VirtualNetworkGateway 172.16.255.4',
    'VirtualNetworkGateway Active 192.168.2.0/24 VirtualNetworkGateway 172.16.255.5',
  ]);
});
