/** Whether one packet that is to be blocked gets through, by what is configured: out of where it starts, over routes, peerings and whatever forwards it, to where it is for. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { AdminRule } from '../estate/forwarder-shapes';
import type { MachineNic } from '../estate/machines';
import { keyOf } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import type { Connection, DecidingRule } from '../estate/rule-selection';
import { decideByAdminRules, decideFlow } from '../estate/rule-selection';
import type { EffectiveSecurityGroup } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import type { Doubt } from '../findings/segmentation-findings';
import { leaveMachine } from './leave-nic';
import { followed } from './path';
import type { Journey } from './journey';

/** Where a packet starts, or where it is for. */
export interface PacketEnd {
  /** As the NIC that has the address; a made one where none has it. */
  readonly nic: MachineNic;
  readonly isMachine: boolean;
  /** What is known to apply there. */
  readonly groups: readonly EffectiveSecurityGroup[];
  /** What may apply besides and was not read. */
  readonly lacks?: Finding;
  /** Why it is not known where packets go that start there. */
  readonly unrouted?: Finding;
}

export interface Packet {
  readonly from: PacketEnd;
  readonly to: PacketEnd;
  readonly sourcePort: number;
  /** The TCP port that it is for. */
  readonly port: number;
}

/** The rules at one end that let a packet pass: one of each group, or one of a Network Manager, which passes the groups by. */
export interface LetBy {
  readonly rules: readonly DecidingRule[];
  readonly adminRule?: AdminRule;
}

export type LetThrough =
  /** `atTarget`: by the rules there, which go by the address that the packet comes from. */
  | { readonly kind: 'stopped'; readonly atTarget?: true }
  | { readonly kind: 'through'; readonly out: LetBy; readonly into: LetBy; readonly deciding: readonly MatchingRoute[]; /** What it passes that filters nothing and is shown to forward. */ readonly past?: Beyond }
  /** Nothing that was read stops it, and it passes what was not looked at. */
  | { readonly kind: 'beyond'; readonly beyond: Beyond }
  /** What decides was not read, or does not decide. */
  | { readonly kind: 'untold'; readonly doubt: Doubt };

/**
 * @param estate knows the routes of both ends by the ids of their NICs
 * @param isPassed tells of what was not looked at whether it filters nothing and is shown to forward
 */
export function letThrough(estate: Estate, expectations: Expectations, packet: Packet, isPassed: (beyond: Beyond) => boolean): LetThrough {
  const [out, into] = [passEnd(estate, packet, 'Outbound'), passEnd(estate, packet, 'Inbound')];
  if (out === 'stopped') return { kind: 'stopped' };
  if (into === 'stopped') return { kind: 'stopped', atTarget: true };
  const { unrouted } = packet.from;
  if (unrouted) return { kind: 'untold', doubt: doubtIn(out) ?? { of: 'finding', finding: unrouted } };
  const there = leaveMachine(journeyOf(estate, expectations, packet));
  const trail = followed(() => there.firstHop, () => there.onward());
  if (trail.break) return { kind: 'stopped' };
  const doubt = doubtIn(out) ?? (trail.gap && { of: 'finding' as const, finding: trail.gap.finding }) ?? doubtIn(into);
  if (doubt) return { kind: 'untold', doubt };
  const beyond = trail.beyond?.find((one) => !isPassed(one));
  if (beyond) return { kind: 'beyond', beyond };
  const [past] = trail.beyond ?? [];
  return { kind: 'through', out: out as LetBy, into: into as LetBy, deciding: there.deciding, ...(past && { past }) };
}

/** What on the way of a packet may send it on under an address of its own; undefined where nothing does, or the way ends before. */
export function translatorOf(estate: Estate, expectations: Expectations, packet: Packet): Beyond | undefined {
  if (packet.from.unrouted) return undefined;
  const there = leaveMachine(journeyOf(estate, expectations, packet));
  const trail = followed(() => there.firstHop, () => there.onward());
  return trail.break ? undefined : trail.beyond?.find(({ kind }) => kind !== 'route-server' && kind !== 'unread');
}

/** Why the answer to a packet that got through does not get back; undefined where nothing that was read says that it does not. */
export function answerLost(estate: Estate, expectations: Expectations, packet: Packet): Finding | undefined {
  const there = journeyOf(estate, expectations, packet);
  const onward = leaveMachine(there);
  followed(() => onward.firstHop, () => onward.onward());
  const back = leaveMachine({ ...there, from: there.to, to: there.from, way: 'back', seeks: 'loss' });
  return followed(() => back.firstHop, () => back.onward()).break;
}

const journeyOf = (estate: Estate, expectations: Expectations, { from, to, port, sourcePort }: Packet): Journey => ({
  ...{ estate, expectations, from: from.nic, to: to.nic, way: 'there', port },
  ...{ clientPort: sourcePort, seeks: 'leak', established: new Set(), isWhole: true },
});

const doubtIn = (passing: LetBy | { readonly doubt: Doubt }): Doubt | undefined => ('doubt' in passing ? passing.doubt : undefined);

/** A Network Manager's rules come before the groups; where they could not be read, one of them may let through what a group denies. */
function passEnd({ survey }: Estate, { from, to, sourcePort, port }: Packet, direction: Connection['direction']): LetBy | { readonly doubt: Doubt } | 'stopped' {
  const { nic, groups, lacks } = direction === 'Outbound' ? from : to;
  const flow: Connection = { direction, sourceAddress: from.nic.address, sourcePort, destinationAddress: to.nic.address, destinationPort: port };
  const admin = survey.adminRules[keyOf(nic.spokeId)];
  if (admin?.status === 'unread') return { doubt: { of: 'finding', finding: { kind: 'not-read', what: { of: 'admin-rules', id: nic.spokeId }, problem: admin.problem } } };
  const first = decideByAdminRules(admin?.value ?? [], flow);
  if (first.access === 'deny') return 'stopped';
  if (first.access === 'allow') return { rules: [], adminRule: first.rule };
  if (first.access === 'undecided') return { doubt: { of: 'admin-rule', networkId: nic.spokeId, rule: first.rule, reason: first.reason } };
  const decision = decideFlow(groups, flow);
  if (decision.access === 'deny') return 'stopped';
  if (decision.access === 'undecided') return { doubt: { of: 'rule', group: decision.group, reason: decision.reason, ...(decision.rule && { rule: decision.rule }) } };
  return lacks ? { doubt: { of: 'finding', finding: lacks } } : { rules: decision.rules };
}
