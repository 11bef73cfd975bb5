/**
 * Finds addresses that Azure would refuse to hand out. Networks that overlap are not among them: two of them exist happily until
 * somebody peers them, and the harness is to notice.
 */
import { contains, overlaps, sameAddress } from '../addresses/addresses';
import { followSubnet } from './references';
import { whileUnchanged } from './remember';
import { nicPlaces } from './scale-sets';
import type { Topology, VirtualNetwork } from './topology';

/** One line for each mistake, beginning with its place. */
export function addressMistakes(topology: Topology): string[] {
  return whileUnchanged(topology, () => [
    ...topology.virtualNetworks.flatMap((network, index) => subnetMistakes(network, `virtualNetworks[${String(index)}]`)),
    ...topology.virtualNetworks.flatMap((network, index) => forwarderMistakes(network, `virtualNetworks[${String(index)}]`)),
    ...edgeMistakes(topology),
    ...nicMistakes(topology),
  ]);
}

function subnetMistakes(network: VirtualNetwork, place: string): string[] {
  const prefixes = network.subnets.flatMap(({ name, addressPrefixes }, index) =>
    addressPrefixes.map((prefix, at) => ({ prefix, name, place: `${place}.subnets[${String(index)}].addressPrefixes[${String(at)}]` })),
  );
  return prefixes.flatMap(({ prefix, place: at }, index) => {
    const other = prefixes.slice(0, index).find((earlier) => overlaps(earlier.prefix, prefix));
    return [
      ...(network.addressPrefixes.some((space) => contains(space, prefix)) ? [] : [`${at}: "${prefix}" lies outside the address space of ${network.name}`]),
      ...(other ? [`${at}: "${prefix}" overlaps ${other.prefix} of the subnet ${other.name}`] : []),
    ];
  });
}

const forwarderMistakes = (network: VirtualNetwork, place: string): string[] =>
  network.subnets.flatMap(({ name, addressPrefixes, forwarders = [] }, index) =>
    forwarders.flatMap(({ privateIPAddress: address }, at) =>
      addressPrefixes.some((prefix) => contains(prefix, address)) ? [] : [`${place}.subnets[${String(index)}].forwarders[${String(at)}].privateIPAddress: "${address}" lies outside the subnet ${name}`],
    ),
  );

/** A provider's edge lies beyond all networks; an address in one of them would be somebody else's. */
const edgeMistakes = ({ virtualNetworks, virtualNetworkGateways }: Topology): string[] =>
  virtualNetworkGateways.flatMap(({ learnedPrefixes = [] }, index) =>
    learnedPrefixes.flatMap(({ nextHops = [] }, at) =>
      nextHops.flatMap((hop, number) => {
        const network = virtualNetworks.find(({ addressPrefixes }) => addressPrefixes.some((prefix) => contains(prefix, hop)));
        return network ? [`virtualNetworkGateways[${String(index)}].learnedPrefixes[${String(at)}].nextHops[${String(number)}]: "${hop}" lies in ${network.name}`] : [];
      }),
    ),
  );

function nicMistakes(topology: Topology): string[] {
  const nics = [...topology.networkInterfaces.map((nic, index) => ({ nic, place: `networkInterfaces[${String(index)}]` })), ...nicPlaces(topology.scaleSets)];
  const addresses = nics.flatMap(({ nic, place }) => {
    const followed = followSubnet(topology, nic.subnet);
    if ('mistake' in followed) return [];
    const { network, subnet } = followed.found;
    return nic.privateIPAddresses.map((address, at) => ({ address, nic, network, subnet, place: `${place}.privateIPAddresses[${String(at)}]` }));
  });
  const inNetwork = new Map<VirtualNetwork, typeof addresses>();
  return addresses.flatMap((one) => {
    const { address, network, subnet, place } = one;
    const before = inNetwork.get(network) ?? [];
    const other = before.find((earlier) => sameAddress(earlier.address, address));
    inNetwork.set(network, [...before, one]);
    return [
      ...(subnet.addressPrefixes.some((prefix) => contains(prefix, address)) ? [] : [`${place}: "${address}" lies outside the subnet ${subnet.name}`]),
      ...(other ? [`${place}: "${address}" belongs to ${other.nic.name} already`] : []),
    ];
  });
}
