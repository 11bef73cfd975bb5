/** The one writer of a security rule as evidence. */
import type { EffectiveSecurityRule } from '../estate/survey';
import { aligned } from './aligned';

export function ruleLines(rule: EffectiveSecurityRule): string[] {
  const written = (prefixes: readonly string[]): string => [...new Set(prefixes)].join(', ') || 'nothing';
  return aligned([
    ['access', `${rule.access} ${rule.direction}, protocol ${rule.protocol}`],
    ['from', `${written(rule.sourceAddressPrefixes)}, ports ${written(rule.sourcePortRanges)}`],
    ['to', `${written(rule.destinationAddressPrefixes)}, ports ${written(rule.destinationPortRanges)}`],
  ]);
}
