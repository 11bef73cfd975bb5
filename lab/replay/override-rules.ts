/** Effective security rules that are not what follows from the groups become the NIC's override: other rules, or tags that stand for other addresses of the networks. */
import { isPrefixOrAddress } from '../addresses/addresses';
import { effectiveSecurityGroups, type EffectiveSecurityGroup } from '../network/effective-security-rules';
import { knownTags } from '../addresses/service-tags';
import type { OverrideSecurityRule } from '../topology/overrides';
import { networkInterfaceId } from '../topology/resource-ids';
import type { World } from '../topology/world';
import { readingOf, type ReplayDraft } from './replay-draft';
import { relevantTo } from './relevant';
import type { RecordedSecurityGroup } from './survey';

/** The names of the NICs whose rules are overridden. */
export function overrideRules({ survey, topology }: ReplayDraft, world: World): string[] {
  const isRelevant = relevantTo(topology);
  const meaning = (groups: readonly RecordedSecurityGroup[]): string => groups.map((group) => groupWords(group, isRelevant)).join('\n\n');
  return topology.networkInterfaces.flatMap((nic) => {
    const reading = readingOf(survey.effectiveSecurityGroups, networkInterfaceId(nic));
    if (reading?.status !== 'read') return [];
    if (meaning(reading.value) === meaning(effectiveSecurityGroups(world, nic).map(recorded))) return [];
    nic.effectiveSecurityGroups = reading.value.map(({ networkSecurityGroupId: networkSecurityGroup, ...group }) => ({ networkSecurityGroup, ...group }));
    return [nic.name];
  });
}

const recorded = ({ networkSecurityGroup, association, effectiveSecurityRules }: EffectiveSecurityGroup): RecordedSecurityGroup => ({
  networkSecurityGroupId: networkSecurityGroup.id,
  association: 'subnet' in association ? 'subnet' : 'networkInterface',
  rules: effectiveSecurityRules.map((rule) => ({
    name: rule.name,
    protocol: rule.protocol,
    sourcePortRanges: [...rule.sourcePortRanges],
    destinationPortRanges: [...rule.destinationPortRanges],
    sourceAddressPrefixes: [...rule.sourceAddressPrefixes],
    destinationAddressPrefixes: [...rule.destinationAddressPrefixes],
    expandedSourceAddressPrefixes: [...(rule.expandedSourceAddressPrefix ?? [])],
    expandedDestinationAddressPrefixes: [...(rule.expandedDestinationAddressPrefix ?? [])],
    access: rule.access,
    priority: rule.priority,
    direction: rule.direction,
  })),
});

function groupWords({ networkSecurityGroupId, association, rules }: RecordedSecurityGroup, isRelevant: (prefix: string) => boolean): string {
  const inOrder = [...rules].sort((a, b) => (a.direction < b.direction ? -1 : Number(a.direction > b.direction)) || a.priority - b.priority);
  return [networkSecurityGroupId.toLowerCase(), association, ...inOrder.map((rule) => ruleWords(rule, isRelevant))].join('\n');
}

function ruleWords(rule: OverrideSecurityRule, isRelevant: (prefix: string) => boolean): string {
  const addresses = (written: readonly string[], expanded: readonly string[]): string => addressWords(written, expanded, isRelevant);
  return [
    rule.direction,
    rule.priority,
    rule.access,
    rule.name,
    rule.protocol,
    sorted(rule.sourcePortRanges),
    addresses(rule.sourceAddressPrefixes, rule.expandedSourceAddressPrefixes),
    sorted(rule.destinationPortRanges),
    addresses(rule.destinationAddressPrefixes, rule.expandedDestinationAddressPrefixes),
  ].join(' ');
}

const sorted = (texts: readonly string[]): string => [...new Set(texts)].sort().join(',');

/** A tag that the lab knows is named by both; of another one only the addresses that it stands for are, and without any it is not understood. */
function addressWords(written: readonly string[], expanded: readonly string[], isRelevant: (prefix: string) => boolean): string {
  const tags = written.filter((text) => !isPrefixOrAddress(text) && (knownTags.includes(text) || expanded.length === 0));
  return `${sorted(tags)}:${sorted([...written, ...expanded].filter((text) => isPrefixOrAddress(text) && isRelevant(text)))}`;
}
