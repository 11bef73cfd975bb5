/** What the engineer should know of the deployment as a whole. */
import type { MachineRef } from '../estate/machines';
import type { NoSpoke } from '../estate/survey';
import type { Beyond } from './path-findings';

export type DeploymentFinding =
  | { readonly kind: 'spokes-from-peerings'; readonly hubId: string }
  /** EXPECTATIONS_FILE has no flow from or to their machines. */
  | { readonly kind: 'no-flow-of'; readonly spokeIds: readonly string[] }
  | { readonly kind: 'peers-not-named'; readonly hubId: string; readonly spokeIds: readonly string[]; readonly unnamed: readonly string[] }
  | { readonly kind: 'hub-without-vpn-gateway'; readonly hubId: string }
  /** There over some next hops, back over others. */
  | { readonly kind: 'asymmetric-path'; readonly from: MachineRef; readonly to: MachineRef; readonly there: readonly string[]; readonly back: readonly string[]; /** How many pairs go so. */ readonly pairs: number }
  /** Next hops at equal cost in both directions. */
  | { readonly kind: 'equal-cost-hops'; readonly from: MachineRef; readonly to: MachineRef; readonly hops: readonly { readonly address: string; readonly vmId?: string }[]; readonly pairs: number }
  /** Things of one kind that lie on the ways between machines. */
  | { readonly kind: 'not-looked-at'; readonly things: readonly Beyond[] }
  /** Guests that took part in no login that landed. */
  | { readonly kind: 'guests-not-logged-in'; readonly machines: number }
  /** The hub is peered to networks that are no spokes, and only what is named is judged then. */
  | { readonly kind: 'peer-is-no-spoke'; readonly hubId: string; readonly networkId: string; readonly why: NoSpoke };
