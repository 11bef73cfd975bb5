/** A security rule in words: `rule DenySsh (priority 100) of nsg1, associated with the subnet,`. */
import { nameOf } from '../estate/resource-id';
import type { DecidingRule } from '../estate/rule-selection';
import type { Label } from '../estate/survey-labels';

export function ruleWords({ group, rule }: DecidingRule, label: Label): string {
  const name = label(group.networkSecurityGroupId) || nameOf(group.networkSecurityGroupId);
  return `rule ${nameOf(rule.name)} (priority ${String(rule.priority)}) of ${name}, associated with the ${group.association === 'subnet' ? 'subnet' : 'network interface'},`;
}
