/** What was found of whole ways from machine to machine, and what no configuration tells of them. */
import type { AdminRule, FirewallRule, HealthProbe, LoadBalancingRule } from '../estate/forwarder-shapes';
import type { MachineRef } from '../estate/machines';
import type { MatchingRoute } from '../estate/route-selection';
import type { AssociatedGroup, DecidingRule, Port } from '../estate/rule-selection';
import type { EffectiveSecurityRule, Route } from '../estate/survey';
import type { Subject } from './reading-findings';
import type { Problem } from '../estate/reading';

/** What a packet passes and of which nothing that was read says whether it passes there. */
export type Beyond =
  /** The guest of an appliance: whether it forwards, its own routes and rules. */
  | { readonly kind: 'guest'; readonly nicId: string; readonly vmId: string; readonly address: string }
  /** An Azure Firewall: what its rules or its policy let pass. */
  | { readonly kind: 'firewall'; readonly id: string; readonly address: string }
  /** A managed routing appliance (virtualNetworkAppliances). */
  | { readonly kind: 'routing-appliance'; readonly id: string; readonly address: string }
  /** What is behind an internal load balancer, as far as it is not machines that were read. */
  | { readonly kind: 'load-balancer'; readonly id: string; readonly address: string }
  /** Whether an instance of the Route Server forwards data; Microsoft documents that it does not. */
  | { readonly kind: 'route-server'; readonly hubId: string }
  /** An address that nothing which was read has; it may be an instance's of a scale set in its subnet. */
  | { readonly kind: 'unseen'; readonly address: string; readonly networkId: string; readonly subnetId?: string; readonly scaleSetIds?: readonly string[] }
  /** The networks behind a gateway: a provider's edge, on-premises, another hub. */
  | { readonly kind: 'edge'; readonly networkId: string; readonly address?: string }
  /** Something on the way that could not be read. */
  | { readonly kind: 'unread'; readonly what: Subject; readonly problem: Problem };

/** Where a packet is lost that has left its machine's NIC. */
export type HopPlace =
  /** At the NIC of an appliance. */
  | { readonly kind: 'nic'; readonly nicId: string }
  /** At a gateway, a firewall or whatever has the address in this subnet. */
  | { readonly kind: 'subnet'; readonly subnetId: string };

/** A packet that an appliance's NIC would forward, and which direction of the connection it belongs to. */
export interface ForwardedPacket {
  readonly nicId: string;
  readonly direction: EffectiveSecurityRule['direction'];
  readonly from: MachineRef;
  readonly to: MachineRef;
  readonly port: number;
  readonly way: 'there' | 'back';
}

interface Probing {
  /** The load balancer. */
  readonly id: string;
  readonly address: string;
  readonly probe: HealthProbe;
}

/** What denies the probe: a rule of a security group, or one of a Network Manager. */
export type ProbeDenial = { readonly rule: DecidingRule } | { readonly networkId: string; readonly adminRule: AdminRule };

/** What leaves it open whether the probe is let in; a group may do so by no rule of it matching. */
export type ProbeDoubt = { readonly group: AssociatedGroup; readonly rule?: EffectiveSecurityRule } | { readonly networkId: string; readonly adminRule: AdminRule };

/** A rule that a security group does not have yet. */
export interface ProbeRule {
  readonly name: string;
  readonly priority: number;
}

export type PathFinding =
  /** `rule` denies; without one none allows it, and a firewall denies what none allows. */
  | { readonly kind: 'firewall-denies'; readonly firewallId: string; readonly from: MachineRef; readonly to: MachineRef; readonly port: number; readonly rule?: FirewallRule }
  /** None of its rules covers the packet. The answers to a connection have the client's port. */
  | { readonly kind: 'load-balancer-without-rule'; readonly id: string; readonly address: string; readonly port: Port; readonly rules: readonly LoadBalancingRule[] }
  /** No machine behind it runs, or there is none. */
  | { readonly kind: 'load-balancer-without-machine'; readonly id: string; readonly address: string; readonly vmIds: readonly string[] }
  /** A rule of it watches nothing, so that connections go to these machines as well, which do not run. */
  | { readonly kind: 'load-balancer-without-probe'; readonly id: string; readonly address: string; readonly rule: string; readonly vmIds: readonly string[] }
  /** Its probe reaches none of the machines behind it that run; this keeps it from those with these NICs. `allow` would let it in. */
  | ({ readonly kind: 'probe-kept-out'; readonly nicIds: readonly string[]; readonly allow?: ProbeRule } & Probing & ProbeDenial)
  /** Whether its probe reaches the machine with this NIC, and its connections go there. */
  | ({ readonly kind: 'probe-undecided'; readonly nicId: string; readonly reason: string } & Probing & ProbeDoubt)
  /** A rule of a Network Manager at the NIC, which is looked at before the security groups. */
  | { readonly kind: 'admin-rule-denies'; readonly networkId: string; readonly nicId: string; readonly direction: AdminRule['direction']; readonly from: MachineRef; readonly to: MachineRef; readonly port: number; readonly rule: AdminRule }
  | { readonly kind: 'admin-rule-undecided'; readonly networkId: string; readonly nicId: string; readonly from: MachineRef; readonly to: MachineRef; readonly port: number; readonly rule: AdminRule; readonly reason: string }
  | ({ readonly kind: 'hop-rule-denies'; readonly rule: DecidingRule } & ForwardedPacket)
  | ({ readonly kind: 'hop-rule-undecided'; readonly group: AssociatedGroup; readonly rule?: EffectiveSecurityRule; readonly reason: string } & ForwardedPacket)
  /** `because` tells where it breaks. */
  | { readonly kind: 'path-breaks'; readonly from: MachineRef; readonly to: MachineRef; readonly port: number; readonly way: 'there' | 'back'; readonly beyond: readonly Beyond[] }
  /** Nothing that was read stops the packet, and nothing shows that what it passes here forwards it: no login goes this way. */
  | { readonly kind: 'path-without-evidence'; readonly from: MachineRef; readonly to: MachineRef; readonly port: number; readonly beyond: Beyond }
  /** A route on the way leads nowhere. */
  | { readonly kind: 'hop-drops'; readonly at: HopPlace; readonly to: MachineRef; readonly tableId?: string; readonly route?: Route; readonly deciding?: readonly MatchingRoute[] }
  /** A route on a subnet of no machine's names VnetLocal for an address of another network; what Azure makes of that is not documented. */
  | { readonly kind: 'route-stays'; readonly subnetId: string; readonly to: MachineRef; readonly tableId: string; readonly route: Route }
  /** `routes`: what leads from one to the next, in the order of the circle. */
  | { readonly kind: 'hops-in-a-circle'; readonly to: MachineRef; readonly nicIds: readonly string[]; readonly routes: readonly { readonly tableId?: string; readonly row: MatchingRoute }[] }
  | { readonly kind: 'next-hop-out-of-reach'; readonly address: string; readonly networkId: string; readonly nicId?: string; readonly deciding?: MatchingRoute }
  /** What forwards there finds no peering to the network of the destination. */
  | { readonly kind: 'no-way-on'; readonly networkId: string; readonly to: MachineRef }
  | { readonly kind: 'next-hop-type-unknown'; readonly nicId: string; readonly to: MachineRef; readonly deciding: MatchingRoute };
