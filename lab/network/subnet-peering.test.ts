import { named } from '../topologies/testing/named';
import { routeLines as table } from './testing/route-lines';
import { virtualNetworkTag } from './virtual-network-tag';

describe('a subnet peering', () => {
  function subnetPeering(): ReturnType<typeof named> {
    const it = named('reference');
    it.network('bluespoke1-vnet1').subnets.push({ name: 'second', addressPrefixes: ['10.1.2.0/24'] });
    it.subnet('RouteServerSubnet').privateEndpoints = [{ name: 'inside', privateIPAddress: '10.0.1.9' }];
    it.subnet('bluehub-vnet1sub1').privateEndpoints = [{ name: 'outside', privateIPAddress: '10.0.0.9' }];
    Object.assign(it.peering('bluehub1-spoke1'), { peerCompleteVnets: false, localSubnetNames: ['RouteServerSubnet'], remoteSubnetNames: ['bluespoke1-vnet1sub1'] });
    Object.assign(it.peering('bluespoke1-hub1'), { peerCompleteVnets: false, localSubnetNames: ['bluespoke1-vnet1sub1'], remoteSubnetNames: ['RouteServerSubnet'] });
    return it;
  }

  test('gives rows for the prefixes of the subnets that it names, and for private endpoints in them alone', () => {
    const { world, nic } = subnetPeering();
    expect(table(world, nic('spoke1vm711_z1')).slice(-3)).toEqual([
      'Default Active 10.0.1.9/32 InterfaceEndpoint',
      'User Active 10.2.1.0/24 VirtualAppliance 10.0.1.4 tospoke2',
      'Default Active 10.0.1.0/24 VNetGlobalPeering',
    ]);
    expect(virtualNetworkTag(world, nic('spoke1vm711_z1'))).toEqual(['10.1.0.0/16', '10.0.1.0/24', '10.2.1.0/24', '168.63.129.16/32']);
  });

  test('gives none to a NIC in a subnet that it does not name, and no routes learned by BGP', () => {
    const it = subnetPeering();
    it.routeServer().bgpConnections.push({ name: 'nva', peerIp: '10.0.0.4', peerAsn: 65001, provisioningState: 'Succeeded', advertises: ['10.9.0.0/16'] });
    const learned = 'VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway 10.0.0.4';
    expect(table(it.world, it.nic('spoke1vm711_z1'))).toContain(learned);
    Object.assign(it.nic('spoke1vm711_z1'), { subnet: 'bluespoke1-vnet1/second', privateIPAddresses: ['10.1.2.4'] });
    expect(table(it.world, it.nic('spoke1vm711_z1')).filter((row) => /Peering|Gateway/.test(row))).toEqual([]);
  });
});
