import { named } from '../topologies/testing/named';
import { peeringId, routeServerId, routeTableId, subnetId, virtualMachineId, virtualNetworkId } from './resource-ids';
import { TopologyError } from './topology-error';
import { createWorld } from './world';

test('resources have the ids of ARM', () => {
  const { network, subnet, peering, routeServer, vm } = named('reference');
  const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/bluehubrg/providers/Microsoft.Network';
  expect(virtualNetworkId(network('bluehub-vnet1'))).toBe(`${group}/virtualNetworks/bluehub-vnet1`);
  expect(subnetId(network('bluehub-vnet1'), subnet('RouteServerSubnet'))).toBe(`${group}/virtualNetworks/bluehub-vnet1/subnets/RouteServerSubnet`);
  expect(peeringId(network('bluehub-vnet1'), peering('bluehub1-spoke1'))).toBe(`${group}/virtualNetworks/bluehub-vnet1/virtualNetworkPeerings/bluehub1-spoke1`);
  expect(routeServerId(routeServer())).toBe(`${group}/virtualHubs/myfirstrouteserver`);
  expect(virtualMachineId(vm('spoke1vm'))).toBe(
    '/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/bluespoke1rg/providers/Microsoft.Compute/virtualMachines/spoke1vm',
  );
});

test('an id finds its resource in any case, and nothing where there is none', () => {
  const { world, network, subnet, peering, routeTable } = named('reference');
  const hub = network('bluehub-vnet1');
  expect(world.virtualNetwork(virtualNetworkId(hub).toUpperCase())).toBe(hub);
  expect(world.subnet(subnetId(hub, subnet('RouteServerSubnet')).toLowerCase())).toEqual({ network: hub, subnet: subnet('RouteServerSubnet') });
  expect(world.peering(peeringId(hub, peering('bluehub1-spoke1')))).toMatchObject({ network: hub, remoteNetwork: network('bluespoke1-vnet1'), otherSide: peering('bluespoke1-hub1') });
  expect(world.routeTable(routeTableId(routeTable('bluespoke1rt')))).toBe(routeTable('bluespoke1rt'));
  expect(world.routeTable(virtualNetworkId(hub))).toBeUndefined();
});

test('refs are followed in both directions', () => {
  const { world, network, nic, routeTable, subnet, vm, addSecurityGroup, topology } = named('reference');
  nic('spoke1vm711_z1').networkSecurityGroup = addSecurityGroup('nsg');
  const place = { network: network('bluespoke1-vnet1'), subnet: subnet('bluespoke1-vnet1sub1') };
  expect(world.placeOf(nic('spoke1vm711_z1'))).toEqual(place);
  expect(world.networkInterfacesIn(place.subnet)).toEqual([nic('spoke1vm711_z1')]);
  expect(world.routeTableOf(place.subnet)).toBe(routeTable('bluespoke1rt'));
  expect(world.subnetsWith(routeTable('bluespoke1rt'))).toEqual([place]);
  expect(world.networkInterfacesOf(vm('spoke1vm'))).toEqual([nic('spoke1vm711_z1')]);
  expect(world.virtualMachineOf(nic('spoke1vm711_z1'))).toBe(vm('spoke1vm'));
  const [group] = topology.networkSecurityGroups;
  expect(world.networkSecurityGroupOf(nic('spoke1vm711_z1'))).toBe(group);
  expect(group && world.networkInterfacesWith(group)).toEqual([nic('spoke1vm711_z1')]);
});

test('a change of the topology shows in the next answer', () => {
  const { world, vm, nic, topology, subnet } = named('reference');
  vm('spoke1vm').networkInterfaces = [];
  subnet('bluespoke1-vnet1sub1').routeTable = 'bluespoke2rt';
  topology.routeServers.pop();
  expect(world.virtualMachineOf(nic('spoke1vm711_z1'))).toBeUndefined();
  expect(world.routeTableOf(subnet('bluespoke1-vnet1sub1'))?.name).toBe('bluespoke2rt');
  expect(topology.virtualNetworks.flatMap((network) => world.routeServersIn(network))).toEqual([]);
});

test('a ref that leads nowhere after a change is named when it is followed', () => {
  const { world, subnet, topology } = named('reference');
  topology.routeTables.shift();
  expect(() => world.routeTableOf(subnet('bluespoke1-vnet1sub1'))).toThrow(
    new TopologyError(['the route table of bluespoke1-vnet1sub1: there is no route table "bluespoke1rt"']),
  );
});

test('a world is not made of a topology with a wrong ref', () => {
  const { topology } = named('reference');
  topology.settings.hub = 'hub';
  expect(() => createWorld(topology)).toThrow(new TopologyError(['settings.hub: there is no virtual network "hub"']));
});

test('the settings may name a network that lies outside the topology', () => {
  const { world, network } = named('reference');
  const foreign = '/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n';
  expect(world.virtualNetworkIdOf('bluehub-vnet1')).toBe(virtualNetworkId(network('bluehub-vnet1')));
  expect(world.virtualNetworkIdOf(foreign)).toBe(foreign);
});

describe('the addresses that Azure takes', () => {
  test('are the first two free ones of the subnet for a Route Server', () => {
    const { world, routeServer, nic } = named('reference');
    expect(world.virtualRouterIps(routeServer())).toEqual(['10.0.1.4', '10.0.1.5']);
    Object.assign(nic('spoke1vm711_z1'), { subnet: 'bluehub-vnet1/RouteServerSubnet', privateIPAddresses: ['10.0.1.4'] });
    expect(world.virtualRouterIps(routeServer())).toEqual(['10.0.1.5', '10.0.1.6']);
  });

  test('are as many as fit, for Azure keeps the first four and the last', () => {
    const { world, routeServer, subnet } = named('reference');
    subnet('RouteServerSubnet').addressPrefixes = ['10.0.1.8/29'];
    expect(world.virtualRouterIps(routeServer())).toEqual(['10.0.1.12', '10.0.1.13']);
    subnet('RouteServerSubnet').addressPrefixes = ['10.0.1.8/30'];
    expect(world.virtualRouterIps(routeServer())).toEqual([]);
  });

  test('are none before a Route Server is provisioned, and those given where some are', () => {
    const { world, routeServer } = named('reference');
    routeServer().routingState = 'Provisioning';
    expect(world.virtualRouterIps(routeServer())).toEqual([]);
    routeServer().virtualRouterIps = ['10.0.1.9'];
    expect(world.virtualRouterIps(routeServer())).toEqual(['10.0.1.9']);
  });

  test('are different ones for gateways that share a subnet', () => {
    const { world, topology } = named('gateway-transit');
    const [vpn] = topology.virtualNetworkGateways;
    if (vpn) topology.virtualNetworkGateways.push({ ...vpn, name: 'er', gatewayType: 'ExpressRoute', activeActive: false });
    expect(topology.virtualNetworkGateways.map((gateway) => world.gatewayAddresses(gateway))).toEqual([['10.40.0.4', '10.40.0.5'], ['10.40.0.6']]);
  });

  test('never include the last one of the subnet', () => {
    const { world, topology, subnet } = named('gateway-transit');
    subnet('GatewaySubnet').addressPrefixes = ['10.40.0.0/29'];
    topology.virtualNetworkGateways.push(...topology.virtualNetworkGateways.map((vpn) => ({ ...vpn, name: 'er' })));
    expect(topology.virtualNetworkGateways.map((gateway) => world.gatewayAddresses(gateway))).toEqual([['10.40.0.4', '10.40.0.5'], ['10.40.0.6']]);
  });
});

test('an address is held by a machine, a Route Server, a gateway, a private endpoint or nobody, in one network and not in another', () => {
  const { world, network, subnet, nic, vm, routeServer } = named('reference');
  const hub = network('bluehub-vnet1');
  subnet('bluehub-vnet1sub1').privateEndpoints = [{ name: 'vault', privateIPAddress: '10.0.0.9' }];
  expect(world.holderOf(network('bluespoke1-vnet1'), '10.1.1.4')).toEqual({ kind: 'nic', nic: nic('spoke1vm711_z1'), vm: vm('spoke1vm') });
  expect(world.holderOf(hub, '10.0.1.5')).toEqual({ kind: 'route-server', routeServer: routeServer() });
  expect(world.holderOf(hub, '10.0.0.9')).toEqual({ kind: 'private-endpoint', name: 'vault' });
  expect(world.holderOf(hub, '10.1.1.4')).toBeUndefined();
  const transit = named('gateway-transit');
  expect(transit.world.holderOf(transit.network('greenhub'), '10.40.0.4')).toEqual({ kind: 'gateway', gateway: transit.topology.virtualNetworkGateways[0] });
});
