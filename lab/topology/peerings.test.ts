import { named } from '../topologies/testing/named';
import { allowsAccess, carriedPrefixesOf, isConnected, localPrefixesOf, peeringStateOf, peeringSyncLevelOf, syncedPrefixesOf, usesRemoteGateways, type PeeringPair } from './peerings';
import { TopologyError } from './topology-error';

interface Sides {
  readonly it: ReturnType<typeof named>;
  hub(): PeeringPair;
  spoke(): PeeringPair;
}

function sides(): Sides {
  const it = named('reference');
  const firstOf = (network: string) => (): PeeringPair => {
    const [pair] = it.world.peeringsOf(it.network(network));
    if (!pair) throw new Error(`${network} has no peering.`);
    return pair;
  };
  return { it, hub: firstOf('bluehub-vnet1'), spoke: firstOf('bluespoke1-vnet1') };
}

test('two sides are Connected and in sync', () => {
  const { hub, spoke } = sides();
  expect([hub(), spoke()].map(peeringStateOf)).toEqual(['Connected', 'Connected']);
  expect([hub(), spoke()].map(peeringSyncLevelOf)).toEqual(['FullyInSync', 'FullyInSync']);
  expect([hub(), spoke()].map(syncedPrefixesOf)).toEqual([['10.1.0.0/16'], ['10.0.0.0/16']]);
  expect([hub(), spoke()].map(isConnected)).toEqual([true, true]);
});

test('a side that stands alone is Initiated and RemoteNotInSync, as recorded', () => {
  const { it, hub } = sides();
  it.network('bluespoke1-vnet1').peerings = [];
  expect([peeringStateOf(hub()), peeringSyncLevelOf(hub()), isConnected(hub())]).toEqual(['Initiated', 'RemoteNotInSync', false]);
});

test('a given state stands for its side alone, and parts both', () => {
  const { it, hub, spoke } = sides();
  it.peering('bluespoke1-hub1').peeringState = 'Disconnected';
  expect([hub(), spoke()].map(peeringStateOf)).toEqual(['Connected', 'Disconnected']);
  expect([hub(), spoke()].map(isConnected)).toEqual([false, false]);
});

test('a side that has synced an older address space is LocalNotInSync, and its other side RemoteNotInSync', () => {
  const { it, hub, spoke } = sides();
  it.peering('bluespoke1-hub1').syncedRemotePrefixes = ['10.0.0.0/17'];
  expect([hub(), spoke()].map(peeringSyncLevelOf)).toEqual(['RemoteNotInSync', 'LocalNotInSync']);
  it.peering('bluehub1-spoke1').syncedRemotePrefixes = ['10.1.0.0/16', '10.11.0.0/16'];
  expect([hub(), spoke()].map(peeringSyncLevelOf)).toEqual(['LocalAndRemoteNotInSync', 'LocalAndRemoteNotInSync']);
});

test('a given sync level stands', () => {
  const { it, hub } = sides();
  it.peering('bluehub1-spoke1').peeringSyncLevel = 'LocalNotInSync';
  expect(peeringSyncLevelOf(hub())).toBe('LocalNotInSync');
});

test('access needs both sides; the remote gateway needs one that offers and one that uses it', () => {
  const { it, hub, spoke } = sides();
  expect([allowsAccess(hub()), usesRemoteGateways(spoke()), usesRemoteGateways(hub())]).toEqual([true, true, false]);
  it.peering('bluehub1-spoke1').allowVirtualNetworkAccess = false;
  it.peering('bluehub1-spoke1').allowGatewayTransit = false;
  expect([allowsAccess(hub()), allowsAccess(spoke()), usesRemoteGateways(spoke())]).toEqual([false, false, false]);
});

test('a full id may lead out of the topology', () => {
  const { it, hub } = sides();
  const foreign = '/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n';
  it.peering('bluehub1-spoke1').remote = foreign;
  expect(hub()).toMatchObject({ remoteId: foreign, remoteNetwork: undefined, otherSide: undefined });
  expect(peeringSyncLevelOf(hub())).toBe('RemoteNotInSync');
});

test('a name may not', () => {
  const { it, hub } = sides();
  it.peering('bluehub1-spoke1').remote = 'nowhere';
  expect(hub).toThrow(new TopologyError(['peering bluehub1-spoke1: there is no virtual network "nowhere"']));
});

describe('a subnet peering', () => {
  /** Of the hub's two subnets one, and of the spoke's two both. */
  function subnetPeering(): Sides {
    const all = sides();
    all.it.network('bluespoke1-vnet1').subnets.push({ name: 'second', addressPrefixes: ['10.1.2.0/24'] });
    Object.assign(all.it.peering('bluehub1-spoke1'), { peerCompleteVnets: false, localSubnetNames: ['RouteServerSubnet'], remoteSubnetNames: ['BLUESPOKE1-vnet1sub1', 'second'] });
    Object.assign(all.it.peering('bluespoke1-hub1'), { peerCompleteVnets: false, localSubnetNames: ['bluespoke1-vnet1sub1', 'second'], remoteSubnetNames: ['RouteServerSubnet'] });
    return all;
  }
  const subnet = ({ it }: Sides, name: string): Parameters<typeof carriedPrefixesOf>[1] => it.subnet(name);

  test('has synced the prefixes of the subnets that it names, and is in sync with the whole network being larger', () => {
    const { hub, spoke } = subnetPeering();
    expect([hub(), spoke()].map(syncedPrefixesOf)).toEqual([['10.1.1.0/24', '10.1.2.0/24'], ['10.0.1.0/24']]);
    expect([hub(), spoke()].map(localPrefixesOf)).toEqual([['10.0.1.0/24'], ['10.1.1.0/24', '10.1.2.0/24']]);
    expect([hub(), spoke()].map(peeringSyncLevelOf)).toEqual(['FullyInSync', 'FullyInSync']);
  });

  test('is out of sync when a subnet that it names has grown', () => {
    const all = subnetPeering();
    all.it.peering('bluehub1-spoke1').syncedRemotePrefixes = ['10.1.1.0/24'];
    expect([all.hub(), all.spoke()].map(peeringSyncLevelOf)).toEqual(['LocalNotInSync', 'RemoteNotInSync']);
  });

  test('carries from and to the subnets that both sides name', () => {
    const all = subnetPeering();
    expect(carriedPrefixesOf(all.hub(), subnet(all, 'RouteServerSubnet'))).toEqual(['10.1.1.0/24', '10.1.2.0/24']);
    expect(carriedPrefixesOf(all.hub(), subnet(all, 'bluehub-vnet1sub1'))).toEqual([]);
    all.it.peering('bluespoke1-hub1').localSubnetNames = ['second'];
    expect(carriedPrefixesOf(all.hub(), subnet(all, 'RouteServerSubnet'))).toEqual(['10.1.2.0/24']);
    expect(carriedPrefixesOf(all.spoke(), subnet(all, 'bluespoke1-vnet1sub1'))).toEqual([]);
    all.it.peering('bluehub1-spoke1').remoteSubnetNames = ['bluespoke1-vnet1sub1'];
    expect(carriedPrefixesOf(all.spoke(), subnet(all, 'second'))).toEqual([]);
  });

  test('that one side alone says is one carries what that side names', () => {
    const all = subnetPeering();
    const { localSubnetNames, remoteSubnetNames, peerCompleteVnets, ...whole } = all.it.peering('bluespoke1-hub1');
    expect([localSubnetNames, remoteSubnetNames, peerCompleteVnets]).not.toContain(undefined);
    all.it.network('bluespoke1-vnet1').peerings = [whole];
    expect(carriedPrefixesOf(all.spoke(), subnet(all, 'second'))).toEqual(['10.0.1.0/24']);
  });
});
