/** Follows the topology's refs: a name, `resourceGroup/name` or a full id, without regard to case, to exactly one resource. */
import { applicationSecurityGroupId, networkInterfaceId, networkSecurityGroupId, routeTableId, sameText, scaleSetId, virtualNetworkId } from './resource-ids';
import { everyNic, type ScaleSet } from './scale-sets';
import type { ApplicationSecurityGroup, NetworkInterface, NetworkSecurityGroup, Placed, Ref, RouteTable, Subnet, Topology, VirtualNetwork } from './topology';
import { TopologyError } from './topology-error';

/** A subnet together with the network that it lies in. */
export interface SubnetPlace {
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
}

/** What a ref led to: the resource, or why it leads nowhere. */
export type Followed<T> = { readonly found: T } | { readonly mistake: string };

/** The value of a followed ref. Throws TopologyError, naming the place, where the ref leads nowhere. */
export function mustFollow<T>(followed: Followed<T>, place: string): T {
  if ('mistake' in followed) throw new TopologyError([`${place}: ${followed.mistake}`]);
  return followed.found;
}

export const followVirtualNetwork = (topology: Topology, ref: Ref): Followed<VirtualNetwork> =>
  follow('virtual network', topology.virtualNetworks, virtualNetworkId, ref);

export const followRouteTable = (topology: Topology, ref: Ref): Followed<RouteTable> => follow('route table', topology.routeTables, routeTableId, ref);

export const followNetworkSecurityGroup = (topology: Topology, ref: Ref): Followed<NetworkSecurityGroup> =>
  follow('network security group', topology.networkSecurityGroups, networkSecurityGroupId, ref);

export const followApplicationSecurityGroup = (topology: Topology, ref: Ref): Followed<ApplicationSecurityGroup> =>
  follow('application security group', topology.applicationSecurityGroups, applicationSecurityGroupId, ref);

/** A NIC of a uniform scale set only by its id. */
export const followNetworkInterface = (topology: Topology, ref: Ref): Followed<NetworkInterface> =>
  follow('network interface', ref.startsWith('/') ? everyNic(topology) : topology.networkInterfaces, networkInterfaceId, ref);

export const followScaleSet = (topology: Topology, ref: Ref): Followed<ScaleSet> => follow('scale set', topology.scaleSets, scaleSetId, ref);

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

function follow<T extends Placed>(kind: string, candidates: readonly T[], idOf: (candidate: T) => string, ref: Ref): Followed<T> {
  const named = candidates.filter((candidate) => names(ref, candidate, idOf));
  const [found, another] = named;
  if (!found) return { mistake: `there is no ${kind} "${ref}"` };
  if (another) return { mistake: `"${ref}" may be any of ${String(named.length)} (${named.map(idOf).join(', ')}); write resourceGroup/name or the id` };
  return { found };
}

function names<T extends Placed>(ref: Ref, candidate: T, idOf: (candidate: T) => string): boolean {
  if (ref.startsWith('/')) return sameText(ref, idOf(candidate));
  return sameText(ref, candidate.name) || sameText(ref, `${candidate.resourceGroup}/${candidate.name}`);
}
