/** What is wrong with the peerings between hub and spokes, and with the networks' address spaces. */
import type { PeeringSide } from '../estate/estate';
import type { Peering } from '../estate/survey';

export type PeeringSwitch = 'allowVirtualNetworkAccess' | 'allowForwardedTraffic' | 'allowGatewayTransit' | 'useRemoteGateways';

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
    }
  | ({ readonly kind: 'peering-not-connected' } & OfPeering)
  | ({ readonly kind: 'subnet-peering' } & OfPeering)
  | ({ readonly kind: 'peering-switch-off'; readonly setting: PeeringSwitch } & OfPeering)
  | ({ readonly kind: 'hub-refuses-forwarded' } & OfPeering)
  | ({ readonly kind: 'space-not-synced'; readonly synced: readonly string[]; readonly today: readonly string[]; readonly unsynced: readonly string[]; readonly stale: readonly string[] } & OfPeering)
  /** An address on a packet's way is not in what the peering last synced. */
  | ({ readonly kind: 'address-not-synced'; readonly address: string } & OfPeering)
  | { readonly kind: 'spaces-overlap'; readonly first: string; readonly second: string; readonly left: string; readonly right: string; readonly pairs: number }
  | { readonly kind: 'no-prefix'; readonly text: string; readonly networks: readonly [string, string] }
  | { readonly kind: 'spokes-peered'; readonly spokeId: string; readonly peerings: readonly Pick<Peering, 'name' | 'remoteVirtualNetworkId' | 'peeringState'>[] };
