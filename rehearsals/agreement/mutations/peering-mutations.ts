/** Faults of peerings and address spaces. */
import { overlaps } from '../../../lab/addresses/addresses';
import type { Peering } from '../../../lab/topology/topology';
import { pick, spokesOf, type Mutation } from './mutation';

const onPeering =
  (change: (peering: Peering) => void): Mutation =>
  ({ virtualNetworks }, a) => {
    const peering = pick(virtualNetworks.flatMap(({ peerings }) => peerings), a);
    if (peering) change(peering);
  };

const sideTo = (remote: string): Peering => ({
  name: `to-${remote}`,
  remote,
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  allowGatewayTransit: false,
  useRemoteGateways: false,
});

export const peeringMutations = {
  'no access over a peering': onPeering((peering) => { peering.allowVirtualNetworkAccess = false; }),
  'no forwarded traffic over a peering': onPeering((peering) => { peering.allowForwardedTraffic = false; }),
  'no gateway transit': onPeering((peering) => { peering.allowGatewayTransit = false; }),
  'remote gateways unused': onPeering((peering) => { peering.useRemoteGateways = false; }),
  'a peering Disconnected': onPeering((peering) => { peering.peeringState = 'Disconnected'; }),
  'a stale address space': onPeering((peering) => { peering.syncedRemotePrefixes = ['10.99.0.0/16']; }),
  'an address space extended and not synced': ({ virtualNetworks }, a) => {
    const network = pick(virtualNetworks, a);
    if (!network) return;
    const towards = virtualNetworks.flatMap(({ peerings }) => peerings).filter(({ remote }) => remote === network.name);
    for (const peering of towards) peering.syncedRemotePrefixes ??= [...network.addressPrefixes];
    network.addressPrefixes.push(`10.${String(40 + virtualNetworks.indexOf(network))}.0.0/16`);
  },
  'two networks that overlap': (topology, a, b) => {
    const network = pick(spokesOf(topology), a);
    const prefix = `10.${String(b % 3)}.128.0/17`;
    if (network && !network.addressPrefixes.some((space) => overlaps(space, prefix))) network.addressPrefixes.push(prefix);
  },
  'a peering missing': ({ virtualNetworks }, a) => {
    pick(virtualNetworks, a)?.peerings.splice(0, 1);
  },
  'two spokes peered': (topology, a, b) => {
    const [one, two] = [pick(spokesOf(topology), a), pick(spokesOf(topology), b)];
    if (!one || !two || one === two || one.peerings.some(({ remote }) => remote === two.name)) return;
    one.peerings.push(sideTo(two.name));
    two.peerings.push(sideTo(one.name));
  },
} satisfies Record<string, Mutation>;
