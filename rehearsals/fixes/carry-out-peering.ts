/** What becomes of peerings: each side is a resource of its own, and Azure takes a change of one only where it goes with the other ("Create, change, or delete a virtual network peering"). */
import { overlaps } from '../../lab/addresses/addresses';
import type { FaultTarget } from '../../lab/faults/fault-target';
import type { PeeringPair } from '../../lab/topology/peerings';
import { peeringStateOf, peeringSyncLevelOf } from '../../lab/topology/peerings';
import { sameText, virtualNetworkId } from '../../lab/topology/resource-ids';
import type { Peering, VirtualNetwork } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';
import type { World } from '../../lab/topology/world';
import type { Options } from './az-command';
import { Refusal } from './az-command';
import { named } from './named-resource';

const networkOf = ({ topology }: FaultTarget, options: Options): VirtualNetwork => named(topology.virtualNetworks, options, 'virtual network', 'vnet-name');

export function createPeering(target: FaultTarget, options: Options): void {
  const world = createWorld(target.topology);
  const network = networkOf(target, options);
  const name = options.one('name');
  const remote = world.virtualNetwork(options.one('remote-vnet'));
  if (!remote) throw new Refusal(`there is no network ${options.one('remote-vnet')}`);
  if (network.peerings.some((peering) => sameText(peering.name, name))) throw new Refusal(`peering ${name} of ${network.name} exists and would be replaced`);
  if (world.peeringsOf(network).some(({ remoteNetwork }) => remoteNetwork === remote)) throw new Refusal(`another peering of ${network.name} leads to ${remote.name} already`);
  mayPeer(world, network, remote);
  const made: Peering = {
    name,
    // Names may be another's as well.
    remote: virtualNetworkId(remote),
    allowVirtualNetworkAccess: options.flag('allow-vnet-access'),
    allowForwardedTraffic: options.flag('allow-forwarded-traffic'),
    allowGatewayTransit: options.flag('allow-gateway-transit'),
    useRemoteGateways: false,
  };
  const opposite = world.peeringsOf(remote).find(({ remoteNetwork }) => remoteNetwork === network);
  if (opposite && peeringStateOf(opposite) === 'Disconnected') throw new Refusal(`RemotePeeringIsDisconnected: ${opposite.peering.name} of ${remote.name}`);
  if (options.flag('use-remote-gateways')) {
    mayUseGateways(world, network, remote, opposite?.peering);
    made.useRemoteGateways = true;
  }
  network.peerings.push(made);
}

/** Neither may the two overlap, nor one of them with what the other is peered with. */
function mayPeer(world: World, network: VirtualNetwork, remote: VirtualNetwork): void {
  for (const [one, other] of [[network, remote], [remote, network]] as const) {
    const peered = world.peeringsOf(one).flatMap(({ remoteNetwork }) => (remoteNetwork && remoteNetwork !== other ? [remoteNetwork] : []));
    const inTheWay = [one, ...peered].find((taken) => taken.addressPrefixes.some((prefix) => other.addressPrefixes.some((another) => overlaps(prefix, another))));
    if (inTheWay) throw new Refusal(`VnetAddressSpaceOverlapsWithAlreadyPeeredVnet: ${other.name} overlaps ${inTheWay.name}`);
  }
}

export function updatePeering(target: FaultTarget, options: Options): void {
  const world = createWorld(target.topology);
  const { network, peering, remoteNetwork, otherSide } = pairNamed(world, target, options);
  const sets = options.each('set');
  if (sets.length === 0) throw new Refusal('nothing is to be changed');
  for (const set of sets) {
    const [, setting] = /^(allowVirtualNetworkAccess|allowForwardedTraffic|allowGatewayTransit|useRemoteGateways)=true$/.exec(set) ?? [];
    if (setting === undefined) throw new Refusal(`${set} is not known`);
    if (setting === 'useRemoteGateways') mayUseGateways(world, network, remoteNetwork, otherSide, peering);
    Object.assign(peering, { [setting]: true });
  }
}

function mayUseGateways(world: World, network: VirtualNetwork, remote: VirtualNetwork | undefined, otherSide: Peering | undefined, peering?: Peering): void {
  const has = (one: VirtualNetwork): boolean => world.gatewaysIn(one).length + world.routeServersIn(one).length > 0;
  if (has(network)) throw new Refusal(`${network.name} has a gateway of its own`);
  const other = network.peerings.find((one) => one !== peering && one.useRemoteGateways);
  if (other) throw new Refusal(`peering ${other.name} of ${network.name} uses remote gateways already`);
  if (!remote || !has(remote)) throw new Refusal(`RemoteVnetHasNoGateways: ${remote?.name ?? 'what is gone'}`);
  if (!otherSide) throw new Refusal(`${remote.name} has no peering to ${network.name}, and allows no gateway transit`);
  if (!otherSide.allowGatewayTransit) throw new Refusal(`peering ${otherSide.name} of ${remote.name} does not allow gateway transit`);
}

/** Only the side that is synced learns the other network's address space; that the other side has not synced stays as it is. */
export function syncPeering(target: FaultTarget, options: Options): void {
  const pair = pairNamed(createWorld(target.topology), target, options);
  const { peering, otherSide, remoteNetwork } = pair;
  if (!remoteNetwork || !otherSide || peeringStateOf(pair) !== 'Connected') throw new Refusal(`peering ${peering.name} is ${peeringStateOf(pair)}, and there is nothing to sync with`);
  const before = peeringSyncLevelOf(pair);
  delete peering.syncedRemotePrefixes;
  if (peering.peeringSyncLevel !== undefined) peering.peeringSyncLevel = before === 'LocalNotInSync' ? 'FullyInSync' : before === 'LocalAndRemoteNotInSync' ? 'RemoteNotInSync' : before;
  const said = otherSide.peeringSyncLevel;
  if (said !== undefined) otherSide.peeringSyncLevel = said === 'RemoteNotInSync' ? 'FullyInSync' : said === 'LocalAndRemoteNotInSync' ? 'LocalNotInSync' : said;
}

function pairNamed(world: World, target: FaultTarget, options: Options): PeeringPair {
  const network = networkOf(target, options);
  const name = options.one('name');
  const pair = world.peeringsOf(network).find(({ peering }) => sameText(peering.name, name));
  if (!pair) throw new Refusal(`there is no peering ${name} in ${network.name}`);
  return pair;
}
