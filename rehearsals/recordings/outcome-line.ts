/** What came of reading something, as one line of a table: the values that checks rest on, or why it is inconclusive. */
import type { Reading } from '../../helpers/estate/reading';
import type { EffectiveRoute, EffectiveSecurityGroup, NetworkInterface, Peering, RouteServer, RouteTable, Subnet, VirtualMachine, VirtualNetwork, VirtualNetworkGateway } from '../../helpers/estate/survey';

/** `read: …`, or `cannot tell: not-found ResourceNotFound`. */
export function outcomeLine<T>(reading: Reading<T>, valueLine: (value: T) => string): string {
  if (reading.status === 'read') return `read: ${valueLine(reading.value)}`;
  const { kind, code, missingAction } = reading.problem;
  return ['cannot tell:', kind, code, missingAction].filter(Boolean).join(' ');
}

const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));
const last = (id: string): string => id.split('/').at(-1) ?? '';

export const subnetLine = ({ name, addressPrefixes, ipConfigurationIds, routeTableId, networkSecurityGroupId }: Subnet): string =>
  [name, ...addressPrefixes, ...(ipConfigurationIds.length > 0 ? [`(${String(ipConfigurationIds.length)} in use)`] : []), ...(routeTableId ? ['with a table'] : []), ...(networkSecurityGroupId ? ['with a group'] : [])].join(' ');

export const peeringLine = (peering: Peering): string =>
  [
    `${peering.peeringState}/${peering.peeringSyncLevel} to ${last(peering.remoteVirtualNetworkId)} ${list(peering.syncedRemotePrefixes)}`,
    ...(['allowVirtualNetworkAccess', 'allowForwardedTraffic', 'allowGatewayTransit', 'useRemoteGateways', 'peerCompleteVnets'] as const).filter((flag) => peering[flag]),
  ].join(' ');

export const networkLine = ({ addressPrefixes, subnets, peerings }: VirtualNetwork): string =>
  `${list(addressPrefixes)}; subnets ${list(subnets.map(subnetLine))}; peerings ${list(peerings.map(peeringLine))}`;

export const nicLine = ({ enableIPForwarding, virtualMachineId, ipConfigurations }: NetworkInterface): string =>
  `${list(ipConfigurations.map(({ privateIPAddress, primary }) => `${privateIPAddress}${primary ? '' : ' (secondary)'}`))} of ${virtualMachineId === undefined ? 'no machine' : last(virtualMachineId)}${enableIPForwarding ? ', forwards' : ''}`;

export const machineLine = ({ powerState, computerName, networkInterfaceIds }: VirtualMachine): string => `${powerState}, host ${computerName ?? 'unnamed'}, ${String(networkInterfaceIds.length)} NIC`;

export const tableLine = ({ routes, disableBgpRoutePropagation }: RouteTable): string =>
  `${list(routes.map(({ name, addressPrefix, nextHopType, nextHopIpAddress }) => [name, addressPrefix, nextHopType, nextHopIpAddress].filter(Boolean).join(' ')))}${disableBgpRoutePropagation ? ', no propagation' : ''}`;

export const gatewayLine = ({ gatewayType, provisioningState, activeActive }: VirtualNetworkGateway): string => `${gatewayType} ${provisioningState}${activeActive ? ' active-active' : ''}`;

export const routesLine = (routes: readonly EffectiveRoute[]): string =>
  `${String(routes.length)} routes: ${[...new Set(routes.map(({ source, state, nextHopType }) => `${source} ${state} ${nextHopType}`))].join(', ')}`;

export const groupsLine = (groups: readonly EffectiveSecurityGroup[]): string => groups.map(({ association, rules }) => `${association}, ${String(rules.length)} rules`).join('; ');

export const routeServerLine = (server: RouteServer): string =>
  [
    `${server.provisioningState}, routing ${server.routingState}, ${list(server.virtualRouterIps)} AS ${String(server.virtualRouterAsn)}, in ${list(server.subnetIds.map(last))}`,
    server.allowBranchToBranchTraffic ? 'branch to branch' : 'no branch to branch',
    `peers ${outcomeLine(server.bgpConnections, (peers) => list(peers.map(({ name, peerIp, peerAsn, connectionState, learnedRoutes }) => `${name} ${peerIp} AS ${String(peerAsn)} ${connectionState ?? 'in no stated state'}, learned ${outcomeLine(learnedRoutes, (routes) => Object.entries(routes).map(([instance, each]) => `${instance} ${String(each.length)}`).join(' '))}`)))}`,
  ].join('; ');
