/** A NIC's effective security rules in nftables: on what comes in by its device and on what leaves by it, as Azure's host applies them outside the guest. */
import { parseAddress, parsePrefix } from '../addresses/addresses';
import { effectiveAdminRules, type EffectiveAdminRule } from '../network/effective-admin-rules';
import { effectiveSecurityGroups, type EffectiveSecurityGroup, type EffectiveSecurityRule } from '../network/effective-security-rules';
import { enforcementOf } from '../topology/enforcement';
import type { Enforcement } from '../topology/topology';
import type { World } from '../topology/world';
import type { Port } from './layout';
import { ipv4Set, portSet } from './nft-sets';

type Direction = EffectiveSecurityRule['direction'];

/** Lines for `nft -f`; none where no group applies. @param device the NIC's in the namespace of its machine */
export function securityFilter(world: World, { nic }: Port, device: string): string[] {
  const enforcedIn = (group: EffectiveSecurityGroup) => (rule: EffectiveSecurityRule): Enforcement | undefined => enforcementOf(world, group.networkSecurityGroup.id, rule.name);
  const groups = nic ? effectiveSecurityGroups(world, nic) : [];
  const adminRules = nic ? effectiveAdminRules(world, nic) : [];
  if (groups.length + adminRules.length === 0) return [];
  const ofManager = (direction: Direction): string[] => (adminRules.length > 0 ? [`admin-${direction.toLowerCase()}`] : []);
  const chainOf = (group: EffectiveSecurityGroup, direction: Direction): string => `${direction.toLowerCase()}-${String(groups.indexOf(group))}`;
  return [
    `table ip security-${device} {`,
    ...ofManager('Inbound').flatMap((name) => adminChain(adminRules, 'Inbound', name)),
    ...ofManager('Outbound').flatMap((name) => adminChain(adminRules, 'Outbound', name)),
    ...groups.flatMap((group) => [...chain(group, enforcedIn(group), 'Inbound', chainOf(group, 'Inbound')), ...chain(group, enforcedIn(group), 'Outbound', chainOf(group, 'Outbound'))]),
    ...hook('prerouting', 'iifname', device, [...ofManager('Inbound'), ...groups.map((group) => chainOf(group, 'Inbound'))]),
    // On its way out a packet meets the NIC's group first.
    ...hook('postrouting', 'oifname', device, [...ofManager('Outbound'), ...groups.map((group) => chainOf(group, 'Outbound')).reverse()]),
    '}',
  ];
}

/** Groups are stateful. What belongs to no connection that this NIC has let through, an answer that went out elsewhere say, is judged by the rules. */
function hook(name: 'prerouting' | 'postrouting', match: string, device: string, chains: readonly string[]): string[] {
  return [
    `chain ${name} {`,
    `type filter hook ${name} priority 0; policy accept;`,
    `${match} != "${device}" accept`,
    'ct state established,related accept',
    ...chains.map((chain) => `jump ${chain}`),
    '}',
  ];
}

type EnforcedAs = (rule: EffectiveSecurityRule) => Enforcement | undefined;

/** What a group allows goes on to the next one. A chain is written after those that it leads to. */
function chain({ effectiveSecurityRules }: EffectiveSecurityGroup, enforcedAs: EnforcedAs, direction: Direction, name: string): string[] {
  const rules = effectiveSecurityRules.filter((rule) => rule.direction === direction).sort((a, b) => a.priority - b.priority);
  return chainFrom(rules, enforcedAs, name);
}

function chainFrom(rules: readonly EffectiveSecurityRule[], enforcedAs: EnforcedAs, name: string): string[] {
  const late = rules.findIndex((rule) => enforcedAs(rule) !== undefined);
  const rule = rules[late];
  const enforced = rule && enforcedAs(rule);
  if (!rule || !enforced) return [`chain ${name} {`, ...rules.flatMap(verdictLine), 'drop', '}'];
  const rest = `${name}-on`;
  return [
    ...chainFrom(rules.slice(late + 1), enforcedAs, rest),
    // A set that is full takes no further connection, and what is not in it is not matched.
    `set ${name}-first { type ipv4_addr . inet_service; flags dynamic; size ${String('first' in enforced ? enforced.first : enforced.after)}; }`,
    `chain ${name} {`,
    ...rules.slice(0, late).flatMap(verdictLine),
    ...ruleLine(rule, `add @${name}-first { ip saddr . th sport } ${'first' in enforced ? verdictOf(rule) : `goto ${rest}`}`),
    ...('after' in enforced ? verdictLine(rule) : []),
    `goto ${rest}`,
    '}',
  ];
}

const verdictOf = ({ access }: EffectiveSecurityRule): string => (access === 'Allow' ? 'return' : 'drop');

const verdictLine = (rule: EffectiveSecurityRule): string[] => ruleLine(rule, verdictOf(rule));

/** What a Network Manager's rule always allows meets no group; what it allows, or says nothing of, goes on to the first. */
const adminVerdicts = { Deny: 'drop', Allow: 'return', AlwaysAllow: 'accept' };

const adminChain = (rules: readonly EffectiveAdminRule[], direction: Direction, name: string): string[] => [
  `chain ${name} {`,
  ...rules.filter((rule) => rule.direction === direction).flatMap((rule) => ruleLine(rule, adminVerdicts[rule.access])),
  '}',
];

/** None for a rule that is about IPv6 alone. */
function ruleLine(rule: Omit<EffectiveSecurityRule, 'access' | 'priority'>, verdict: string): string[] {
  const { protocol, sourcePortRanges, destinationPortRanges, name } = rule;
  const source = addressMatch('saddr', [...rule.sourceAddressPrefixes, ...(rule.expandedSourceAddressPrefix ?? [])]);
  const destination = addressMatch('daddr', [...rule.destinationAddressPrefixes, ...(rule.expandedDestinationAddressPrefix ?? [])]);
  if (source === undefined || destination === undefined) return [];
  const ports = [portMatch('sport', sourcePortRanges), portMatch('dport', destinationPortRanges)].filter(Boolean);
  const matches = [source, destination, protocolMatch(protocol, ports.length > 0), ...ports].filter(Boolean);
  return [`${[...matches, verdict].join(' ')} comment "${name}"`];
}

/** Empty where any address matches, undefined where no IPv4 address can. Service tags count by what they are spelled out to; `0.0.0.0/0` is Azure's way to write any. */
function addressMatch(field: 'saddr' | 'daddr', prefixes: readonly string[]): string | undefined {
  if (prefixes.includes('0.0.0.0/0') || prefixes.includes('*')) return '';
  const ipv4 = prefixes.filter((prefix) => (parsePrefix(prefix) ?? parseAddress(prefix))?.family === 4);
  return ipv4.length > 0 ? `ip ${field} ${ipv4Set(ipv4)}` : undefined;
}

/** A rule for all protocols that names ports is about those that have ports. Recorded rules may be spelled in any case. */
function protocolMatch(protocol: string, hasPorts: boolean): string {
  const name = protocol.toLowerCase();
  if (name !== 'all' && name !== '*') return `meta l4proto ${name}`;
  return hasPorts ? 'meta l4proto { tcp, udp }' : '';
}

const portMatch = (field: 'sport' | 'dport', ranges: readonly string[]): string => (ranges.includes('0-65535') || ranges.includes('*') ? '' : `th ${field} ${portSet(ranges)}`);
