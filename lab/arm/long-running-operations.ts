/** The POSTs whose results come later: effective routes and rules of a NIC, the routes that a BGP peer and the Route Server exchange. */
import type { WireResponse } from '../http/exchange';
import { effectiveRoutes } from '../network/effective-routes';
import { effectiveSecurityGroups } from '../network/effective-security-rules';
import { networkInterfaceId, routeServerId, sameText } from '../topology/resource-ids';
import type { BgpConnection, NetworkInterface, Placed, RouteServer } from '../topology/topology';
import type { World } from '../topology/world';
import { childNotFound, nicNotRunning, notImplemented } from './arm-error';
import type { Call, Operation } from './operation';
import { onResource, pathOf } from './resource-operations';
import { networkInterfaces, virtualHubs } from './resource-types';
import { advertisedRoutes, learnedRoutes, type PeerRoutes } from './resources/peer-routes';

/** The result is what is true when the operation starts. */
const start = ({ request, results }: Call, { subscription, location }: Placed, body: unknown): WireResponse =>
  results.start(request.url, { subscription, region: location }, body);

type What = Parameters<typeof nicNotRunning>[0];

function ofRunningNic(name: string, verb: string, what: What, value: (world: World, nic: NetworkInterface) => unknown): Operation {
  const { type } = networkInterfaces;
  const operation = { name, method: 'POST', path: `${pathOf(type)}/${verb}`, action: `${type}/${verb}/action` } as const;
  return onResource(networkInterfaces, operation, (nic, call) => {
    if (call.world.virtualMachineOf(nic)?.powerState !== 'running') return nicNotRunning(what, networkInterfaceId(nic));
    return start(call, nic, { value: value(call.world, nic) });
  });
}

type Exchanged = (world: World, routeServer: RouteServer, connection: BgpConnection) => PeerRoutes;

function ofBgpConnection(name: string, verb: string, routes: Exchanged): Operation {
  const { type } = virtualHubs;
  const path = `${pathOf(type)}/bgpConnections/{childName}/${verb}`;
  const operation = { name, method: 'POST', path, action: `${type}/bgpConnections/${verb}/action` } as const;
  return onResource(virtualHubs, operation, (routeServer, call) => {
    const { childName = '' } = call.parameters;
    const connection = routeServer.bgpConnections.find((candidate) => sameText(candidate.name, childName));
    if (!connection) return childNotFound(`${routeServerId(routeServer)}/bgpConnections/${childName}`);
    return start(call, routeServer, routes(call.world, routeServer, connection));
  });
}

const poll: Operation = {
  name: 'OperationResults_Get',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/{region}/operationResults/{operationId}',
  action: 'Microsoft.Network/locations/operationResults/read',
  answer: ({ request, results, parameters: { operationId = '' } }) =>
    results.poll(request.url, operationId) ?? notImplemented('GET', `the result of ${operationId}, an operation that was never started`),
};

export const longRunningOperations: readonly Operation[] = [
  ofRunningNic('NetworkInterfaces_GetEffectiveRouteTable', 'effectiveRouteTable', 'Routes', effectiveRoutes),
  ofRunningNic('NetworkInterfaces_ListEffectiveNetworkSecurityGroups', 'effectiveNetworkSecurityGroups', 'SecurityGroups', effectiveSecurityGroups),
  ofBgpConnection('VirtualHubBgpConnections_ListLearnedRoutes', 'learnedRoutes', learnedRoutes),
  ofBgpConnection('VirtualHubBgpConnections_ListAdvertisedRoutes', 'advertisedRoutes', advertisedRoutes),
  poll,
];
