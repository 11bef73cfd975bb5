/**
 * SG-01: security rules are judged where the packet leaves and where it arrives, by what Azure says is effective on the two NICs. Whether the
 * tag VirtualNetwork covers the other spoke is taken from Azure's own expansion, never assumed.
 */
import { nameOf } from '../estate/resource-id';
import type { MachineNic } from '../estate/machines';
import { observationOf } from '../estate/nic-observation';
import type { DecidingRule, Flow, RuleDecision } from '../estate/rule-selection';
import { decideFlow } from '../estate/rule-selection';
import type { EffectiveSecurityRule, Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { aligned } from './aligned';
import { defineCheck } from './define-check';
import { judgePairs } from './judge-pairs';
import type { Judgement } from './judgement';
import { cannotTell, fail, notRead, pass, skip } from './judgement';
import { machineWords } from './machine-words';
import { rulesRef } from './reading-refs';

const sshPort = 22;

export const sg01 = defineCheck('SG-01', "the effective security rules let TCP 22 out of one spoke's VM and into the other's", ({ survey }, label) =>
  judgePairs(survey, label, {
    sentence: (from, to) => `security rules let TCP ${sshPort} from ${from} to ${to}`,
    judge: (from, to) => worseOf(judgeEnd(survey, from, to, 'Outbound', label), judgeEnd(survey, from, to, 'Inbound', label)),
  }),
);

const severity: Readonly<Record<Judgement['verdict']['verdict'], number>> = { fail: 0, 'cannot-tell': 1, skip: 2, pass: 3 };

/** Both ends must let the connection through; what is known to be wrong counts before what is not known. */
const worseOf = (a: Judgement, b: Judgement): Judgement => (severity[b.verdict.verdict] < severity[a.verdict.verdict] ? b : a);

/** Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
function judgeEnd(survey: Survey, from: MachineNic, to: MachineNic, direction: Flow['direction'], label: Label): Judgement {
  const end = direction === 'Outbound' ? from : to;
  const observation = observationOf(survey.effectiveSecurityGroups, end, label);
  switch (observation.kind) {
    case 'not-running':
      return skip(`${observation.words} (see ER-01)`);
    case 'unread':
      return notRead(`the effective security rules of ${label(end.nic.id)}`, observation.problem, rulesRef(end.nic.id));
    case 'read': {
      const flow = { direction, sourceAddress: from.address, destinationAddress: to.address, destinationPort: sshPort };
      return judgeDecision(decideFlow(observation.value, flow), end, wayWords(from, to, direction, label), label);
    }
  }
}

const wayWords = (from: MachineNic, to: MachineNic, direction: Flow['direction'], label: Label): string =>
  direction === 'Outbound' ? `out to ${machineWords(to, label)}` : `in from ${machineWords(from, label)}`;

function judgeDecision(decision: RuleDecision, end: MachineNic, way: string, label: Label): Judgement {
  switch (decision.access) {
    case 'allow':
      return pass();
    case 'deny':
      return fail(`${label(end.nic.id)} does not let TCP ${sshPort} ${way}: ${ruleWords(decision)} denies it`, {
        evidence: ruleLines(decision.rule),
        unsettled: isAzuresOwn(decision.rule) ? [rulesRef(end.nic.id)] : [],
      });
    case 'undecided': {
      const where = decision.rule ? ruleWords({ group: decision.group, rule: decision.rule }) : groupWords(decision.group);
      const evidence = decision.rule ? ruleLines(decision.rule) : [];
      return cannotTell(`whether ${label(end.nic.id)} lets TCP ${sshPort} ${way} hangs on ${where}: ${decision.reason}`, { evidence });
    }
  }
}

/** Azure's own last rule decides where no other matches, also while the peering's prefixes are not in the tag VirtualNetwork yet. */
const isAzuresOwn = ({ name }: EffectiveSecurityRule): boolean => name.toLowerCase().startsWith('defaultsecurityrules/');

const groupWords = ({ networkSecurityGroupId, association }: DecidingRule['group']): string =>
  `network security group ${nameOf(networkSecurityGroupId)} at the ${association === 'subnet' ? 'subnet' : 'NIC'}`;

const ruleWords = ({ group, rule }: DecidingRule): string => `rule ${nameOf(rule.name)} (priority ${rule.priority}) of ${groupWords(group)}`;

function ruleLines(rule: EffectiveSecurityRule): string[] {
  const written = (prefixes: readonly string[]): string => [...new Set(prefixes)].join(', ') || 'nothing';
  return aligned([
    ['access', `${rule.access} ${rule.direction}, protocol ${rule.protocol}`],
    ['from', `${written(rule.sourceAddressPrefixes)}, ports ${written(rule.sourcePortRanges)}`],
    ['to', `${written(rule.destinationAddressPrefixes)}, ports ${written(rule.destinationPortRanges)}`],
  ]);
}
