/** When the checks of peerings and address spaces hold. Of a side that is missing PE-01 and PE-03 report it, and the others hold. */
import { overlaps, samePrefix } from '../../../lab/addresses/addresses';
import { peeringStateOf, peeringSyncLevelOf, syncedPrefixesOf, type PeeringPair } from '../../../lab/topology/peerings';
import type { VirtualNetwork } from '../../../lab/topology/topology';
import type { NetworkFacts } from './network-facts';

const sideOf = ({ world }: NetworkFacts, owner: VirtualNetwork, remote: VirtualNetwork): PeeringPair | undefined =>
  world.peeringsOf(owner).find(({ remoteNetwork }) => remoteNetwork === remote);

/** One side of the hub's peering to each spoke: the hub's or the spoke's. */
const sides = (facts: NetworkFacts, owner: 'hub' | 'spoke'): (PeeringPair | undefined)[] =>
  facts.spokes.map((spoke) => (owner === 'hub' ? sideOf(facts, facts.hub, spoke) : sideOf(facts, spoke, facts.hub)));

const isHealthy = (side: PeeringPair | undefined): boolean =>
  side !== undefined && peeringStateOf(side) === 'Connected' && peeringSyncLevelOf(side) === 'FullyInSync';

/** Whether two lists have the same prefixes in any order. */
function sameSpace(a: readonly string[], b: readonly string[]): boolean {
  const isIn = (prefix: string, list: readonly string[]): boolean => list.some((other) => samePrefix(prefix, other));
  return a.every((prefix) => isIn(prefix, b)) && b.every((prefix) => isIn(prefix, a));
}

const isSynced = (side: PeeringPair | undefined): boolean =>
  side?.remoteNetwork === undefined || sameSpace(syncedPrefixesOf(side), side.remoteNetwork.addressPrefixes);

export const peeringTruths: Readonly<Record<string, (facts: NetworkFacts) => boolean>> = {
  'PE-01': (facts) => sides(facts, 'hub').every(isHealthy),
  'PE-02': (facts) => sides(facts, 'hub').every((side) => side?.peering.allowGatewayTransit ?? true),
  'PE-03': (facts) => sides(facts, 'spoke').every(isHealthy),
  'PE-04': (facts) => sides(facts, 'spoke').every((side) => side?.peering.useRemoteGateways ?? true),
  'PE-05': (facts) => {
    const [hubs, spokes] = [sides(facts, 'hub'), sides(facts, 'spoke')];
    // A gateway's packets are its network's own; an appliance and a Route Server forward what is another's.
    const isForwarded = facts.transit !== 'gateway';
    const isAllowed = [...hubs, ...spokes].every((side) => side?.peering.allowVirtualNetworkAccess ?? true);
    return isAllowed && (!isForwarded || spokes.every((side) => side?.peering.allowForwardedTraffic ?? true));
  },
  'PE-06': (facts) => [...sides(facts, 'hub'), ...sides(facts, 'spoke')].every(isSynced),
  'PE-07': ({ hub, spokes }) => {
    const prefixes = [hub, ...spokes].flatMap((network) => network.addressPrefixes.map((prefix) => ({ network, prefix })));
    return prefixes.every(({ network, prefix }) => prefixes.every((other) => other.network === network || !overlaps(prefix, other.prefix)));
  },
  'PE-08': ({ world, spokes, hub }) => spokes.every((spoke) => world.peeringsOf(spoke).every(({ remoteNetwork }) => remoteNetwork === hub)),
};
