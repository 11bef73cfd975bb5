import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork } from '../testing/estate';

describe('a Route Server', () => {
  test('is a hub of its own kind that names neither IP configurations nor BGP connections', () => {
    const body = bodyOf(`${hubNetwork}/virtualHubs/route-server`);
    expect(body).toMatchObject({ kind: 'RouteServer', properties: { virtualRouterIps: ['10.0.1.4', '10.0.1.5'], routingState: 'Provisioned' } });
    expect(body.properties).not.toHaveProperty('ipConfigurations');
    expect(body.properties).not.toHaveProperty('bgpConnections');
  });

  test('that is still deploying has succeeded, and has no addresses', () => {
    const { topology, get } = armWithoutAPort();
    const [routeServer] = topology.routeServers;
    if (routeServer) routeServer.routingState = 'None';
    expect(get(`${hubNetwork}/virtualHubs/route-server`).body).toMatchObject({ properties: { provisioningState: 'Succeeded', routingState: 'None', virtualRouterIps: [] } });
  });

  test('has one IP configuration, in its subnet', () => {
    expect(armWithoutAPort().get(`${hubNetwork}/virtualHubs/route-server/ipConfigurations`).body).toMatchObject({
      value: [{ name: 'Default', properties: { subnet: { id: `${hubNetwork}/virtualNetworks/hub/subnets/RouteServerSubnet` } } }],
    });
  });

  test('sends the connection state of a BGP peer only where the topology has one', () => {
    expect(bodyOf(`${hubNetwork}/virtualHubs/route-server/bgpConnections/nva`).properties).toEqual({ provisioningState: 'Succeeded', peerIp: '10.0.3.4', peerAsn: 65_010 });
    expect(bodyOf(`${hubNetwork}/virtualHubs/route-server/bgpConnections/down`).properties['connectionState']).toBe('NotConnected');
  });
});
