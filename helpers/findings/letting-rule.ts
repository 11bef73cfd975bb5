/** Of all that lets a packet pass, what speaks for it: where it comes in before where it goes out, what somebody wrote before Azure's own rules. */
import { keyOf } from '../estate/resource-id';
import type { DecidingRule } from '../estate/rule-selection';
import type { FactOf } from './finding';

const isWritten = ({ rule: { name } }: DecidingRule): boolean => !name.toLowerCase().startsWith('defaultsecurityrules/');

/** Undefined where a Network Manager's rule lets it in, or no group applies at all. */
export function lettingRule({ out, into }: Pick<FactOf<'lets-through'>, 'out' | 'into'>): DecidingRule | undefined {
  return into.adminRule ? undefined : (into.rules.find(isWritten) ?? into.rules[0] ?? out.rules.find(isWritten) ?? out.rules[0]);
}

/** Packets with one key get through by one rule. */
export function lettingKey(finding: Pick<FactOf<'lets-through'>, 'packet' | 'out' | 'into'>): string {
  const { packet, into } = finding;
  if (into.adminRule) return `${keyOf(packet.to.spokeId)} admin ${into.adminRule.name}`;
  const found = lettingRule(finding);
  return found ? `${keyOf(found.group.networkSecurityGroupId)} ${found.rule.name}` : `${keyOf(packet.to.subnetId)} no group`;
}
