/** The ARM ids of the topology's resources, spelled as Azure spells them on creation. */
import type { PlacedForwarder } from './forwarders';
import { instanceMachineId, nicIdOf, type ScaleSet } from './scale-sets';
import type {
  ApplicationSecurityGroup,
  BgpConnection,
  NetworkInterface,
  NetworkSecurityGroup,
  Peering,
  Placed,
  Route,
  RouteServer,
  RouteTable,
  SecurityRule,
  Subnet,
  VirtualMachine,
  VirtualNetwork,
  VirtualNetworkGateway,
} from './topology';

const idIn = (type: string, { subscription, resourceGroup, name }: Placed): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${type}/${name}`;

export const virtualNetworkId = (network: VirtualNetwork): string => idIn('Microsoft.Network/virtualNetworks', network);

export const subnetId = (network: VirtualNetwork, subnet: Subnet): string => `${virtualNetworkId(network)}/subnets/${subnet.name}`;

export const peeringId = (network: VirtualNetwork, peering: Peering): string => `${virtualNetworkId(network)}/virtualNetworkPeerings/${peering.name}`;

export const routeTableId = (table: RouteTable): string => idIn('Microsoft.Network/routeTables', table);

export const routeId = (table: RouteTable, route: Route): string => `${routeTableId(table)}/routes/${route.name}`;

export const networkSecurityGroupId = (group: NetworkSecurityGroup): string => idIn('Microsoft.Network/networkSecurityGroups', group);

export const securityRuleId = (group: NetworkSecurityGroup, rule: SecurityRule): string => `${networkSecurityGroupId(group)}/securityRules/${rule.name}`;

export const applicationSecurityGroupId = (group: ApplicationSecurityGroup): string => idIn('Microsoft.Network/applicationSecurityGroups', group);

/** A Route Server is a `virtualHubs` resource: Azure shares the type with Virtual WAN. */
export const routeServerId = (routeServer: RouteServer): string => idIn('Microsoft.Network/virtualHubs', routeServer);

export const bgpConnectionId = (routeServer: RouteServer, connection: BgpConnection): string => `${routeServerId(routeServer)}/bgpConnections/${connection.name}`;

export const virtualNetworkGatewayId = (gateway: VirtualNetworkGateway): string => idIn('Microsoft.Network/virtualNetworkGateways', gateway);

export const networkInterfaceId = (nic: NetworkInterface): string => (nic.instanceOf ? nicIdOf(nic.instanceOf)(nic) : idIn('Microsoft.Network/networkInterfaces', nic));

export const virtualMachineId = (vm: VirtualMachine): string => (vm.instanceOf ? instanceMachineId(vm.instanceOf) : idIn('Microsoft.Compute/virtualMachines', vm));

export const scaleSetId = (set: ScaleSet): string => idIn('Microsoft.Compute/virtualMachineScaleSets', set);

export const azureFirewallId = (firewall: PlacedForwarder): string => idIn('Microsoft.Network/azureFirewalls', firewall);

export const loadBalancerId = (balancer: PlacedForwarder): string => idIn('Microsoft.Network/loadBalancers', balancer);

/** A managed router: a type of its own since the API of 2025-05-01. */
export const virtualNetworkApplianceId = (appliance: PlacedForwarder): string => idIn('Microsoft.Network/virtualNetworkAppliances', appliance);

/** Azure spells one id in several cases, so ids are compared without regard to it. */
export const sameText = (a: string, b: string): boolean => a.length === b.length && a.toLowerCase() === b.toLowerCase();
