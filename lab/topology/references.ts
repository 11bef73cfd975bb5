/** Follows the topology's refs: a name, `resourceGroup/name` or a full id, without regard to case, to exactly one resource. */
import { remember } from './remember';
import { applicationSecurityGroupId, networkInterfaceId, networkSecurityGroupId, routeTableId, sameText, scaleSetId, virtualNetworkId } from './resource-ids';
import { everyNic } from './scale-sets';
import type { NetworkInterface, Placed, Ref, Subnet, Topology, VirtualNetwork } from './topology';
import { TopologyError } from './topology-error';

/** A subnet together with the network that it lies in. */
export interface SubnetPlace {
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
}

type Follow<T> = (topology: Topology, ref: Ref) => Followed<T>;

/** What a ref led to: the resource, or why it leads nowhere. */
export type Followed<T> = { readonly found: T } | { readonly mistake: string };

/** The value of a followed ref. Throws TopologyError, naming the place, where the ref leads nowhere. */
export function mustFollow<T>(followed: Followed<T>, place: string): T {
  if ('mistake' in followed) throw new TopologyError([`${place}: ${followed.mistake}`]);
  return followed.found;
}

export const followVirtualNetwork = follower('virtual network', ({ virtualNetworks }) => virtualNetworks, virtualNetworkId);

export const followRouteTable = follower('route table', ({ routeTables }) => routeTables, routeTableId);

export const followNetworkSecurityGroup = follower('network security group', ({ networkSecurityGroups }) => networkSecurityGroups, networkSecurityGroupId);

export const followApplicationSecurityGroup = follower('application security group', ({ applicationSecurityGroups }) => applicationSecurityGroups, applicationSecurityGroupId);

const followNicById = follower('network interface', everyNic, networkInterfaceId);
const followNicByName = follower('network interface', ({ networkInterfaces }) => networkInterfaces, networkInterfaceId);

/** A NIC of a uniform scale set only by its id. */
export const followNetworkInterface: Follow<NetworkInterface> = (topology, ref) => (ref.startsWith('/') ? followNicById : followNicByName)(topology, ref);

export const followScaleSet = follower('scale set', ({ scaleSets }) => scaleSets, scaleSetId);

/** Follows `virtualNetwork/subnet`, `resourceGroup/virtualNetwork/subnet` or a subnet's full id. */
export function followSubnet(topology: Topology, ref: Ref): Followed<SubnetPlace> {
  const match = /^(.+?)\/(?:subnets\/)?([^/]+)$/i.exec(ref);
  const [, networkRef, subnetName] = match ?? [];
  if (networkRef === undefined || subnetName === undefined) return { mistake: `"${ref}" names no subnet; write virtualNetwork/subnet` };
  const network = followVirtualNetwork(topology, networkRef);
  if ('mistake' in network) return network;
  const subnet = network.found.subnets.find(({ name }) => sameText(name, subnetName));
  return subnet ? { found: { network: network.found, subnet } } : { mistake: `the virtual network "${network.found.name}" has no subnet "${subnetName}"` };
}

function follower<T extends Placed>(kind: string, candidatesIn: (topology: Topology) => readonly T[], idOf: (candidate: T) => string): Follow<T> {
  const indexOf = (topology: Topology): ReadonlyMap<string, T[]> => remember(topology, indexOf, '', () => byText(candidatesIn(topology), (candidate) => namesOf(candidate, idOf)));
  return (topology, ref) => {
    const named = indexOf(topology).get(ref.toLowerCase()) ?? [];
    const [found, another] = named;
    if (!found) return { mistake: `there is no ${kind} "${ref}"` };
    if (another) return { mistake: `"${ref}" may be any of ${String(named.length)} (${named.map(idOf).join(', ')}); write resourceGroup/name or the id` };
    return { found };
  };
}

/** What a ref may call it. */
const namesOf = <T extends Placed>(candidate: T, idOf: (candidate: T) => string): string[] => [idOf(candidate), candidate.name, `${candidate.resourceGroup}/${candidate.name}`];

/** The items by each of their texts, in lower case. */
export function byText<T>(items: readonly T[], textsOf: (item: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const text of new Set(textsOf(item).map((each) => each.toLowerCase()))) {
      const before = found.get(text);
      if (before) before.push(item);
      else found.set(text, [item]);
    }
  }
  return found;
}
