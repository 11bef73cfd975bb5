/** Packets that are to be blocked, in words: which one gets through, by which rules, or why that cannot be told. */
import type { Label } from '../estate/survey-labels';
import type { FactOf, Finding } from '../findings/finding';
import { lettingRule } from '../findings/letting-rule';
import type { BlockedPacket, LetByRef, PacketEndRef, SegmentationFinding } from '../findings/segmentation-findings';
import { list } from './aligned';
import { groupName, machineName, ruleName } from './names';
import { adminRuleWords, beyondWords } from './path-words';
import { rowWords } from './route-rows';
import { ruleLines } from './rule-lines';
import type { Words, Writers } from './words';

type WordsOf = (finding: Finding, label: Label) => Words;

export const segmentationWriters: Writers<Exclude<SegmentationFinding['kind'], 'lets-through' | 'blocked-untold'>> = {
  'blocked-beyond': ({ packet, beyond, alike }, label) => ({
    fact: `what was read lets ${packetWords(packet, label)} through as far as ${beyondWords(beyond, label)}, which was not looked at${alikeWords(alike)}`,
    cause: `configuration does not settle what becomes of packets that are to be blocked at ${beyondWords(beyond, label)}`,
  }),
  'instances-not-read': ({ subnetId, scaleSetIds }, label) => ({ fact: `routes and rules of the instances of scale set ${list(scaleSetIds.map(label))} in ${label(subnetId)} are not read` }),
  'subnets-left-out': ({ subnetIds }, label) => ({ fact: `left out, for without a machine nothing tells which routes and rules would hold there: ${list(subnetIds.map(label))}` }),
  'may-be-translated': ({ toSpokeId, port, beyond }, label) => ({
    fact: `the rules at ${label(toSpokeId)} stop TCP ${String(port)} by the address that it comes from, and past ${beyondWords(beyond, label)} it may come from another`,
  }),
  'nothing-to-block': ({ fromSpokeId, toSpokeId }, label) => ({ fact: `from ${label(fromSpokeId)} to ${label(toSpokeId)} nothing is to be blocked in subnets with machines at both ends` }),
};

export function letsThrough(finding: FactOf<'lets-through'>, label: Label, wordsOf: WordsOf): Words {
  const { packet, out, into, deciding, past, answerLost, alike } = finding;
  const { to, port, line } = packet;
  const letting = lettingRule(finding);
  const said = line === undefined ? 'is to be blocked' : `line ${String(line)} of EXPECTATIONS_FILE wants blocked`;
  const lets = [...letWords(out, 'out', packet.from.spokeId, label), ...letWords(into, 'in', to.spokeId, label)];
  const lost = answerLost ? `; only the answer is lost: ${wordsOf(answerLost, label).fact}` : '';
  const by = letting ? `${ruleName(letting.rule)} of ${label(letting.group.networkSecurityGroupId)}` : into.adminRule ? adminRuleWords(into.adminRule) : undefined;
  return {
    fact: `${packetWords(packet, label)}, which ${said}, gets through: ${list(lets)}${lost}${alikeWords(alike)}`,
    evidence: [...(letting ? ruleLines(letting.rule) : []), ...new Set(deciding.map((row) => `route ${rowWords(row)}`)), ...(past ? [`past ${beyondWords(past, label)}, which this run’s logins are to get past as well`] : [])],
    hint: letting ? hintWords(letting.rule.priority, `${ruleName(letting.rule)} of ${groupName(letting.group)}`) : undefined,
    cause: by === undefined ? `nothing stops TCP ${String(port)}, which is to be blocked, on its way to ${label(to.subnetId)}` : `${by} lets TCP ${String(port)} through to ${label(to.spokeId)}, where it is to be blocked`,
  };
}

/** Azure takes no number below 100. */
const hintWords = (priority: number, rule: string): string => (priority > 100 ? `a rule of the same group that denies it and comes before ${rule} stops it` : `nothing comes before ${rule}, so that it has to let through less`);

export function blockedUntold({ packet, doubt, because = [], alike }: FactOf<'blocked-untold'> & Pick<Finding, 'because'>, label: Label, wordsOf: WordsOf): Words {
  const reasons = because.map((reason) => wordsOf(reason, label).fact);
  const rule = doubt && (doubt.of === 'rule' ? `${doubt.rule ? `${ruleName(doubt.rule)} of ` : ''}${groupName(doubt.group)}: ${doubt.reason}` : `${adminRuleWords(doubt.rule)}: ${doubt.reason}`);
  return {
    fact: `whether ${packetWords(packet, label)} is blocked cannot be told: ${rule === undefined ? reasons.join('; ') : `it hangs on ${rule}`}${alikeWords(alike)}`,
    evidence: doubt?.of === 'rule' && doubt.rule ? ruleLines(doubt.rule) : [],
  };
}

/** `TCP 22 from web1 (10.1.1.4), source port 53, to pci-db (10.9.1.4)`. */
const packetWords = ({ from, to, port, sourcePort }: BlockedPacket, label: Label): string =>
  `TCP ${String(port)} from ${endWords(from, label)}${sourcePort === undefined ? '' : `, source port ${String(sourcePort)},`} to ${endWords(to, label)}`;

const endWords = ({ vmId, address, subnetId }: PacketEndRef, label: Label): string => (vmId === undefined ? `${address} in ${label(subnetId)} (no machine has it now)` : machineName({ vmId, address }, label));

function letWords({ rules, adminRule }: LetByRef, way: 'out' | 'in', networkId: string, label: Label): string[] {
  if (adminRule) return [`${adminRuleWords(adminRule)}, which applies in ${label(networkId)}, lets it ${way}`];
  return rules.length > 0 ? rules.map(({ group, rule }) => `${ruleName(rule)} of ${groupName(group)} lets it ${way}`) : [`no network security group applies where it goes ${way}`];
}

const alikeWords = (alike = 0): string => (alike === 0 ? '' : `; so it is from ${String(alike)} other ${alike === 1 ? 'spoke' : 'spokes'}`);
