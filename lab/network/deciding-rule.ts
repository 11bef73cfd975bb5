/** Which security rule decides for a flow. */
import { contains, sameAddress } from '../addresses/addresses';
import type { EffectiveAdminRule } from './effective-admin-rules';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './effective-security-rules';

export interface Flow {
  readonly protocol: 'Tcp' | 'Udp' | 'Icmp';
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

interface RuleDecision {
  readonly access: 'Allow' | 'Deny';
  /** Both undefined where no group applies: then everything is allowed. */
  readonly group?: EffectiveSecurityGroup;
  readonly rule?: EffectiveSecurityRule;
}

/**
 * In each group the first rule by priority that matches the flow decides. Inbound, a packet passes the subnet's group first; outbound, the
 * NIC's; the first group that denies has the last word, otherwise the last group's rule is the one that allows.
 */
export function ruleThatDecides(groups: readonly EffectiveSecurityGroup[], direction: 'Inbound' | 'Outbound', flow: Flow, isEnforced: IsEnforced = () => true): RuleDecision {
  const onTheWay = direction === 'Inbound' ? groups : [...groups].reverse();
  let decision: RuleDecision = { access: 'Allow' };
  for (const group of onTheWay) {
    decision = decisionOf(group, direction, flow, isEnforced);
    if (decision.access === 'Deny') return decision;
  }
  return decision;
}

/** Asked of a rule only where no rule before it decides. */
type IsEnforced = (rule: EffectiveSecurityRule, group: EffectiveSecurityGroup) => boolean;

function decisionOf(group: EffectiveSecurityGroup, direction: 'Inbound' | 'Outbound', flow: Flow, isEnforced: IsEnforced): RuleDecision {
  const matching = group.effectiveSecurityRules.filter((one) => one.direction === direction && matches(one, flow)).sort((a, b) => a.priority - b.priority);
  const rule = matching.find((one) => isEnforced(one, group));
  return rule ? { access: rule.access, group, rule } : { access: 'Deny', group };
}

/** A Network Manager's rule that decides before any group does; undefined where none matches. */
export const adminRuleThatDecides = (rules: readonly EffectiveAdminRule[], direction: 'Inbound' | 'Outbound', flow: Flow): EffectiveAdminRule | undefined =>
  rules.find((rule) => rule.direction === direction && matches(rule, flow));

type Condition = Pick<EffectiveSecurityRule, 'protocol' | 'sourcePortRanges' | 'destinationPortRanges' | 'sourceAddressPrefixes' | 'destinationAddressPrefixes' | 'expandedSourceAddressPrefix' | 'expandedDestinationAddressPrefix'>;

function matches(rule: Condition, flow: Flow): boolean {
  return (
    ['all', '*', flow.protocol.toLowerCase()].includes(rule.protocol.toLowerCase()) &&
    coversPort(rule.sourcePortRanges, flow.sourcePort) &&
    coversPort(rule.destinationPortRanges, flow.destinationPort) &&
    coversAddress([...rule.sourceAddressPrefixes, ...(rule.expandedSourceAddressPrefix ?? [])], flow.source) &&
    coversAddress([...rule.destinationAddressPrefixes, ...(rule.expandedDestinationAddressPrefix ?? [])], flow.destination)
  );
}

export function coversPort(ranges: readonly string[], port: number): boolean {
  return ranges.some((range) => {
    const [first = NaN, last = first] = (range === '*' ? '0-65535' : range).split('-').map(Number);
    return port >= first && port <= last;
  });
}

/** `0.0.0.0/0` is Azure's way to write any address, an IPv6 one as well. A prefix may also be a bare address. */
export function coversAddress(prefixes: readonly string[], address: string): boolean {
  return prefixes.some((prefix) => prefix === '*' || prefix === '0.0.0.0/0' || contains(prefix, address) || sameAddress(prefix, address));
}
