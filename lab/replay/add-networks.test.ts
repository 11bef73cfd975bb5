import { hubId, refused, spoke1Id } from './testing/recorded';
import { rebuilt } from './testing/rebuilt';

const spokeSubnet = 'bluespoke1-vnet1sub1';

describe('Peerings', () => {
  test('hold what Azure said only where it does not follow from both sides', () => {
    const { topology } = rebuilt((it) => {
      const [side] = it.network(spoke1Id).peerings;
      if (side) Object.assign(side, { syncedRemotePrefixes: ['10.0.0.0/17'], peeringSyncLevel: 'LocalNotInSync', peerCompleteVnets: false, localSubnetNames: [spokeSubnet], remoteSubnetNames: ['RouteServerSubnet'] });
      const [hubSide] = it.network(hubId).peerings;
      if (hubSide) Object.assign(hubSide, { peeringState: 'Disconnected', peeringSyncLevel: 'RemoteNotInSync' });
    });
    expect(topology.virtualNetworks[1]?.peerings[0]).toMatchObject({ syncedRemotePrefixes: ['10.0.0.0/17'], peerCompleteVnets: false, localSubnetNames: [spokeSubnet], remoteSubnetNames: ['RouteServerSubnet'] });
    expect(topology.virtualNetworks[1]?.peerings[0]).not.toHaveProperty('peeringSyncLevel');
    expect(topology.virtualNetworks[0]?.peerings[0]).toMatchObject({ peeringState: 'Disconnected' });
    expect(topology.virtualNetworks[0]?.peerings[0]).not.toHaveProperty('peeringSyncLevel');
  });

  test('to a network that was not read make one up at the other end', () => {
    const { topology, denied, notes } = rebuilt(({ survey }) => { survey.virtualNetworks[hubId.toLowerCase()] = refused(`GET ${hubId}`, 'Microsoft.Network/virtualNetworks/read'); });
    expect(denied).toEqual([{ action: 'Microsoft.Network/virtualNetworks/read', scope: hubId }]);
    expect(topology.virtualNetworks.at(-1)).toEqual({
      name: 'bluehub-vnet1',
      subscription: '00000000-0000-4000-8000-000000000001',
      resourceGroup: 'bluehubrg',
      location: 'elsewhere',
      addressPrefixes: ['10.0.0.0/16'],
      subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.0.0/16'] }],
      peerings: ['bluespoke1-vnet1', 'bluespoke2-vnet1'].map((remote) => ({ name: `to-${remote}`, remote, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: true, useRemoteGateways: false })),
    });
    expect(notes).toEqual([
      'Known only by the peerings to it, and taken to be in order: bluehub-vnet1.',
      'Not read by the run, and not to be read in the replay either (403 AuthorizationFailed): bluehub-vnet1.',
    ]);
  });

  test('to a network that is gone lead nowhere', () => {
    const { topology } = rebuilt((it) => {
      it.survey.virtualNetworks[spoke1Id.toLowerCase()] = { status: 'unread', problem: { kind: 'not-found', request: `GET ${spoke1Id}`, message: '', status: 404, code: 'ResourceNotFound' } };
      it.survey.misnamed = [{ setting: 'SPOKE_VNET_IDS', id: spoke1Id }];
      it.survey.networkInterfaces = {};
    });
    expect(topology.virtualNetworks.map(({ name }) => name)).toEqual(['bluehub-vnet1', 'bluespoke2-vnet1']);
    expect(topology.virtualNetworks[0]?.peerings[0]).toMatchObject({ remote: spoke1Id, peeringState: 'Connected', peeringSyncLevel: 'FullyInSync', syncedRemotePrefixes: ['10.1.0.0/16'] });
  });
});
