/**
 * The network security groups, from the rules that are effective on NICs: a group itself is never read. The default rules are left out, for
 * every group has them, and service tags that the lab does not know are spelled out by their prefixes.
 */
import { isPrefixOrAddress } from '../addresses/addresses';
import { knownTags } from '../addresses/service-tags';
import type { NetworkSecurityGroup, SecurityRule } from '../topology/topology';
import { valuesRead, type ReplayDraft } from './replay-draft';
import { keyOf, lastName, partsOf } from './resource-id';
import type { RecordedSecurityGroup, RecordedSecurityRule } from './survey';

/** Rules of one's own have priorities up to 4096; Azure's default rules come after them. */
const lastOwnPriority = 4096;

export function addSecurityGroups(draft: ReplayDraft): void {
  const { survey, topology, notes } = draft;
  const seen = valuesRead(survey.effectiveSecurityGroups).flat();
  const named = [
    ...topology.virtualNetworks.flatMap(({ location, subnets }) => subnets.map(({ networkSecurityGroup: id }) => ({ id, location }))),
    ...valuesRead(survey.networkInterfaces).map(({ location, networkSecurityGroupId: id }) => ({ id, location })),
  ];
  const distinct = new Map(named.flatMap(({ id, location }) => (id === undefined ? [] : [[keyOf(id), { id, location }] as const])));
  for (const { id, location } of distinct.values()) {
    const group = seen.find(({ networkSecurityGroupId }) => keyOf(networkSecurityGroupId) === keyOf(id));
    topology.networkSecurityGroups.push({ ...partsOf(id), location, rules: group ? rulesOf(draft, group) : [] } satisfies NetworkSecurityGroup);
    if (!group) notes.push(`The rules of network security group ${lastName(id)} were not seen on any NIC; it has none but Azure's own.`);
  }
}

function rulesOf({ notes }: ReplayDraft, { networkSecurityGroupId, rules }: RecordedSecurityGroup): SecurityRule[] {
  return rules
    .filter(({ priority }) => priority <= lastOwnPriority)
    .flatMap((rule) => {
      const written = ruleOf(rule);
      if (!written) notes.push(`Rule ${lastName(rule.name)} of ${lastName(networkSecurityGroupId)} is left out: a topology has no word for it.`);
      return written ?? [];
    });
}

const protocols: Readonly<Record<string, SecurityRule['protocol']>> = { 'all': '*', '*': '*', 'tcp': 'Tcp', 'udp': 'Udp', 'icmp': 'Icmp' };

/** Undefined for another protocol, and for a tag that Azure did not spell out. */
function ruleOf(rule: RecordedSecurityRule): SecurityRule | undefined {
  const protocol = protocols[rule.protocol.toLowerCase()];
  const source = addressesOf(rule.sourceAddressPrefixes, rule.expandedSourceAddressPrefixes);
  const destination = addressesOf(rule.destinationAddressPrefixes, rule.expandedDestinationAddressPrefixes);
  if (protocol === undefined || source.length === 0 || destination.length === 0) return undefined;
  const { priority, direction, access, sourcePortRanges, destinationPortRanges } = rule;
  return {
    name: lastName(rule.name),
    priority,
    direction,
    access,
    protocol,
    sourceAddressPrefixes: source,
    sourcePortRanges: sourcePortRanges.map(portsOf),
    destinationAddressPrefixes: destination,
    destinationPortRanges: destinationPortRanges.map(portsOf),
  };
}

/** Azure writes any address as `0.0.0.0/0`, IPv6 included. */
function addressesOf(written: readonly string[], expanded: readonly string[]): string[] {
  if (written.every((prefix) => isPrefixOrAddress(prefix) || knownTags.includes(prefix) || prefix === '*')) return written.map((prefix) => (prefix === '0.0.0.0/0' ? '*' : prefix));
  return expanded.length === 0 ? [] : [...new Set([...written, ...expanded].filter(isPrefixOrAddress))];
}

/** Azure writes one port as `22-22`, and any as `0-65535`. */
function portsOf(range: string): string {
  const [first, last] = range.split('-');
  if (range === '0-65535') return '*';
  return first !== undefined && first === last ? first : range;
}
