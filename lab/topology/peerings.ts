/** Peerings seen from both sides, and what Azure says of a side: its state, its sync level, the address space that it last synced. */
import { contains, samePrefix } from '../addresses/addresses';
import { followVirtualNetwork, mustFollow } from './references';
import { remember } from './remember';
import { sameText, virtualNetworkId } from './resource-ids';
import type { Peering, Subnet, Topology, VirtualNetwork } from './topology';

/** One side of a peering, with what is at its other end. */
export interface PeeringPair {
  /** The network that this side lies in. */
  readonly network: VirtualNetwork;
  readonly peering: Peering;
  readonly remoteId: string;
  /** Undefined where the remote network lies outside the topology. */
  readonly remoteNetwork: VirtualNetwork | undefined;
  /** The remote network's side; undefined where it is missing. */
  readonly otherSide: Peering | undefined;
}

/** The peerings of a network in their order. Throws TopologyError where a side names its remote network, other than by id, and there is none. */
export function peeringPairs(topology: Topology, network: VirtualNetwork): PeeringPair[] {
  return remember(topology, peeringPairs, network, () =>
    network.peerings.map((peering) => {
      const remote = remoteOf(topology, peering);
      return {
        network,
        peering,
        remoteId: remote ? virtualNetworkId(remote) : peering.remote,
        remoteNetwork: remote,
        otherSide: remote && firstSideTo(topology, remote, network),
      };
    }),
  );
}

/** The first of the network's peerings that leads to another one. */
function firstSideTo(topology: Topology, network: VirtualNetwork, other: VirtualNetwork): Peering | undefined {
  const sides = remember(topology, firstSideTo, network, () => {
    const first = new Map<VirtualNetwork | undefined, Peering>();
    for (const side of network.peerings) {
      const remote = remoteOf(topology, side);
      if (!first.has(remote)) first.set(remote, side);
    }
    return first;
  });
  return sides.get(other);
}

/** The state of this side: as given, else Connected as soon as the other side exists. */
export function peeringStateOf({ peering, otherSide }: PeeringPair): NonNullable<Peering['peeringState']> {
  return peering.peeringState ?? (otherSide ? 'Connected' : 'Initiated');
}

/** The address prefixes of the remote network that this side last synced: as given, else what it peers of that network as it is today. */
export const syncedPrefixesOf = ({ peering, remoteNetwork }: PeeringPair): string[] =>
  peering.syncedRemotePrefixes ?? (remoteNetwork ? peeredPart(remoteNetwork, peering.remoteSubnetNames) : []);

/** What this side peers of its own network. */
export const localPrefixesOf = ({ network, peering }: PeeringPair): string[] => peeredPart(network, peering.localSubnetNames);

/** The prefixes of the subnets that a subnet peering names; the address space where it names none. */
function peeredPart({ addressPrefixes, subnets }: VirtualNetwork, names: readonly string[] | undefined): string[] {
  if (!names) return addressPrefixes;
  return names.flatMap((name) => subnets.find((subnet) => sameText(subnet.name, name))?.addressPrefixes ?? []);
}

/** Whether a subnet of this side's network is one that the peering is for. */
export function carriesFrom({ peering, otherSide }: PeeringPair, subnet: Subnet): boolean {
  return [peering.localSubnetNames, otherSide?.remoteSubnetNames].every((names) => names === undefined || names.some((name) => sameText(name, subnet.name)));
}

/**
 * The prefixes of the remote network that this side leads to from a subnet of its own. Of a subnet peering these are the ones that both sides
 * name, and none from a subnet that one of them does not name.
 */
export function carriedPrefixesOf(pair: PeeringPair, from: Subnet): string[] {
  const { remoteNetwork, otherSide } = pair;
  if (!carriesFrom(pair, from)) return [];
  const synced = syncedPrefixesOf(pair);
  if (!remoteNetwork || !otherSide?.localSubnetNames) return synced;
  const named = peeredPart(remoteNetwork, otherSide.localSubnetNames);
  return synced.flatMap((prefix) => (named.some((part) => contains(part, prefix)) ? [prefix] : named.filter((part) => contains(prefix, part))));
}

/**
 * The sync level of this side. LocalNotInSync: this side has not synced the remote address space of today. RemoteNotInSync: the
 * other side has not synced this network's, or does not exist yet, as real traffic shows for a first side that stands alone.
 */
export function peeringSyncLevelOf(pair: PeeringPair): NonNullable<Peering['peeringSyncLevel']> {
  const { network, peering, remoteNetwork, otherSide } = pair;
  if (peering.peeringSyncLevel) return peering.peeringSyncLevel;
  const localInSync = !remoteNetwork || samePrefixes(syncedPrefixesOf(pair), peeredPart(remoteNetwork, peering.remoteSubnetNames));
  const today = peeredPart(network, otherSide?.remoteSubnetNames);
  const remoteInSync = otherSide !== undefined && samePrefixes(otherSide.syncedRemotePrefixes ?? today, today);
  if (localInSync) return remoteInSync ? 'FullyInSync' : 'RemoteNotInSync';
  return remoteInSync ? 'LocalNotInSync' : 'LocalAndRemoteNotInSync';
}

/** Whether packets can cross: both sides exist and are Connected. */
export function isConnected(pair: PeeringPair): boolean {
  const { otherSide } = pair;
  return otherSide !== undefined && peeringStateOf(pair) === 'Connected' && (otherSide.peeringState ?? 'Connected') === 'Connected';
}

/** Whether both sides allow access. Azure keeps the routes and narrows the VirtualNetwork tag where one doesn't. */
export const allowsAccess = ({ peering, otherSide }: PeeringPair): boolean => peering.allowVirtualNetworkAccess && otherSide?.allowVirtualNetworkAccess === true;

/** Whether this side's network uses the gateway or Route Server of the remote one: this side must want it and the other side offer it. */
export const usesRemoteGateways = ({ peering, otherSide }: PeeringPair): boolean => peering.useRemoteGateways && otherSide?.allowGatewayTransit === true;

/** Only a full id may lead out of the topology, as to another tenant's network. */
function remoteOf(topology: Topology, { name, remote }: Peering): VirtualNetwork | undefined {
  const followed = followVirtualNetwork(topology, remote);
  if (remote.startsWith('/')) return 'found' in followed ? followed.found : undefined;
  return mustFollow(followed, `peering ${name}`);
}

function samePrefixes(a: readonly string[], b: readonly string[]): boolean {
  const within = (inner: readonly string[], outer: readonly string[]): boolean => inner.every((one) => outer.some((other) => samePrefix(one, other)));
  return within(a, b) && within(b, a);
}
