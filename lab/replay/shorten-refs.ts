/** Writes refs as short as they are unambiguous, for a rebuilt network is to be read and edited. */
import type { Followed } from '../topology/references';
import { followNetworkInterface, followNetworkSecurityGroup, followRouteTable, followVirtualNetwork } from '../topology/references';
import { virtualNetworkId } from '../topology/resource-ids';
import type { Placed, Ref, Topology } from '../topology/topology';
import { lastName, parentOf } from './resource-id';

/** Only where the short form leads back to the resource; an id that leads out of the topology stays. */
export function shortenRefs(topology: Topology): void {
  const short =
    <T extends Placed>(follow: (topology: Topology, ref: Ref) => Followed<T>) =>
    (id: Ref): Ref => {
      const target = follow(topology, id);
      if ('mistake' in target) return id;
      const { name, resourceGroup } = target.found;
      const leadsThere = (ref: Ref): boolean => {
        const followed = follow(topology, ref);
        return 'found' in followed && followed.found === target.found;
      };
      return [name, `${resourceGroup}/${name}`].find(leadsThere) ?? id;
    };
  const network = short(followVirtualNetwork);
  const subnet = (id: Ref): Ref => `${network(parentOf(id))}/${lastName(id)}`;
  const [table, group, nic] = [short(followRouteTable), short(followNetworkSecurityGroup), short(followNetworkInterface)];

  for (const { subnets, peerings } of topology.virtualNetworks) {
    for (const one of subnets) {
      if (one.routeTable !== undefined) one.routeTable = table(one.routeTable);
      if (one.networkSecurityGroup !== undefined) one.networkSecurityGroup = group(one.networkSecurityGroup);
    }
    for (const peering of peerings) peering.remote = network(peering.remote);
  }
  for (const connected of topology.connectedGroups ?? []) connected.members = connected.members.map(network);
  for (const one of topology.networkInterfaces) if (one.networkSecurityGroup !== undefined) one.networkSecurityGroup = group(one.networkSecurityGroup);
  for (const placed of [...topology.networkInterfaces, ...topology.routeServers, ...topology.virtualNetworkGateways]) placed.subnet = subnet(placed.subnet);
  for (const machine of topology.virtualMachines) machine.networkInterfaces = machine.networkInterfaces.map(nic);
  const { settings } = topology;
  // A run shows these as its settings spelled them.
  const asSpelled = (id: Ref): Ref => {
    const target = followVirtualNetwork(topology, id);
    return 'found' in target && virtualNetworkId(target.found) === id ? network(id) : id;
  };
  settings.hub = asSpelled(settings.hub);
  if (settings.spokes) settings.spokes = settings.spokes.map(asSpelled);
  for (const spoke of Object.values(settings.expectations?.spokes ?? {})) if (spoke.id !== undefined) spoke.id = asSpelled(spoke.id);
}
