/** The one truth of the lab: a description of networks, routes, rules and machines. Everything the lab answers is computed from it. */
import type { OverrideRoute, OverrideSecurityGroup } from './overrides';

/**
 * Names another resource of the topology: its name, or `resourceGroup/name`, or its full resource id where a shorter
 * form is ambiguous.
 */
export type Ref = string;

export interface Topology {
  readonly name: string;
  readonly description: string;
  readonly subscriptions: Subscription[];
  readonly virtualNetworks: VirtualNetwork[];
  readonly routeTables: RouteTable[];
  readonly networkSecurityGroups: NetworkSecurityGroup[];
  readonly routeServers: RouteServer[];
  readonly virtualNetworkGateways: VirtualNetworkGateway[];
  readonly virtualMachines: VirtualMachine[];
  readonly networkInterfaces: NetworkInterface[];
  readonly settings: Settings;
}

/** The settings of a run of the harness against this topology; they become environment variables of the same meaning. */
export interface Settings {
  hub: Ref;
  /** The spokes; absent: SPOKE_VNET_IDS is left unset. */
  spokes?: Ref[];
  /** `route-server`, `gateway`, or addresses. */
  transit?: string;
  /** Further settings by their environment name, e.g. `ROUTE_SERVER_SUBNET_MIN_PREFIX`. */
  environment?: Record<string, string>;
}

export interface Subscription {
  /** A GUID. */
  id: string;
  displayName: string;
}

export interface Placed {
  name: string;
  /** GUID of the subscription. */
  subscription: string;
  resourceGroup: string;
  /** Region name such as `southeastasia`. */
  location: string;
}

export interface VirtualNetwork extends Placed {
  addressPrefixes: string[];
  subnets: Subnet[];
  peerings: Peering[];
}

export interface Subnet {
  name: string;
  addressPrefixes: string[];
  routeTable?: Ref;
  networkSecurityGroup?: Ref;
  /** Service endpoint services, e.g. `Microsoft.Storage`. */
  serviceEndpoints?: string[];
  /** Private endpoint addresses: /32 rows of next hop type InterfaceEndpoint in the effective routes. */
  privateEndpoints?: PrivateEndpoint[];
  /** What forwards here without being a machine: an Azure Firewall, an internal load balancer. Resource Manager does not show it here. */
  forwarders?: Forwarder[];
}

export interface PrivateEndpoint {
  name: string;
  privateIPAddress: string;
  /** The name of its NIC; where not given, one is made up as Azure does. */
  networkInterface?: string;
}

export interface Forwarder {
  name: string;
  privateIPAddress: string;
}

/** Of a resource as Azure manages it; `Succeeded` says nothing about whether it works. */
export type ProvisioningState = 'Succeeded' | 'Updating' | 'Failed' | 'Creating' | 'Deleting' | 'Canceled';

/** One side of a peering. A peering carries traffic only when both sides exist and are Connected. */
export interface Peering {
  name: string;
  /** The other network. May name one that is not in the topology, by its full id. */
  remote: Ref;
  allowVirtualNetworkAccess: boolean;
  allowForwardedTraffic: boolean;
  allowGatewayTransit: boolean;
  useRemoteGateways: boolean;
  /** Where not given it follows from the truth: Connected if the other side exists, else Initiated. */
  peeringState?: 'Initiated' | 'Connected' | 'Disconnected';
  /** Where not given it follows from the truth. */
  peeringSyncLevel?: 'FullyInSync' | 'RemoteNotInSync' | 'LocalNotInSync' | 'LocalAndRemoteNotInSync';
  /** What this side last synced; where not given, the other network's address space of today. */
  syncedRemotePrefixes?: string[];
  /** False for a subnet peering, which carries part of the networks only; where not given, true. */
  peerCompleteVnets?: boolean;
}

export interface RouteTable extends Placed {
  disableBgpRoutePropagation: boolean;
  routes: Route[];
}

export interface Route {
  name: string;
  addressPrefix: string;
  nextHopType: 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'VirtualAppliance' | 'None';
  nextHopIpAddress?: string;
}

export interface NetworkSecurityGroup extends Placed {
  /** Without the six default rules, which every NSG has. */
  rules: SecurityRule[];
}

export interface SecurityRule {
  name: string;
  priority: number;
  direction: 'Inbound' | 'Outbound';
  access: 'Allow' | 'Deny';
  /** `*` is any. */
  protocol: 'Tcp' | 'Udp' | 'Icmp' | '*';
  sourceAddressPrefixes: string[];
  sourcePortRanges: string[];
  destinationAddressPrefixes: string[];
  destinationPortRanges: string[];
}

export interface RouteServer extends Placed {
  /** `virtualNetwork/subnet`; of several IP configurations none is needed here, a Route Server has one. */
  subnet: Ref;
  provisioningState: ProvisioningState;
  routingState: 'None' | 'Provisioning' | 'Provisioned' | 'Failed';
  /** Where not given: the first two free addresses of the subnet, if Provisioned, else none. */
  virtualRouterIps?: string[];
  allowBranchToBranchTraffic: boolean;
  bgpConnections: BgpConnection[];
}

export interface BgpConnection {
  name: string;
  peerIp: string;
  peerAsn: number;
  provisioningState: ProvisioningState;
  /** Real recordings lack it; where not given it is not sent. */
  connectionState?: 'Unknown' | 'Connecting' | 'Connected' | 'NotConnected';
  /** The prefixes that the peer advertises to the Route Server. */
  advertises: string[];
  /** The instances (0, 1) that have learned them; where not given, both. */
  learnedBy?: number[];
  /** Override, by instance (`RouteServiceRole_IN_0`): answered in place of what follows from `advertises` and `learnedBy`. */
  learned?: Record<string, string[]>;
}

export interface VirtualNetworkGateway extends Placed {
  /** `virtualNetwork/GatewaySubnet`. */
  subnet: Ref;
  gatewayType: 'Vpn' | 'ExpressRoute' | 'LocalGateway';
  activeActive: boolean;
  asn: number;
  /** The prefixes that it has learned from on-premises; where not given, none. */
  learnedPrefixes?: string[];
}

export interface VirtualMachine extends Placed {
  /** Where not given, Linux. */
  operatingSystem?: 'Linux' | 'Windows';
  /** `osProfile.computerName`, and what `hostname` prints; where not given, the name. Null: made from a specialised disk, Azure knows none. */
  computerName?: string | null;
  /** What the guest was renamed to, and calls itself since; `osProfile.computerName` stays what it was. */
  renamedTo?: string;
  powerState: 'running' | 'stopped' | 'deallocated' | 'starting' | 'stopping' | 'deallocating' | 'unknown';
  /** NICs by name, the primary one first. */
  networkInterfaces: Ref[];
  /** The guest forwards packets that are not its own (an appliance); needs `enableIPForwarding` on its NICs too. */
  forwards?: boolean;
  /** The TCP ports on which something listens; where not given, 22 with Linux, none with Windows. */
  listensOn?: number[];
}

export interface NetworkInterface extends Placed {
  /** `virtualNetwork/subnet`. */
  subnet: Ref;
  /** The first is the primary IP configuration's. */
  privateIPAddresses: string[];
  networkSecurityGroup?: Ref;
  enableIPForwarding: boolean;
  /** Override: takes the place of what follows from tables, peerings and BGP, in Azure's answers and for the packets alike. */
  effectiveRoutes?: OverrideRoute[];
  /** Override, likewise. */
  effectiveSecurityGroups?: OverrideSecurityGroup[];
}
