import { named } from '../topologies/testing/named';
import { allowsAccess, isConnected, peeringStateOf, peeringSyncLevelOf, syncedPrefixesOf, usesRemoteGateways, type PeeringPair } from './peerings';
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
