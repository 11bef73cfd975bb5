/**
 * The survey: everything that was read of a deployment, as plain JSON-serialisable data in Azure's own words.
 * Judgements read it and nothing else, so a survey that was written to a file can be judged again anywhere.
 */
import type { Reading } from './reading';
import type { MapPartName, SurveyParts } from './survey-parts';

/** A resource id in lower case: ids from Azure differ in case, so this is what maps are keyed by. */
export type Key = string;

export interface Resource {
  /** The ARM resource id as Azure spelled it. */
  readonly id: string;
  readonly name: string;
}

export type Readings<T> = Readonly<Record<Key, Reading<T>>>;

export type SurveyMaps = { readonly [Part in MapPartName]: Readings<SurveyParts[Part]> };

export type Survey = SurveyHead & SurveyMaps & { readonly routeServer: Reading<SurveyParts['routeServer']> };

export interface SurveyHead {
  readonly format: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly hubId: string;
  readonly spokeIds: readonly string[];
  /** Where the list of spokes comes from: SPOKE_VNET_IDS, or the networks that the hub is peered to. */
  readonly spokesFrom: 'settings' | 'hub-peerings';
  /** Networks that the hub is peered to and that are plainly no spokes; only where its peerings say which are. */
  readonly noSpokes?: readonly { readonly id: string; readonly why: NoSpoke }[];
  /** Settings that name what is not there, with what is there instead. A network that only a setting names is none of the spokes. */
  readonly misnamed?: readonly Misnamed[];
  /** ROUTE_SERVER_ID; absent where the Route Server was to be found through the hub's RouteServerSubnet. */
  readonly routeServerId?: string;
}

export interface Misnamed {
  readonly setting: 'HUB_VNET_ID' | 'SPOKE_VNET_IDS' | 'ROUTE_SERVER_ID';
  readonly id: string;
  /** Ids of resources of its type in its resource group, else in its subscription. */
  readonly instead: readonly string[];
}

/** Why a network that the hub is peered to is taken for no spoke. */
export type NoSpoke =
  /** It has a Route Server, a firewall or a gateway of its own, and does not use the hub's. `has` names the subnet of it. */
  | { readonly kind: 'hub'; readonly has: string }
  /** The hub of a Virtual WAN, in a subscription of Microsoft's that nobody may read. */
  | { readonly kind: 'virtual-wan' }
  /** What a deleted network leaves behind. */
  | { readonly kind: 'leftover'; readonly peering: string };

export interface VirtualNetwork extends Resource {
  readonly location: string;
  readonly provisioningState: string;
  readonly addressPrefixes: readonly string[];
  readonly subnets: readonly Subnet[];
  readonly peerings: readonly Peering[];
}

export interface Subnet extends Resource {
  /** Azure sends one `addressPrefix` or several `addressPrefixes`; here it is always the list. */
  readonly addressPrefixes: readonly string[];
  readonly routeTableId?: string;
  readonly networkSecurityGroupId?: string;
  /** Ids of what has an address in the subnet: `…/networkInterfaces/<nic>/ipConfigurations/<name>` and others. */
  readonly ipConfigurationIds: readonly string[];
}

export interface Peering extends Resource {
  readonly remoteVirtualNetworkId: string;
  /** Initiated | Connected | Disconnected. */
  readonly peeringState: string;
  /** FullyInSync | RemoteNotInSync | LocalNotInSync | LocalAndRemoteNotInSync. */
  readonly peeringSyncLevel: string;
  readonly provisioningState: string;
  readonly allowVirtualNetworkAccess: boolean;
  readonly allowForwardedTraffic: boolean;
  readonly allowGatewayTransit: boolean;
  readonly useRemoteGateways: boolean;
  /** False for a subnet peering, which carries part of the networks only. */
  readonly peerCompleteVnets: boolean;
  /** Of a subnet peering: the subnets of its own network that this side is for. */
  readonly localSubnetNames?: readonly string[];
  /** Of a subnet peering: the subnets of the other network that this side is for. */
  readonly remoteSubnetNames?: readonly string[];
  /** What this side last synced of the other side's address space (`remoteAddressSpace`). */
  readonly syncedRemotePrefixes: readonly string[];
}

export interface RouteServer extends Resource {
  readonly location: string;
  readonly provisioningState: string;
  /** None | Provisioning | Provisioned | Failed. `Succeeded` with `None` is a Route Server that does not route yet. */
  readonly routingState: string;
  /** The instance addresses, two when healthy. */
  readonly virtualRouterIps: readonly string[];
  readonly virtualRouterAsn?: number;
  readonly allowBranchToBranchTraffic: boolean;
  readonly hubRoutingPreference?: string;
  /** The subnets that its IP configurations lie in. */
  readonly subnetIds: readonly string[];
  readonly bgpConnections: Reading<readonly BgpConnection[]>;
}

export interface BgpConnection extends Resource {
  readonly provisioningState: string;
  readonly peerIp: string;
  readonly peerAsn: number;
  /** Unknown | Connecting | Connected | NotConnected; recordings of real traffic lack it, so it may be absent. */
  readonly connectionState?: string;
  /** What each Route Server instance has learned from this peer, by instance role name. */
  readonly learnedRoutes: Reading<Readonly<Record<string, readonly PeerRoute[]>>>;
}

export interface PeerRoute {
  readonly network: string;
  readonly nextHop: string;
  readonly asPath: string;
}

export interface VirtualNetworkGateway extends Resource {
  /** Vpn | ExpressRoute | LocalGateway. */
  readonly gatewayType: string;
  readonly provisioningState: string;
  readonly activeActive: boolean;
}

export interface RouteTable extends Resource {
  readonly location: string;
  readonly provisioningState: string;
  readonly disableBgpRoutePropagation: boolean;
  readonly routes: readonly Route[];
}

export interface Route {
  readonly name: string;
  /** A CIDR prefix, or a service tag. */
  readonly addressPrefix: string;
  /** VirtualNetworkGateway | VnetLocal | Internet | VirtualAppliance | None, and what Azure adds. */
  readonly nextHopType: string;
  readonly nextHopIpAddress?: string;
  readonly provisioningState: string;
}

export interface NetworkInterface extends Resource {
  readonly location: string;
  readonly enableIPForwarding: boolean;
  /** Absent for a NIC that is attached to no VM (a private endpoint's, or a spare one). */
  readonly virtualMachineId?: string;
  readonly networkSecurityGroupId?: string;
  readonly ipConfigurations: readonly NicIpConfiguration[];
}

export interface NicIpConfiguration {
  readonly name: string;
  readonly primary: boolean;
  readonly subnetId: string;
  readonly privateIPAddress: string;
  /** IPv4 | IPv6. */
  readonly privateIPAddressVersion: string;
}

export interface VirtualMachine extends Resource {
  readonly location: string;
  /** The host name that Azure gave the guest (`osProfile.computerName`); absent for a machine made from a specialised disk. */
  readonly computerName?: string;
  /** What the guest calls itself, as its agent reports (`instanceView.computerName`); another name where it was renamed. May be absent. */
  readonly guestName?: string;
  /** Linux | Windows, by its disk (`storageProfile.osDisk.osType`). */
  readonly osType?: string;
  /** From the instance view's `PowerState/…` status: running, deallocated, stopped, starting, … ; `unknown` where Azure sent none. */
  readonly powerState: string;
  readonly networkInterfaceIds: readonly string[];
}

export interface EffectiveRoute {
  /** Only user routes have one. */
  readonly name?: string;
  /** Default | User | VirtualNetworkGateway | Unknown. */
  readonly source: string;
  /** Active | Invalid. */
  readonly state: string;
  readonly addressPrefixes: readonly string[];
  /** An open string: Azure sends VNetPeering, VNetGlobalPeering and others that the SDK's enum lacks. */
  readonly nextHopType: string;
  readonly nextHopIpAddresses: readonly string[];
}

/** One NSG that applies to a NIC. The subnet's and the NIC's are evaluated separately, and both must allow. */
export interface EffectiveSecurityGroup {
  readonly networkSecurityGroupId: string;
  readonly association: 'subnet' | 'networkInterface';
  readonly rules: readonly EffectiveSecurityRule[];
}

export interface EffectiveSecurityRule {
  readonly name: string;
  /** Tcp | Udp | All, and what Azure adds. */
  readonly protocol: string;
  /** `0-65535` stands for any. */
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
  /** Prefixes and service tags as written in the rule. */
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  /** What Azure expanded the service tags to; empty where it expanded nothing. */
  readonly expandedSourceAddressPrefixes: readonly string[];
  readonly expandedDestinationAddressPrefixes: readonly string[];
  readonly access: 'Allow' | 'Deny';
  /** Lower numbers are evaluated first. */
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
}
