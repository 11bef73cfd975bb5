/** What is wrong with the peerings between hub and spokes, and with the networks' address spaces. */
import type { PeeringSide } from '../estate/estate';
import type { MatchingRoute } from '../estate/route-selection';
import type { Peering } from '../estate/survey';

export type PeeringSwitch = 'allowVirtualNetworkAccess' | 'allowForwardedTraffic' | 'allowGatewayTransit' | 'useRemoteGateways';

/** Why Azure would refuse the plain remedy of a peering, or why it would change more than what is wrong. */
export type RemedyObstacle =
  /** `name` of the gateway or Route Server that the network has itself. */
  | { readonly kind: 'own-gateway'; readonly networkId: string; readonly name: string }
  | { readonly kind: 'uses-other-gateways'; readonly networkId: string; readonly peering: string; readonly remote: string }
  | { readonly kind: 'nothing-to-use'; readonly networkId: string }
  | { readonly kind: 'not-offered'; readonly networkId: string; readonly peering: string }
  /** What BGP brings would decide on what another route leads somewhere now. */
  | { readonly kind: 'brings-routes'; readonly networkId: string; readonly prefixes: readonly string[] };

/** Why Azure takes no peering between two networks as they are. */
export type CreationObstacle =
  | { readonly kind: 'other-side-disconnected'; readonly networkId: string; readonly peering: string }
  /** `networkId`, one of the two or peered with one of them, has the prefix too. */
  | { readonly kind: 'overlap'; readonly networkId: string; readonly prefix: string };

interface OfPeering {
  readonly side: PeeringSide;
  readonly peering: Peering;
}

export type PeeringFinding =
  | { readonly kind: 'no-spokes'; readonly hubId: string }
  | {
      readonly kind: 'peering-missing';
      readonly side: PeeringSide;
      readonly ownerIsHub: boolean;
      /** The peerings that the owner has. */
      readonly others: readonly Pick<Peering, 'name' | 'remoteVirtualNetworkId'>[];
      /** Why it is to be made without gateways. */
      readonly obstacle?: RemedyObstacle;
      /** The other side's peering, which has to offer its gateways before this one is made. */
      readonly onceOffered?: string;
      /** Why it cannot be made. */
      readonly refused?: CreationObstacle;
      /** A name that no other peering of the owner has. */
      readonly freeName: string;
    }
  /** `opposite`: the other side's peering, which is what has to be synced where it says RemoteNotInSync. */
  | ({ readonly kind: 'peering-not-connected'; readonly opposite?: Peering } & OfPeering)
  | ({ readonly kind: 'subnet-peering' } & OfPeering)
  | ({ readonly kind: 'peering-switch-off'; readonly setting: PeeringSwitch; readonly obstacle?: RemedyObstacle } & OfPeering)
  | ({ readonly kind: 'peering-switch-on'; readonly setting: PeeringSwitch } & OfPeering)
  | ({ readonly kind: 'hub-refuses-forwarded' } & OfPeering)
  | ({ readonly kind: 'space-not-synced'; readonly synced: readonly string[]; readonly today: readonly string[]; readonly unsynced: readonly string[]; readonly stale: readonly string[] } & OfPeering)
  /** An address on a packet's way is not in what the peering last synced. */
  | ({ readonly kind: 'address-not-synced'; readonly address: string } & OfPeering)
  /** The side of a subnet peering whose lists leave out a subnet that a packet leaves or is for, or the subnet of a next hop. */
  | ({ readonly kind: 'subnet-not-peered'; readonly subnetId: string; readonly list: 'localSubnetNames' | 'remoteSubnetNames' } & OfPeering)
  | { readonly kind: 'spaces-overlap'; readonly first: string; readonly second: string; readonly left: string; readonly right: string; readonly pairs: number }
  | { readonly kind: 'no-prefix'; readonly text: string; readonly networks: readonly [string, string] }
  /** A connected group of Azure Virtual Network Manager; `rows` of the NICs of the spoke lead to other spokes. */
  | { readonly kind: 'spokes-connected'; readonly spokeId: string; readonly nicId: string; readonly to: readonly string[]; readonly row: MatchingRoute }
  /** No peering connects them, and effective routes, which alone show a connected group, were read of no NIC on either side, or do not say whose address space they lead to. */
  | { readonly kind: 'connection-not-seen'; readonly spokeId: string; readonly to: readonly string[] }
  /** Spokes that are to be peered with this one, and are not. */
  | { readonly kind: 'spokes-not-peered'; readonly spokeId: string; readonly to: readonly string[] }
  | { readonly kind: 'spokes-peered'; readonly spokeId: string; readonly peerings: readonly Pick<Peering, 'name' | 'remoteVirtualNetworkId' | 'peeringState'>[] };
