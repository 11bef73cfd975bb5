/** Which fields of what is read are compared, in one table. Texts are Azure's own; lists are compared as sets. */
import type { Firewall, HealthProbe, LoadBalancer, RoutingAppliance } from '../estate/forwarder-shapes';
import type { BgpConnection, NetworkInterface, PeerRoute, Peering, RouteServer, RouteTable, Subnet, VirtualMachine, VirtualNetwork, VirtualNetworkGateway } from '../estate/survey';

export type Field =
  | 'addressSpace' | 'prefixes' | 'routeTable' | 'securityGroup' | 'provisioningState'
  | 'peeringState' | 'syncLevel' | 'syncedAddressSpace' | 'allowVirtualNetworkAccess' | 'allowForwardedTraffic' | 'allowGatewayTransit' | 'useRemoteGateways'
  | 'peerCompleteVnets' | 'localSubnets' | 'remoteSubnets'
  | 'routingState' | 'instanceAddresses' | 'asn' | 'branchToBranch' | 'routingPreference' | 'subnets' | 'peerAddress' | 'connectionState' | 'learnedRoutes'
  | 'gatewayType' | 'activeActive' | 'disableBgpRoutePropagation' | 'addresses' | 'policy' | 'rules' | 'backends' | 'machine' | 'ipForwarding'
  | 'powerState' | 'computerName' | 'guestName' | 'osType' | 'nics';

/** Undefined: Azure has none, or it was not read. */
export type Value = string | readonly string[] | undefined;

export type Fields = Readonly<Partial<Record<Field, Value>>>;

const onOff = (is: boolean): string => (is ? 'on' : 'off');

export const networkFields = ({ addressPrefixes, provisioningState }: VirtualNetwork): Fields => ({ addressSpace: addressPrefixes, provisioningState });

export const subnetFields = ({ addressPrefixes, routeTableId, networkSecurityGroupId }: Subnet): Fields => ({ prefixes: addressPrefixes, routeTable: routeTableId, securityGroup: networkSecurityGroupId });

export const peeringFields = (peering: Peering): Fields => ({
  peeringState: peering.peeringState,
  syncLevel: peering.peeringSyncLevel,
  provisioningState: peering.provisioningState,
  allowVirtualNetworkAccess: onOff(peering.allowVirtualNetworkAccess),
  allowForwardedTraffic: onOff(peering.allowForwardedTraffic),
  allowGatewayTransit: onOff(peering.allowGatewayTransit),
  useRemoteGateways: onOff(peering.useRemoteGateways),
  peerCompleteVnets: onOff(peering.peerCompleteVnets),
  localSubnets: peering.localSubnetNames ?? [],
  remoteSubnets: peering.remoteSubnetNames ?? [],
  syncedAddressSpace: peering.syncedRemotePrefixes,
});

export const routeServerFields = (server: RouteServer): Fields => ({
  provisioningState: server.provisioningState,
  routingState: server.routingState,
  instanceAddresses: server.virtualRouterIps,
  asn: server.virtualRouterAsn === undefined ? undefined : String(server.virtualRouterAsn),
  branchToBranch: onOff(server.allowBranchToBranchTraffic),
  routingPreference: server.hubRoutingPreference,
  subnets: server.subnetIds,
});

/** What was learned is compared by instance, where it was read. */
export const bgpPeerFields = ({ provisioningState, peerIp, peerAsn, connectionState, learnedRoutes }: BgpConnection): Fields => ({
  provisioningState,
  peerAddress: peerIp,
  asn: String(peerAsn),
  connectionState,
  ...(learnedRoutes.status === 'read' && { learnedRoutes: Object.entries(learnedRoutes.value).flatMap(([instance, routes]) => routes.map((route) => learned(route, instance))) }),
});

const learned = ({ network, nextHop, asPath }: PeerRoute, instance: string): string => `${network} → ${nextHop} (AS path ${asPath}) at ${instance}`;

export const gatewayFields = ({ gatewayType, provisioningState, activeActive }: VirtualNetworkGateway): Fields => ({ gatewayType, provisioningState, activeActive: onOff(activeActive) });

export const routeTableFields = ({ provisioningState, disableBgpRoutePropagation }: RouteTable): Fields => ({ provisioningState, disableBgpRoutePropagation: onOff(disableBgpRoutePropagation) });

export const firewallFields = ({ provisioningState, addresses, policyId, networkRules }: Firewall): Fields => ({
  provisioningState,
  addresses: addresses.map(({ privateIPAddress }) => privateIPAddress),
  policy: policyId,
  rules: networkRules.map(firewallRule),
});

const firewallRule = ({ name, access, protocols, sourceAddresses: from, destinationAddresses: to, destinationPorts }: Firewall['networkRules'][number]): string =>
  `${name}: ${access} ${protocols.join(' ')}, ${from.join(' ')} → ${to.join(' ')} ports ${destinationPorts.join(' ')}`;

export const loadBalancerFields = ({ provisioningState, frontends, rules, backendPools }: LoadBalancer): Fields => ({
  provisioningState,
  addresses: frontends.map(({ privateIPAddress }) => privateIPAddress),
  rules: rules.map(({ name, protocol, frontendPort, probe }) => `${name}: ${protocol} ${String(frontendPort)}, ${probe ? probeText(probe) : 'no probe'}`),
  backends: backendPools.flatMap(({ nicIds }) => nicIds),
});

const probeText = ({ name, protocol, port, allUpIfNone }: HealthProbe): string => `probe ${name} ${protocol} ${String(port)}${allUpIfNone ? ' (AllProbedUp)' : ''}`;

export const routingApplianceFields = ({ provisioningState, addresses }: RoutingAppliance): Fields => ({ provisioningState, addresses: addresses.map(({ privateIPAddress }) => privateIPAddress) });

export const nicFields = (nic: NetworkInterface): Fields => ({
  addresses: nic.ipConfigurations.map(({ privateIPAddress }) => privateIPAddress),
  subnets: [...new Set(nic.ipConfigurations.map(({ subnetId }) => subnetId))],
  machine: nic.virtualMachineId,
  securityGroup: nic.networkSecurityGroupId,
  ipForwarding: onOff(nic.enableIPForwarding),
});

/** The agent is asked for a name only where a login needs it, so that one which is absent says nothing. */
export const machineFields = ({ powerState, computerName, guestName, osType, networkInterfaceIds }: VirtualMachine): Fields => ({
  powerState,
  computerName,
  osType,
  nics: networkInterfaceIds,
  ...(guestName !== undefined && { guestName }),
});
