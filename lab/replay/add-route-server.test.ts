import { hubId, hubRoom, refused, routeServerId, type RecordedParts } from './testing/recorded';
import { rebuilt } from './testing/rebuilt';

describe('The Route Server and the transit', () => {
  const learnedBy = (learned: Record<string, string[]>, connectionState?: 'NotConnected', nextHop?: string) => (it: RecordedParts): void => {
    const routes = Object.fromEntries(Object.entries(learned).map(([role, networks]) => [role, networks.map((network) => ({ network, ...(nextHop !== undefined && { nextHop }) }))]));
    it.routeServer().bgpConnections = {
      status: 'read',
      value: [{ id: `${routeServerId}/bgpConnections/nva`, name: 'nva', provisioningState: 'Succeeded', peerIp: '10.0.0.4', peerAsn: 65001, ...(connectionState && { connectionState }), learnedRoutes: { status: 'read', value: routes } }],
    };
  };

  test.each<[string, (it: RecordedParts) => void, object]>([
    ['both instances alike', learnedBy({ RouteServiceRole_IN_0: ['10.9.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] }), { advertises: ['10.9.0.0/16'] }],
    ['routes that lead to a load balancer', learnedBy({ RouteServiceRole_IN_0: ['10.9.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] }, undefined, '10.0.0.9'), { advertises: ['10.9.0.0/16'], nextHop: '10.0.0.9' }],
    ['routes that lead to the peer', learnedBy({ RouteServiceRole_IN_0: ['10.9.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] }, undefined, '10.0.0.4'), { advertises: ['10.9.0.0/16'] }],
    ['one instance alone', learnedBy({ RouteServiceRole_IN_0: [], RouteServiceRole_IN_1: ['10.9.0.0/16'] }), { advertises: ['10.9.0.0/16'], learnedBy: [1] }],
    ['each instance something else', learnedBy({ RouteServiceRole_IN_0: ['10.8.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] }), { advertises: ['10.8.0.0/16', '10.9.0.0/16'], learned: { RouteServiceRole_IN_0: ['10.8.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] } }],
    ['one instance named only', learnedBy({ RouteServiceRole_IN_0: ['10.9.0.0/16'] }), { advertises: ['10.9.0.0/16'], learned: { RouteServiceRole_IN_0: ['10.9.0.0/16'] } }],
    ['a session that is down', learnedBy({ RouteServiceRole_IN_0: ['10.9.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] }, 'NotConnected'), { connectionState: 'NotConnected', advertises: ['10.9.0.0/16'], learned: { RouteServiceRole_IN_0: ['10.9.0.0/16'], RouteServiceRole_IN_1: ['10.9.0.0/16'] } }],
  ])('has a peer heard by %s', (_, change, expected) => {
    expect(rebuilt(change).topology.routeServers[0]?.bgpConnections).toEqual([{ name: 'nva', peerIp: '10.0.0.4', peerAsn: 65001, provisioningState: 'Succeeded', ...expected }]);
  });

  test('is taken to route where it was not read, unless its own id leads nowhere', () => {
    const { topology, denied, notes } = rebuilt(({ survey }) => { survey.routeServer = refused(`GET ${routeServerId}/ipConfigurations`, 'Microsoft.Network/virtualHubs/ipConfigurations/read'); });
    expect(topology.routeServers).toMatchObject([{ name: 'myfirstrouteserver', subnet: 'bluehub-vnet1/RouteServerSubnet', routingState: 'Provisioned' }]);
    expect(denied).toEqual([{ action: 'Microsoft.Network/virtualHubs/ipConfigurations/read', scope: routeServerId }]);
    expect(notes).toEqual(['The Route Server was not read; it is taken to route, without BGP peers.', 'Not read by the run, and not to be read in the replay either (403 AuthorizationFailed): the Route Server.']);
    const gone = rebuilt(({ survey }) => {
      survey.routeServerId = routeServerId;
      survey.routeServer = { status: 'unread', problem: { kind: 'not-found', request: `GET ${routeServerId}`, message: '', status: 404 } };
    });
    expect(gone.topology.routeServers).toEqual([]);
  });

  test('that sits nowhere yet says so, and one in a network that was not read has its subnet there', () => {
    const nowhere = rebuilt((it) => { it.routeServer().subnetIds = []; });
    expect(nowhere.incidents).toMatchObject([{ match: { operation: 'VirtualHubIpConfiguration_List' }, act: { kind: 'rewrite' } }]);
    const elsewhere = rebuilt((it) => { it.routeServer().subnetIds = [`${hubRoom}/virtualNetworks/otherhub/subnets/RouteServerSubnet`]; });
    expect(elsewhere.topology.virtualNetworks.at(-1)).toMatchObject({ name: 'otherhub', addressPrefixes: ['10.0.1.0/24'], subnets: [{ name: 'RouteServerSubnet' }] });
    expect(elsewhere.notes).toEqual(['The network that Route Server myfirstrouteserver sits in was not read; only its subnet is there.']);
  });

  test('an address to be crossed that no NIC has is taken to forward, where a subnet of the hub has room for it', () => {
    const { topology, notes } = rebuilt(({ survey }) => { Object.assign(survey.expectations ?? {}, { transit: { kind: 'addresses', addresses: ['10.0.0.68', '10.7.0.4'] }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, branchToBranch: 'on', remoteGateways: 'required', forwardedTraffic: 'required', sshPort: 22, sshChecks: true }); });
    expect(topology.virtualNetworks[0]?.subnets[0]?.forwarders).toEqual([{ name: 'transit-10.0.0.68', privateIPAddress: '10.0.0.68' }]);
    expect(notes).toEqual([
      '10.0.0.68, which the traffic is meant to cross, is no NIC that was read; something is taken to forward there.',
      '10.7.0.4, which the traffic is meant to cross, is in no subnet of the hub, so nothing forwards there.',
    ]);
  });

  test('a gateway that was not read is taken to be a VPN gateway', () => {
    const gatewayId = `${hubRoom}/virtualNetworkGateways/vpn`;
    const { topology, denied, notes } = rebuilt((it) => {
      it.network(hubId).subnets.push({ id: `${hubId}/subnets/GatewaySubnet`, name: 'GatewaySubnet', addressPrefixes: ['10.0.9.0/26'], ipConfigurationIds: [`${gatewayId.toUpperCase()}/IPCONFIGURATIONS/DEFAULT`] });
      it.survey.gateways[gatewayId.toLowerCase()] = refused(`GET ${gatewayId}`, 'Microsoft.Network/virtualNetworkGateways/read');
    });
    expect(topology.virtualNetworkGateways).toMatchObject([{ name: 'VPN', subnet: 'bluehub-vnet1/GatewaySubnet', gatewayType: 'Vpn' }]);
    expect(denied).toHaveLength(1);
    expect(notes[0]).toBe('Gateway VPN was not read; it is taken to be a VPN gateway.');
  });
});
