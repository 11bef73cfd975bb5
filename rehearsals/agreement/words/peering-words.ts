/** What a topology can say of how networks are connected: subnet peerings, connected groups, a fabric that lets forwarded traffic in. */
import type { Topology } from '../../../lab/topology/topology';
import { pick, spokesOf, type Mutation } from '../mutations/mutation';

function subnetPeering(topology: Topology, a: number, b: number): void {
  const side = pick(topology.virtualNetworks.flatMap((network) => network.peerings.map((peering) => ({ network, peering }))), a);
  const remote = topology.virtualNetworks.find(({ name }) => name === side?.peering.remote);
  if (!side || !remote) return;
  const some = (names: readonly string[]): string[] => names.filter((_, index) => index === b % names.length || (b >> index) % 2 === 1);
  const [local, other] = [side.network, remote].map(({ subnets }) => some(subnets.map(({ name }) => name))) as [string[], string[]];
  if (local.length > 0 && other.length > 0) Object.assign(side.peering, { peerCompleteVnets: false, localSubnetNames: local, remoteSubnetNames: other });
}

/** Both sides of a peering name the same: all of the remote network, and of the other one some or all subnets. */
function alikeOnBothSides(topology: Topology, a: number, b: number): void {
  const network = pick(spokesOf(topology), a);
  const [hub] = topology.virtualNetworks;
  if (!network || !hub) return;
  const ofHub = hub.subnets.map(({ name }) => name).filter((_, index) => (b >> index) % 2 === 0);
  const ofSpoke = network.subnets.map(({ name }) => name);
  if (ofHub.length === 0) return;
  for (const side of hub.peerings) if (side.remote === network.name) Object.assign(side, { peerCompleteVnets: false, localSubnetNames: ofHub, remoteSubnetNames: ofSpoke });
  for (const side of network.peerings) if (side.remote === hub.name) Object.assign(side, { peerCompleteVnets: false, localSubnetNames: ofSpoke, remoteSubnetNames: ofHub });
}

export const peeringWords = {
  'forwarded traffic not enforced': (topology) => {
    Object.assign(topology, { forwardedTraffic: 'not enforced' });
    topology.settings.environment = { ...topology.settings.environment, FORWARDED_TRAFFIC: 'any' };
  },
  'a spoke that lets no forwarded traffic in': (topology, a) => { for (const side of pick(spokesOf(topology), a)?.peerings ?? []) side.allowForwardedTraffic = false; },
  'a subnet peering': subnetPeering,
  'another subnet peering': subnetPeering,
  'a subnet peering alike on both sides': alikeOnBothSides,
  'a connected group': (topology, a) => {
    const members = [...(a % 2 === 0 ? topology.virtualNetworks.slice(0, 1) : []), ...spokesOf(topology)].map(({ name }) => name);
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members }] });
  },
  'a connected group, and no routes': (topology, a) => {
    peeringWords['a connected group'](topology, a);
    for (const { routes } of topology.routeTables) routes.length = 0;
  },
} satisfies Record<string, Mutation>;
