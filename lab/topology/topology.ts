/** The one truth of the lab: a description of networks, routes, rules and machines. Everything the lab answers is computed from it. */
import type { AdminRule } from './admin-rules';
import type { FileExpectations } from './expectations';
import type { Forwarder } from './forwarders';
import type { OverrideRoute, OverrideSecurityGroup } from './overrides';
import type { InstanceOf, ScaleSet } from './scale-sets';

/**
 * Names another resource of the topology: its name, or `resourceGroup/name`, or its full resource id where a shorter
 * form is ambiguous.
 */
export type Ref = string;

export interface Topology {
  readonly name: string;
  readonly description: string;
  /**
   * Whether the fabric keeps forwarded packets out of a network whose peering does not allow them, as Microsoft documents and several reports
   * deny; where not given, it does.
   */
  readonly forwardedTraffic?: 'enforced' | 'not enforced';
  readonly subscriptions: Subscription[];
  readonly virtualNetworks: VirtualNetwork[];
  /** Networks that a Network Manager connects with each other directly; where not given, none. */
  readonly connectedGroups?: ConnectedGroup[];
  readonly routeTables: RouteTable[];
  readonly networkSecurityGroups: NetworkSecurityGroup[];
  readonly applicationSecurityGroups: ApplicationSecurityGroup[];
  readonly routeServers: RouteServer[];
  readonly virtualNetworkGateways: VirtualNetworkGateway[];
  readonly virtualMachines: VirtualMachine[];
  readonly scaleSets: ScaleSet[];
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
  /** The content of EXPECTATIONS_FILE, with refs in place of ids; where not given, there is no such file. */
  expectations?: FileExpectations;
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
  /** Where not given, no Network Manager has a say. */
  adminRules?: AdminRule[];
}

/** Its members reach each other without peerings, and no resource of theirs says so. */
export interface ConnectedGroup {
  name: string;
  members: Ref[];
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
  /** What forwards here without being a machine: an Azure Firewall, an internal load balancer, a routing appliance. */
  forwarders?: Forwarder[];
}

export interface PrivateEndpoint {
  name: string;
  privateIPAddress: string;
  /** The name of its NIC; where not given, one is made up as Azure does. */
  networkInterface?: string;
}

/** What an appliance makes of what it forwards; where nothing is given, it passes everything. */
export interface ApplianceBehaviour {
  /** It drops what belongs to no connection that it has seen begin. Of next hops at equal cost that are all stateful, a hash of the connection picks one. */
  stateful?: boolean;
  /** The first that matches decides; what none matches is passed. */
  filters?: ApplianceFilter[];
}

export interface ApplianceFilter {
  /** `*` is any. */
  protocol: 'Tcp' | 'Udp' | 'Icmp' | '*';
  /** Where it goes: ports, ranges of ports, `*`. */
  ports: string[];
  /** Where it goes: prefixes, `*`. */
  prefixes: string[];
  access: 'Allow' | 'Deny';
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
  /** Of a subnet peering: the subnets of this network that it carries traffic of; where not given, all. */
  localSubnetNames?: string[];
  /** Of a subnet peering: the subnets of the remote network that it carries traffic to; where not given, all. */
  remoteSubnetNames?: string[];
}

export interface RouteTable extends Placed {
  disableBgpRoutePropagation: boolean;
  routes: Route[];
}

export interface Route {
  name: string;
  /** A prefix, or a service tag such as `AzureCloud`, which stands for public addresses. */
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
  /** Empty where application security groups stand in their place. */
  sourceAddressPrefixes: string[];
  sourceApplicationSecurityGroups?: Ref[];
  sourcePortRanges: string[];
  destinationAddressPrefixes: string[];
  destinationApplicationSecurityGroups?: Ref[];
  destinationPortRanges: string[];
  /** Azure says at once what was configured, and the fabric makes it so later; where not given, at once. */
  enforced?: Enforcement;
}

/** When the fabric goes by a rule, counted in the connections that the rule is the one to decide on, at each NIC by itself. What it is not enforced on meets the rules after it. */
export type Enforcement =
  /** From the one after so many on: a rule that was made just now. */
  | { after: number }
  /** On so many and no more: one that just now was changed into something that Azure does not say yet. */
  | { first: number };

/** A name for the NICs that say that they are in it, all of one network. */
export type ApplicationSecurityGroup = Placed;

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
  /** The next hop that it advertises them with, such as a load balancer's; where not given, its own address. */
  nextHop?: string;
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
  learnedPrefixes?: LearnedPrefix[];
  /** What is sent to on-premises for a network that uses this gateway is turned round there and comes back to it; where not given, it is lost. */
  hairpin?: boolean;
}

export interface LearnedPrefix {
  prefix: string;
  /** At the provider's edge, as with ExpressRoute: addresses that lie in no network. Where not given, the gateway's own. */
  nextHops?: string[];
}

export type PowerState = 'running' | 'stopped' | 'deallocated' | 'starting' | 'stopping' | 'deallocating' | 'unknown';

export interface VirtualMachine extends Placed, ApplianceBehaviour {
  /** Where not given, Linux. */
  operatingSystem?: 'Linux' | 'Windows';
  /** `osProfile.computerName`, and what `hostname` prints; where not given, the name. Null: made from a specialised disk, Azure knows none. */
  computerName?: string | null;
  /** What the guest was renamed to, and calls itself since; `osProfile.computerName` stays what it was. */
  renamedTo?: string;
  powerState: PowerState;
  /** NICs by name, the primary one first. */
  networkInterfaces: Ref[];
  /** The guest forwards packets that are not its own (an appliance); needs `enableIPForwarding` on its NICs too. */
  forwards?: boolean;
  /** The TCP ports on which something listens; where not given, 22 with Linux, none with Windows. On all but that of the SSH server it accepts and says nothing. */
  listensOn?: number[];
  /** What the guest's own firewall does to connections to these ports, whoever they come from; the first that names a port decides, and what none names passes. */
  guestFirewall?: GuestRule[];
  /** The user that may log in, with a key of its own; where not given, the lab's one user with the lab's key. */
  sshUser?: string;
  /** The flexible scale set that it belongs to. */
  scaleSet?: Ref;
  /** Not in a file: made from the instance of a uniform scale set. */
  instanceOf?: InstanceOf;
}

export interface GuestRule {
  /** Ports and ranges of ports. */
  ports: string[];
  /** `refuse` answers with a reset, `drop` with nothing. */
  action: 'drop' | 'refuse';
}

export interface NetworkInterface extends Placed {
  /** `virtualNetwork/subnet`. */
  subnet: Ref;
  /** The first is the primary IP configuration's. */
  privateIPAddresses: string[];
  networkSecurityGroup?: Ref;
  applicationSecurityGroups?: Ref[];
  enableIPForwarding: boolean;
  /** Override: takes the place of what follows from tables, peerings and BGP, in Azure's answers and for the packets alike. */
  effectiveRoutes?: OverrideRoute[];
  /** Override, likewise. */
  effectiveSecurityGroups?: OverrideSecurityGroup[];
  /** Not in a file: made from the NIC of an instance of a uniform scale set. */
  instanceOf?: InstanceOf;
}
