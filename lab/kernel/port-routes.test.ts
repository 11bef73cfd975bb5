import type { Forwarder } from '../topology/forwarders';
import { named, type Named } from '../topologies/testing/named';
import { layOut } from './layout';
import { pickedRoutes, portRoutes } from './port-routes';

/** `10.2.1.0/24 → myfirstrouteserver-0`, for each route of the only port of a node; less what goes nowhere, if not asked for. */
function routesOf(it: Named, namespace: string, what: 'that lead somewhere' | 'all' = 'that lead somewhere'): string[] {
  const nodes = layOut(it.world);
  const node = nodes.find((candidate) => candidate.namespace === namespace);
  const [port] = node?.ports ?? [];
  if (!node || !port) throw new Error(`There is no ${namespace}.`);
  return portRoutes(it.world, nodes, node, port)
    .filter(({ target }) => what === 'all' || target.to !== 'nowhere')
    .map(({ prefix, target }) => {
      if (target.to === 'nowhere') return `${prefix} → nowhere`;
      return `${prefix} → ${target.to === 'network' ? target.network.name : (nodes.find(({ ports }) => ports.includes(target.port))?.namespace ?? '')}`;
    });
}

test('a firewall routes as an instance does, and can be a next hop', () => {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'firewall', privateIPAddress: '10.0.0.68' }];
  Object.assign(it.routeTable('bluespoke1rt').routes[0] ?? {}, { nextHopIpAddress: '10.0.0.68' });
  expect(routesOf(it, 'spoke1vm')).toContain('10.2.1.0/24 → firewall');
  expect(routesOf(it, 'firewall')).toEqual(routesOf(it, 'myfirstrouteserver-0'));
});

test('a NIC’s rows lead to networks, and to the instance that a user route names', () => {
  expect(routesOf(named('reference'), 'spoke1vm')).toEqual(['10.1.0.0/16 → bluespoke1-vnet1', '10.2.1.0/24 → myfirstrouteserver-0', '10.0.0.0/16 → bluehub-vnet1']);
});

test('None and Internet lead nowhere, silently', () => {
  const nowhere = routesOf(named('reference'), 'spoke1vm', 'all').filter((route) => route.endsWith('nowhere'));
  expect(nowhere).toContain('0.0.0.0/0 → nowhere');
  expect(nowhere).toContain('10.0.0.0/8 → nowhere');
  expect(nowhere).toHaveLength(17);
});

test('a row that is Invalid is none', () => {
  const it = named('reference');
  it.routeTable('bluespoke1rt').routes.push({ name: 'shadow', addressPrefix: '10.0.0.0/16', nextHopType: 'None' });
  expect(routesOf(it, 'spoke1vm', 'all').filter((route) => route.startsWith('10.0.0.0/16'))).toEqual(['10.0.0.0/16 → nowhere']);
});

test.each<[string, string]>([
  ['nobody has', '10.0.0.77'],
  ['lies in no network that is peered', '10.2.1.4'],
])('a next hop that %s leads nowhere', (_, nextHopIpAddress) => {
  const it = named('reference');
  Object.assign(it.routeTable('bluespoke1rt').routes[0] ?? {}, { nextHopIpAddress });
  expect(routesOf(it, 'spoke1vm', 'all')).toContain('10.2.1.0/24 → nowhere');
});

test('without the other side of its peering a network is not reached', () => {
  const it = named('reference');
  it.network('bluehub-vnet1').peerings.length = 0;
  expect(routesOf(it, 'spoke1vm')).toEqual(['10.1.0.0/16 → bluespoke1-vnet1']);
});

test('an instance knows its own network and the peered ones, whatever any route table says', () => {
  expect(routesOf(named('reference'), 'myfirstrouteserver-1')).toEqual(['10.0.0.0/16 → bluehub-vnet1', '10.1.0.0/16 → bluespoke1-vnet1', '10.2.0.0/16 → bluespoke2-vnet1']);
});

test.each<[string, NonNullable<Forwarder['probe']>, (it: Named) => unknown, string[]]>([
  ['with a probe hands on nothing before it has probed', { port: 22 }, () => undefined, []],
  ['without one hands on to one machine', 'none', () => undefined, ['0.0.0.0/0 → rednva1']],
  ['without one takes the machine that does not run, if there is one', 'none', (it) => (it.vm('rednva2').powerState = 'stopped'), []],
])('a load balancer %s', (_, probe, change, routes) => {
  const it = named('nva-bgp');
  it.subnet('appliances').forwarders = [{ name: 'balancer', privateIPAddress: '10.20.2.100', kind: 'load-balancer', backends: ['rednva1nic', 'rednva2nic'], probe }];
  change(it);
  expect(routesOf(it, 'balancer')).toEqual(routes);
});

test('of two next hops at equal cost, neighbouring NICs take different ones', () => {
  const it = named('nva-bgp');
  expect(routesOf(it, 'redvm1')).toContain('10.0.0.0/8 → rednva1');
  expect(routesOf(it, 'redvm2')).toContain('10.0.0.0/8 → rednva2');
});

test('a BGP route within the network or a peered one is beaten, however long it is', () => {
  const it = named('nva-bgp');
  for (const peer of it.routeServer().bgpConnections) peer.advertises.push('10.20.2.0/24', '10.22.1.0/24');
  expect(routesOf(it, 'redvm1', 'all').filter((route) => /\/24/.test(route))).toEqual(['10.22.1.0/24 → rednva1']);
});

describe('a route to the virtual network gateway', () => {
  test('leads to that of the hub, where the spoke uses it', () => {
    expect(routesOf(named('gateway-transit'), 'greenvm1')).toContain('10.42.0.0/16 → greenvpngateway');
  });

  test.each<[string, (it: Named) => unknown]>([
    ['the spoke does not use it', (it) => (it.peering('spoke1-to-hub').useRemoteGateways = false)],
    ['the hub does not offer it', (it) => (it.peering('hub-to-spoke1').allowGatewayTransit = false)],
    ['it is one for ExpressRoute', (it) => it.topology.virtualNetworkGateways.forEach((gateway) => (gateway.gatewayType = 'ExpressRoute'))],
    ['there is none', (it) => (it.topology.virtualNetworkGateways.length = 0)],
  ])('leads nowhere where %s', (_, change) => {
    const it = named('gateway-transit');
    change(it);
    expect(routesOf(it, 'greenvm1', 'all')).toContain('10.42.0.0/16 → nowhere');
  });

  test('and the gateway knows those spokes only that use it', () => {
    const it = named('gateway-transit');
    it.peering('spoke2-to-hub').useRemoteGateways = false;
    expect(routesOf(it, 'greenvpngateway')).toEqual(['10.40.0.0/16 → greenhub', '10.41.0.0/16 → greenspoke1']);
  });
});

test('a route table on GatewaySubnet comes before the peerings of a gateway, and leaves to them what it has no other place for', () => {
  const it = named('gateway-transit');
  const { subscription, resourceGroup, location } = it.network('greenhub');
  it.subnet('RouteServerSubnet').forwarders = [{ name: 'firewall', privateIPAddress: '10.40.1.9' }];
  it.subnet('GatewaySubnet').routeTable = 'gatewayroutes';
  it.topology.routeTables.push({
    ...{ name: 'gatewayroutes', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
    routes: [
      { name: 'drop', addressPrefix: '10.42.1.0/24', nextHopType: 'None' },
      { name: 'local', addressPrefix: '10.42.1.4/32', nextHopType: 'VnetLocal' },
      { name: 'divert', addressPrefix: '10.41.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.1.9' },
      { name: 'tag', addressPrefix: 'Storage', nextHopType: 'None' },
      { name: 'stale', addressPrefix: '10.41.2.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.1.77' },
    ],
  });
  expect(routesOf(it, 'greenvpngateway', 'all')).toEqual([
    '10.42.1.0/24 → nowhere',
    '10.42.1.4/32 → greenspoke2',
    '10.41.0.0/16 → firewall',
    '10.41.2.0/24 → nowhere',
    '10.40.0.0/16 → greenhub',
    '10.42.0.0/16 → greenspoke2',
  ]);
});

describe('of stateful appliances at equal cost', () => {
  const picksOf = (it: Named): string[] => {
    const nodes = layOut(it.world);
    const ports = nodes.flatMap((node) => node.ports.map((port) => ({ node, port })));
    return ports.flatMap(({ node, port }) =>
      pickedRoutes(it.world, nodes, port).map(({ source, destination, target }) => `${node.namespace}: ${source} → ${destination}: ${target.to === 'port' ? (target.port.addresses[0] ?? '') : target.to}`),
    );
  };

  test('one is picked for each connection of a NIC', () => {
    const it = named('nva-bgp');
    for (const name of ['rednva1', 'rednva2']) it.vm(name).stateful = true;
    expect(picksOf(it)).toEqual(['redvm1: 10.21.1.4 → 10.22.1.4: 10.20.2.5', 'redvm2: 10.22.1.4 → 10.21.1.4: 10.20.2.5']);
    it.vm('rednva2').powerState = 'stopped';
    expect(picksOf(it)).toEqual(['redvm1: 10.21.1.4 → 10.22.1.4: nowhere', 'redvm2: 10.22.1.4 → 10.21.1.4: nowhere']);
  });

  test('none is where one of them is not stateful', () => {
    const it = named('nva-bgp');
    it.vm('rednva1').stateful = true;
    expect(picksOf(it)).toEqual([]);
  });
});

test('what is sent to on-premises goes to the gateway where it is turned round, and nowhere in all other cases', () => {
  const it = named('gateway-transit');
  for (const table of it.topology.routeTables) table.routes = [];
  const [gateway] = it.topology.virtualNetworkGateways;
  Object.assign(gateway ?? {}, { learnedPrefixes: [{ prefix: '192.168.1.0/24' }, { prefix: '192.168.2.0/24', nextHops: ['172.16.255.4', '172.16.255.5'] }] });
  const learned = (): string[] => routesOf(it, 'greenvm1', 'all').filter((line) => /^192\.168\.[12]\./.test(line));
  expect(learned()).toEqual(['192.168.1.0/24 → nowhere', '192.168.2.0/24 → nowhere']);
  Object.assign(gateway ?? {}, { hairpin: true });
  expect(learned()).toEqual(['192.168.1.0/24 → greenvpngateway', '192.168.2.0/24 → greenvpngateway']);
});
