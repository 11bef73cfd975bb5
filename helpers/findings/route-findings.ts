/** Where packets are sent and should not be: route tables, effective routes, next hops. */
import type { Transit } from '../estate/expectations';
import type { MachineRef } from '../estate/machines';
import type { MatchingRoute } from '../estate/route-selection';
import type { EffectiveRoute, Route } from '../estate/survey';
import type { TransitTarget } from '../estate/transit';

/** Who cannot reach whom, and which effective routes decide it, where they were read. */
export interface Misrouted {
  readonly from: MachineRef;
  readonly to: MachineRef;
  readonly deciding?: readonly MatchingRoute[];
}

/** A route that would lead to the transit, and nothing else anywhere else: made anew, or one that is there with another next hop. */
export interface RouteRemedy {
  readonly prefix: string;
  readonly target: TransitTarget;
  readonly name: string;
  /** Of a route that is there: whether it names an address. */
  readonly update?: { readonly hadAddress: boolean };
}

/** A network that is judged as a spoke, and may be none: nobody named the spokes, and it takes no part in what goes from spoke to spoke. */
interface Doubt {
  readonly perhapsNoSpoke?: string;
}

/** Why a NIC does not send an address to the transit: what its route table says, or why BGP supplies nothing. */
export type RouteReason =
  | Doubt & { readonly kind: 'subnet-without-table'; readonly subnetId: string; readonly misrouted?: Misrouted; readonly learns?: boolean; /** The Route Server has peers, and none has told it of the address. */ readonly untold?: true }
  | Doubt & { readonly kind: 'route-missing'; readonly tableId: string; readonly misrouted: Misrouted; /** `learns`: a route may still come by BGP. */ readonly learns: boolean; readonly untold?: true; readonly remedy?: RouteRemedy }
  | Doubt & { readonly kind: 'bgp-kept-out'; readonly tableId: string; readonly misrouted: Misrouted; readonly remedy?: RouteRemedy }
  | {
      readonly kind: 'route-elsewhere';
      readonly tableId: string;
      readonly route: Route;
      readonly misrouted: Misrouted;
      /** It drops what is for much besides, which may be meant. */
      readonly dropsAllElse?: true;
      /** The next hops that all spokes go by, and TRANSIT does not name. */
      readonly instead?: readonly string[];
      readonly remedy?: RouteRemedy;
    }
  /** What BGP brings has a longer prefix than the `route` of the table, if that has one; `propagates`: the table lets BGP's routes in. */
  | { readonly kind: 'learned-route-wins'; readonly subnetId: string; readonly tableId?: string; readonly route?: Route; readonly misrouted: Misrouted }
  /** Everything goes by other next hops than TRANSIT names, and nothing that was read stops it there. */
  | { readonly kind: 'transit-does-not-fit'; readonly transit: Transit; readonly next: readonly string[]; readonly overGateway: boolean; readonly bgpPeers: readonly string[] }
  /** `moreSpecific`: a route with a longer prefix comes before it. */
  | { readonly kind: 'route-not-effective'; readonly tableId: string; readonly route: Route; readonly misrouted: Misrouted; readonly moreSpecific: boolean };

export type RouteFinding =
  | RouteReason
  | {
      readonly kind: 'table-misroutes';
      readonly tableId: string;
      readonly transit: Transit;
      readonly target: TransitTarget;
      /** The machines of other spokes that are not sent to the transit; `route` decides, or there is none. */
      readonly wrong: readonly { readonly to: MachineRef; readonly route?: Route; readonly bgpKeptOut: boolean }[];
      readonly routes: readonly Route[];
    }
  | { readonly kind: 'stale-instance-routes'; readonly tableId: string; readonly routes: readonly Route[]; readonly routeServer: string; readonly instances: readonly string[] }
  /** One of them, as a cause. */
  | { readonly kind: 'stale-instance-route'; readonly tableId: string; readonly route: Route; readonly routeServer: string; readonly instances: readonly string[] }
  /** EXPECTATIONS_FILE forbids it. */
  | { readonly kind: 'subnet-with-table'; readonly subnetId: string; readonly tableId: string }
  | { readonly kind: 'route-server-forwards-no-data' }
  | {
      readonly kind: 'not-to-transit';
      readonly from: MachineRef;
      readonly to: MachineRef;
      readonly transit: Transit;
      readonly target: TransitTarget;
      readonly deciding: readonly MatchingRoute[];
      readonly matching: readonly MatchingRoute[];
      /** Why; absent where that could not be read. */
      readonly reason?: RouteReason;
    }
  | {
      readonly kind: 'hub-route-missing';
      readonly nicId: string;
      readonly hubId: string;
      readonly addressSpace: readonly string[];
      /** Peering routes, and routes that touch the hub's address space. */
      readonly near: readonly EffectiveRoute[];
      /** The state of a peering route to the hub that is there and not Active. */
      readonly inactiveState?: string;
    }
  | { readonly kind: 'next-hop-is-no-route-server'; readonly hubId: string; readonly nicId: string; readonly deciding: MatchingRoute }
  | { readonly kind: 'next-hop-is-no-gateway'; readonly hubId: string; readonly nicId: string; readonly deciding: MatchingRoute }
  | { readonly kind: 'appliance-does-not-forward'; readonly nicId: string; readonly vmId?: string; readonly why: 'ip-forwarding-off' | 'machine-off' | 'no-machine'; readonly deciding?: MatchingRoute };
