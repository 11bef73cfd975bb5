/** The subscriptions that the survey's resources lie in, and those of what could not be read: there it is the resource that is missing. */
import type { ReplayDraft } from './replay-draft';
import { isResourceId, partsOf } from './resource-id';

export function addSubscriptions({ survey, topology }: ReplayDraft): void {
  const named = [survey.hubId, ...survey.spokeIds, ...[survey.routeServerId ?? []].flat(), ...Object.keys(survey.routeTables), ...Object.keys(survey.virtualMachines)];
  const resources = [
    ...topology.virtualNetworks,
    ...topology.routeTables,
    ...topology.networkSecurityGroups,
    ...topology.routeServers,
    ...topology.virtualNetworkGateways,
    ...topology.networkInterfaces,
    ...topology.virtualMachines,
  ];
  const ids = [...named.filter(isResourceId).map((id) => partsOf(id).subscription), ...resources.map(({ subscription }) => subscription)];
  const distinct = [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
  topology.subscriptions.push(...distinct.map((id, index) => ({ id, displayName: `Subscription ${String(index + 1)}` })));
}
