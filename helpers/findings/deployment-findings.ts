/** What the engineer should know of the deployment as a whole. */
import type { MachineRef } from '../estate/machines';

export type DeploymentFinding =
  | { readonly kind: 'spokes-from-peerings'; readonly hubId: string }
  | { readonly kind: 'peers-not-named'; readonly hubId: string; readonly spokeIds: readonly string[]; readonly unnamed: readonly string[] }
  | { readonly kind: 'hub-without-vpn-gateway'; readonly hubId: string }
  /** There over some next hops, back over others. */
  | { readonly kind: 'asymmetric-path'; readonly from: MachineRef; readonly to: MachineRef; readonly there: readonly string[]; readonly back: readonly string[] };
