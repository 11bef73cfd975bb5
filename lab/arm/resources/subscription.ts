/** Subscriptions and resource groups, as Microsoft.Resources sends them. */
import { forwardersIn } from '../../topology/forwarders';
import type { Placed, Subscription, Topology } from '../../topology/topology';
import { remember } from '../../topology/remember';
import { sameText } from '../../topology/resource-ids';

export function subscriptionBody({ id, displayName }: Subscription, tenantId: string): Record<string, unknown> {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName,
    state: 'Enabled',
    subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
  };
}

/** The groups of a subscription: the topology doesn't list them, they are where its resources lie. One for each name, however it is spelled. */
export function resourceGroupsIn(topology: Topology, subscription: string): readonly Placed[] {
  return remember(topology, resourceGroupsIn, subscription.toLowerCase(), () => groupsIn(topology, subscription));
}

function groupsIn(topology: Topology, subscription: string): Placed[] {
  const resources: Placed[] = [
    ...topology.virtualNetworks,
    ...topology.routeTables,
    ...topology.networkSecurityGroups,
    ...topology.applicationSecurityGroups,
    ...topology.routeServers,
    ...topology.virtualNetworkGateways,
    ...topology.virtualMachines,
    ...topology.networkInterfaces,
    ...topology.scaleSets,
    ...topology.virtualNetworks.flatMap((network) => network.subnets.flatMap((subnet) => forwardersIn(network, subnet))).filter(({ forwarder }) => forwarder.kind !== undefined),
  ].filter((resource) => sameText(resource.subscription, subscription));
  const byName = new Map<string, Placed>();
  for (const resource of resources) {
    const name = resource.resourceGroup.toLowerCase();
    if (!byName.has(name)) byName.set(name, resource);
  }
  return [...byName.values()];
}

/** A group's region is that of the first resource in it. */
export function resourceGroupBody({ subscription, resourceGroup, location }: Placed): { readonly id: string; readonly [key: string]: unknown } {
  return {
    id: `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`,
    name: resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    properties: { provisioningState: 'Succeeded' },
  };
}
