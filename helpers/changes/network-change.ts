/** What can be different in a network between two surveys of it, as one closed union of plain data. Alike changes of several resources are one. */
import type { ProblemKind } from '../estate/reading';
import type { EffectiveSecurityGroup, EffectiveSecurityRule, Route } from '../estate/survey';
import type { AdminRule } from '../estate/forwarder-shapes';
import type { PartName } from '../estate/survey-parts';
import type { Field } from './compared-fields';

/** What has an id and stands in a survey with fields of its own. */
export type Thing = 'network' | 'subnet' | 'peering' | 'route-server' | 'bgp-peer' | 'gateway' | 'route-table' | 'firewall' | 'load-balancer' | 'routing-appliance' | 'nic' | 'machine';

export interface Named {
  readonly id: string;
  /** Ids, prefixes or addresses that tell which it is: of a network its address space, of a peering the other network. */
  readonly detail: readonly string[];
}

/** What decides where a packet goes, of one effective route. */
export interface Hop {
  readonly nextHopType: string;
  readonly nextHopIpAddresses: readonly string[];
  readonly source: string;
  /** Active | Invalid. */
  readonly state: string;
}

/** A rule as it is written, without what Azure expands service tags to. */
export type Rule = Omit<EffectiveSecurityRule, 'name' | 'direction' | 'expandedSourceAddressPrefixes' | 'expandedDestinationAddressPrefixes'>;

export interface TableRoute {
  readonly tableId: string;
  readonly name: string;
}

export type NetworkChange =
  /**
   * `new` and `gone`: the resource that holds it was read both times, or Azure says that it is not there. `came` and `left`: it is among what was read the
   * one time and not the other, which says nothing of whether it exists.
   */
  | { readonly kind: 'new' | 'gone' | 'came' | 'left'; readonly thing: Thing | 'spoke'; readonly resources: readonly Named[] }
  | { readonly kind: 'changed'; readonly thing: Thing; readonly field: Field; /** Absent where Azure has none. */ readonly before?: string; readonly now?: string; readonly ids: readonly string[] }
  | { readonly kind: 'list-changed'; readonly thing: Thing; readonly field: Field; readonly added: readonly string[]; readonly removed: readonly string[]; readonly ids: readonly string[] }
  /** Of a route table: without `before` it is new, without `now` it is gone. The same holds for the following. */
  | { readonly kind: 'route-changed'; readonly routes: readonly TableRoute[]; readonly before?: Omit<Route, 'name'>; readonly now?: Omit<Route, 'name'> }
  /** Where NICs send what is for these prefixes, each of the prefixes on each of the NICs. */
  | { readonly kind: 'effective-route-changed'; readonly prefixes: readonly string[]; readonly before: readonly Hop[]; readonly now: readonly Hop[]; readonly nicIds: readonly string[] }
  | { readonly kind: 'group-changed'; readonly groupIds: readonly string[]; readonly association: EffectiveSecurityGroup['association']; readonly applies: boolean; readonly nicIds: readonly string[] }
  | ({ readonly kind: 'rule-changed'; readonly groupIds: readonly string[]; readonly before?: Rule; readonly now?: Rule; readonly nicIds: readonly string[] } & Pick<EffectiveSecurityRule, 'name' | 'direction'>)
  | { readonly kind: 'admin-rule-changed'; readonly name: string; readonly before?: Omit<AdminRule, 'name'>; readonly now?: Omit<AdminRule, 'name'>; readonly networkIds: readonly string[] }
  /** It could be read the one time and not the other, so that nothing is said of what changed in it. `problem`: why it cannot be read now; absent where it can. */
  | { readonly kind: 'readable-changed'; readonly part: PartName; readonly problem?: ProblemKind; readonly ids: readonly string[] };
