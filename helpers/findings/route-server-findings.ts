/** What is wrong with the Route Server and the subnet that it lives in. */

/** A BGP peer as it is named. */
export interface PeerRef {
  readonly peerId: string;
  readonly name: string;
  readonly peerIp: string;
}

export type RouteServerFinding =
  | { readonly kind: 'subnet-missing'; readonly hubId: string; readonly subnetNames: readonly string[] }
  | { readonly kind: 'subnet-too-small'; readonly hubId: string; readonly length: number; readonly minimum: number; readonly prefixes: readonly string[] }
  | { readonly kind: 'subnet-below-documented-minimum'; readonly hubId: string; readonly length: number; readonly minimum: number }
  | { readonly kind: 'subnet-without-ipv4'; readonly hubId: string; readonly prefixes: readonly string[] }
  | { readonly kind: 'subnet-associated'; readonly hubId: string; readonly routeTableId?: string; readonly networkSecurityGroupId?: string }
  | { readonly kind: 'route-server-missing'; readonly hubId: string }
  | { readonly kind: 'route-server-elsewhere'; readonly hubId: string; readonly name: string; readonly subnetIds: readonly string[] }
  | { readonly kind: 'route-server-not-routing'; readonly name: string; readonly provisioningState: string; readonly routingState: string }
  | { readonly kind: 'instance-addresses-outside'; readonly name: string; readonly outside: readonly string[]; readonly prefixes: readonly string[] }
  | { readonly kind: 'instance-addresses-not-two'; readonly name: string; readonly addresses: readonly string[] }
  | { readonly kind: 'branch-to-branch-off'; readonly routeServerId: string; readonly name: string }
  | { readonly kind: 'branch-to-branch-on'; readonly routeServerId: string; readonly name: string }
  | ({ readonly kind: 'bgp-peer-not-provisioned'; readonly provisioningState: string } & PeerRef)
  | ({ readonly kind: 'bgp-peer-not-connected'; /** As Azure spells it: `NotConnected`, `Connecting`. */ readonly state: string } & PeerRef)
  /** Neither instance has learned anything from it. `connected`: Azure says that it is connected; else it does not say. */
  | ({ readonly kind: 'bgp-peer-silent'; readonly connected?: true } & PeerRef)
  /** An advisory: Azure keeps this number for itself, or IANA does. */
  | ({ readonly kind: 'bgp-peer-asn-reserved'; readonly asn: number } & PeerRef)
  /** An advisory: an instance has learned more than half of what it takes from one peer. */
  | ({ readonly kind: 'bgp-peer-near-limit'; readonly routes: number; readonly limit: number } & PeerRef)
  /** An advisory: no further peer is possible. */
  | { readonly kind: 'bgp-peers-at-limit'; readonly name: string; readonly peers: number; readonly limit: number }
  | ({
      readonly kind: 'bgp-peer-heard-by-one';
      /** What each instance has learned, by its role's name. */
      readonly instances: readonly { readonly role: string; readonly networks: readonly string[] }[];
      readonly deaf: string;
      readonly missing: readonly string[];
    } & PeerRef);
