/** The resource types that the lab holds: where each is found in the topology, how it is sent, and what Microsoft calls its operations. */
import { forwardersOfKind, type PlacedForwarder } from '../topology/forwarders';
import { remember } from '../topology/remember';
import type { ScaleSet } from '../topology/scale-sets';
import type { ApplicationSecurityGroup, NetworkInterface, NetworkSecurityGroup, RouteServer, RouteTable, VirtualMachine, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { World } from '../topology/world';
import { invalidExpand } from './arm-error';
import type { ChildType } from './child-operations';
import type { Call } from './operation';
import type { ResourceBody } from './resource-body';
import type { ResourceType } from './resource-operations';
import { applicationSecurityGroupBody } from './resources/application-security-group';
import { azureFirewallBody } from './resources/azure-firewall';
import { loadBalancerBody } from './resources/load-balancer';
import { ipConfigurationBodies, networkInterfaceBody } from './resources/network-interface';
import { networkSecurityGroupBody, securityRuleBodies } from './resources/network-security-group';
import { everyNetworkInterface } from './resources/private-endpoint';
import { routeBodies, routeTableBody } from './resources/route-table';
import { scaleSetBody } from './resources/scale-set';
import { bgpConnectionBodies, hubIpConfigurationBodies, virtualHubBody } from './resources/virtual-hub';
import { virtualMachineBody, virtualMachineStatusBody } from './resources/virtual-machine';
import { peeringBodies, subnetBodies, virtualNetworkBody } from './resources/virtual-network';
import { virtualNetworkApplianceBody } from './resources/virtual-network-appliance';
import { virtualNetworkGatewayBody } from './resources/virtual-network-gateway';

const always = (): boolean => true;
const never = (): boolean => false;
export const expandsInstanceView = ({ request }: Call): boolean => /^instanceView$/i.test(request.url.searchParams.get('$expand') ?? '');

type BodyOf<Resource> = (world: World, resource: Resource) => ResourceBody;

/** A body is made once for each change of the topology, and not for each request. */
function once<Resource>(body: BodyOf<Resource>): BodyOf<Resource> {
  return (world, resource) => remember(world.topology, body, resource, () => body(world, resource));
}

const asksForStatusOnly = ({ searchParams }: URL): boolean => /^true$/i.test(searchParams.get('statusOnly') ?? '');

export const virtualNetworks: ResourceType<VirtualNetwork> = {
  type: 'Microsoft.Network/virtualNetworks',
  names: { get: 'VirtualNetworks_Get', listInGroup: 'VirtualNetworks_List', listInSubscription: 'VirtualNetworks_ListAll' },
  all: ({ topology }) => topology.virtualNetworks,
  body: once(virtualNetworkBody),
  etagHeader: always,
};

export const subnets: ChildType<VirtualNetwork> = {
  parent: virtualNetworks,
  type: 'subnets',
  names: { get: 'Subnets_Get', list: 'Subnets_List' },
  bodies: subnetBodies,
};

export const virtualNetworkPeerings: ChildType<VirtualNetwork> = {
  parent: virtualNetworks,
  type: 'virtualNetworkPeerings',
  names: { get: 'VirtualNetworkPeerings_Get', list: 'VirtualNetworkPeerings_List' },
  bodies: peeringBodies,
};

export const virtualHubs: ResourceType<RouteServer> = {
  type: 'Microsoft.Network/virtualHubs',
  names: { get: 'VirtualHubs_Get', listInGroup: 'VirtualHubs_ListByResourceGroup', listInSubscription: 'VirtualHubs_List' },
  all: ({ topology }) => topology.routeServers,
  body: once(virtualHubBody),
  etagHeader: never,
};

export const hubIpConfigurations: ChildType<RouteServer> = {
  parent: virtualHubs,
  type: 'ipConfigurations',
  names: { get: 'VirtualHubIpConfiguration_Get', list: 'VirtualHubIpConfiguration_List' },
  bodies: hubIpConfigurationBodies,
};

export const bgpConnections: ChildType<RouteServer> = {
  parent: virtualHubs,
  type: 'bgpConnections',
  names: { get: 'VirtualHubBgpConnection_Get', list: 'VirtualHubBgpConnections_List' },
  bodies: (_, routeServer, etag) => bgpConnectionBodies(routeServer, etag),
};

export const routeTables: ResourceType<RouteTable> = {
  type: 'Microsoft.Network/routeTables',
  names: { get: 'RouteTables_Get', listInGroup: 'RouteTables_List', listInSubscription: 'RouteTables_ListAll' },
  all: ({ topology }) => topology.routeTables,
  body: once(routeTableBody),
  etagHeader: always,
};

export const routes: ChildType<RouteTable> = {
  parent: routeTables,
  type: 'routes',
  names: { get: 'Routes_Get', list: 'Routes_List' },
  bodies: (_, table, etag) => routeBodies(table, etag),
};

export const networkSecurityGroups: ResourceType<NetworkSecurityGroup> = {
  type: 'Microsoft.Network/networkSecurityGroups',
  names: { get: 'NetworkSecurityGroups_Get', listInGroup: 'NetworkSecurityGroups_List', listInSubscription: 'NetworkSecurityGroups_ListAll' },
  all: ({ topology }) => topology.networkSecurityGroups,
  body: once(networkSecurityGroupBody),
  etagHeader: always,
};

export const securityRules: ChildType<NetworkSecurityGroup> = {
  parent: networkSecurityGroups,
  type: 'securityRules',
  names: { get: 'SecurityRules_Get', list: 'SecurityRules_List' },
  bodies: securityRuleBodies,
};

export const applicationSecurityGroups: ResourceType<ApplicationSecurityGroup> = {
  type: 'Microsoft.Network/applicationSecurityGroups',
  names: { get: 'ApplicationSecurityGroups_Get', listInGroup: 'ApplicationSecurityGroups_List', listInSubscription: 'ApplicationSecurityGroups_ListAll' },
  all: ({ topology }) => topology.applicationSecurityGroups,
  body: (_, group) => applicationSecurityGroupBody(group),
  etagHeader: always,
};

export const networkInterfaces: ResourceType<NetworkInterface> = {
  type: 'Microsoft.Network/networkInterfaces',
  names: { get: 'NetworkInterfaces_Get', listInGroup: 'NetworkInterfaces_List', listInSubscription: 'NetworkInterfaces_ListAll' },
  all: everyNetworkInterface,
  body: once(networkInterfaceBody),
  etagHeader: always,
};

export const ipConfigurations: ChildType<NetworkInterface> = {
  parent: networkInterfaces,
  type: 'ipConfigurations',
  names: { get: 'NetworkInterfaceIPConfigurations_Get', list: 'NetworkInterfaceIPConfigurations_List' },
  bodies: ipConfigurationBodies,
};

export const virtualNetworkGateways: ResourceType<VirtualNetworkGateway> = {
  type: 'Microsoft.Network/virtualNetworkGateways',
  names: { get: 'VirtualNetworkGateways_Get', listInGroup: 'VirtualNetworkGateways_List' },
  all: ({ topology }) => topology.virtualNetworkGateways,
  body: once(virtualNetworkGatewayBody),
  etagHeader: never,
};

export const azureFirewalls: ResourceType<PlacedForwarder> = {
  type: 'Microsoft.Network/azureFirewalls',
  names: { get: 'AzureFirewalls_Get', listInGroup: 'AzureFirewalls_List', listInSubscription: 'AzureFirewalls_ListAll' },
  all: ({ topology }) => forwardersOfKind(topology, 'firewall'),
  body: once(azureFirewallBody),
  etagHeader: always,
};

export const loadBalancers: ResourceType<PlacedForwarder> = {
  type: 'Microsoft.Network/loadBalancers',
  names: { get: 'LoadBalancers_Get', listInGroup: 'LoadBalancers_List', listInSubscription: 'LoadBalancers_ListAll' },
  all: ({ topology }) => forwardersOfKind(topology, 'load-balancer'),
  body: once(loadBalancerBody),
  etagHeader: always,
};

export const virtualNetworkAppliances: ResourceType<PlacedForwarder> = {
  type: 'Microsoft.Network/virtualNetworkAppliances',
  names: { get: 'VirtualNetworkAppliances_Get', listInGroup: 'VirtualNetworkAppliances_List', listInSubscription: 'VirtualNetworkAppliances_ListAll' },
  all: ({ topology }) => forwardersOfKind(topology, 'routing-appliance'),
  body: once(virtualNetworkApplianceBody),
  etagHeader: always,
};

export const scaleSets: ResourceType<ScaleSet> = {
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  names: { get: 'VirtualMachineScaleSets_Get', listInGroup: 'VirtualMachineScaleSets_List', listInSubscription: 'VirtualMachineScaleSets_ListAll' },
  all: ({ topology }) => topology.scaleSets,
  body: once(scaleSetBody),
  etagHeader: always,
};

const machineAlone = once((world, vm: VirtualMachine) => virtualMachineBody(world, vm, { instanceView: false }));
const machineWithView = once((world, vm: VirtualMachine) => virtualMachineBody(world, vm, { instanceView: true }));
const machineStatus = once((_, vm: VirtualMachine) => virtualMachineStatusBody(vm));

export const virtualMachines: ResourceType<VirtualMachine> = {
  type: 'Microsoft.Compute/virtualMachines',
  names: { get: 'VirtualMachines_Get', listInGroup: 'VirtualMachines_List', listInSubscription: 'VirtualMachines_ListAll' },
  all: ({ topology }) => topology.virtualMachines,
  body: (world, vm, call) => (expandsInstanceView(call) ? machineWithView : machineAlone)(world, vm),
  inSubscription: {
    body: (world, vm, { request }) => (asksForStatusOnly(request.url) ? machineStatus : machineAlone)(world, vm),
    // Only with a filter by scale set, which the lab doesn't imitate.
    refuse: (call) => (expandsInstanceView(call) ? invalidExpand() : undefined),
  },
  etagHeader: (call) => !expandsInstanceView(call),
};
