/** What was found of packets that are to be blocked, by what is configured. */
import type { AdminRule } from '../estate/forwarder-shapes';
import type { MatchingRoute } from '../estate/route-selection';
import type { AssociatedGroup, DecidingRule } from '../estate/rule-selection';
import type { EffectiveSecurityRule } from '../estate/survey';
import type { Finding } from './finding';
import type { Beyond } from './path-findings';

/** An address in a spoke. Without `vmId` no machine has it. */
export interface PacketEndRef {
  readonly spokeId: string;
  readonly subnetId: string;
  readonly address: string;
  readonly vmId?: string;
}

export interface BlockedPacket {
  readonly from: PacketEndRef;
  readonly to: PacketEndRef;
  readonly port: number;
  /** Absent where any port that clients pick will do. */
  readonly sourcePort?: number;
  /** The line of EXPECTATIONS_FILE that says blocked, from 1. */
  readonly line?: number;
}

/** What lets a packet pass at one end: a rule of each group that applies, or one of a Network Manager, which passes the groups by. Neither where no group applies. */
export interface LetByRef {
  readonly rules: readonly DecidingRule[];
  readonly adminRule?: AdminRule;
}

/** Why it cannot be told whether a packet is blocked. */
export type Doubt =
  | { readonly of: 'finding'; readonly finding: Finding }
  | { readonly of: 'rule'; readonly group: AssociatedGroup; readonly rule?: EffectiveSecurityRule; readonly reason: string }
  | { readonly of: 'admin-rule'; readonly networkId: string; readonly rule: AdminRule; readonly reason: string };

export type SegmentationFinding =
  /** `answerLost`: by what is configured the answer does not get back. `alike`: so it is from so many other spokes, for the same reason. */
  /** `past`: what it passes that filters nothing, and which logins of the run get past. */
  | { readonly kind: 'lets-through'; readonly packet: BlockedPacket; readonly out: LetByRef; readonly into: LetByRef; readonly deciding: readonly MatchingRoute[]; readonly past?: Beyond; readonly answerLost?: Finding; readonly alike?: number }
  /** Nothing that was read stops it, and what it passes was not looked at. */
  | { readonly kind: 'blocked-beyond'; readonly packet: BlockedPacket; readonly beyond: Beyond; readonly alike?: number }
  /** The rest of a doubt that is a finding is in `because`. */
  | { readonly kind: 'blocked-untold'; readonly packet: BlockedPacket; readonly doubt?: Exclude<Doubt, { readonly of: 'finding' }>; readonly alike?: number }
  /** Where machines are instances of scale sets alone, whose NICs are not read. */
  | { readonly kind: 'instances-not-read'; readonly subnetId: string; readonly scaleSetIds: readonly string[] }
  /** Nothing says which rules and routes would hold there. */
  | { readonly kind: 'subnets-left-out'; readonly subnetIds: readonly string[] }
  /** The rules at the target stop the packet by its address, and what it passes before may give it another. */
  | { readonly kind: 'may-be-translated'; readonly toSpokeId: string; readonly port: number; readonly beyond: Beyond }
  | { readonly kind: 'nothing-to-block'; readonly fromSpokeId: string; readonly toSpokeId: string };
