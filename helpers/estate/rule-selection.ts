/**
 * What the effective security rules of a NIC make of a TCP flow ("How network security groups filter network traffic"):
 * the subnet's and the NIC's group are evaluated each by itself, the rule with the lowest priority number that matches decides, and both must allow.
 */
import type { AdminRule, FirewallRule } from './forwarder-shapes';
import { onceFor } from './prefix-lookup';
import { isWithin, parseAddress, parsePrefix } from './prefix';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './survey';

/** A port that the client's system picks: rules match for certain only if they cover all of those. */
export type Port = number | 'ephemeral';

/** A packet of a TCP connection as seen by one NIC: towards the server, or, at a NIC that only the answers pass, back to the client. */
export interface Connection {
  readonly direction: EffectiveSecurityRule['direction'];
  readonly sourceAddress: string;
  readonly sourcePort: Port;
  readonly destinationAddress: string;
  readonly destinationPort: Port;
}

/** A network security group as it is associated with a NIC or its subnet. */
export type AssociatedGroup = Pick<EffectiveSecurityGroup, 'networkSecurityGroupId' | 'association'>;

export interface DecidingRule {
  readonly group: AssociatedGroup;
  readonly rule: EffectiveSecurityRule;
}

export type RuleDecision =
  /** `rules` has one entry for each group that applies; none where no group does, and then everything is allowed. */
  | { readonly access: 'allow'; readonly rules: readonly DecidingRule[] }
  | ({ readonly access: 'deny' } & DecidingRule)
  /** Whether the rule that would decide matches cannot be told, or no rule does; `rule` is the doubtful one. */
  | { readonly access: 'undecided'; readonly group: AssociatedGroup; readonly rule?: EffectiveSecurityRule; readonly reason: string };

/** What a Network Manager's rules make of a packet, before any security group is asked: the one with the lowest priority that matches decides. */
export type AdminDecision =
  /** No rule matches, or one leaves it to the security groups. */
  | { readonly access: 'groups-decide' }
  /** The security groups are not asked. */
  | { readonly access: 'allow'; readonly rule: AdminRule }
  | { readonly access: 'deny'; readonly rule: AdminRule }
  | { readonly access: 'undecided'; readonly rule: AdminRule; readonly reason: string };

export function decideByAdminRules(rules: readonly AdminRule[], flow: Connection): AdminDecision {
  for (const rule of [...rules].filter(({ direction }) => direction === flow.direction).sort((a, b) => a.priority - b.priority)) {
    const match = all([
      ['tcp', 'any', 'all', '*'].includes(rule.protocol.toLowerCase()) ? yes : no,
      matchPort(rule.destinationPortRanges.length > 0 ? rule.destinationPortRanges : ['*'], flow.destinationPort, 'destination'),
      matchPort(rule.sourcePortRanges.length > 0 ? rule.sourcePortRanges : ['*'], flow.sourcePort, 'source'),
      matchAddress(orAny(rule.sources), [], flow.sourceAddress),
      matchAddress(orAny(rule.destinations), [], flow.destinationAddress),
    ]);
    if ('undecided' in match) return { access: 'undecided', rule, reason: match.undecided };
    if (!match.matches) continue;
    if (rule.access === 'Allow') return { access: 'groups-decide' };
    return { access: rule.access === 'Deny' ? 'deny' : 'allow', rule };
  }
  return { access: 'groups-decide' };
}

/** The tag Internet stands for public addresses, of which a machine's own is none, and AzureLoadBalancer for the one that probes come from. */
const orAny = (prefixes: readonly string[]): readonly string[] => (prefixes.length === 0 ? ['*'] : prefixes.map((prefix) => knownTags[prefix.toLowerCase()] ?? prefix));

/** From where Azure's load balancers probe their backends over IPv4 ("What is IP address 168.63.129.16?", Microsoft). */
export const probeSource = '168.63.129.16';

const knownTags: Readonly<Record<string, string>> = { internet: '255.255.255.255/32', azureloadbalancer: probeSource };

/** What a firewall's own network rules make of a TCP connection; what none allows is denied ("Azure Firewall rule processing logic"). */
export type FirewallDecision = { readonly access: 'allow' } | { readonly access: 'deny'; readonly rule?: FirewallRule } | { readonly access: 'undecided' };

export function decideByFirewall(rules: readonly FirewallRule[], flow: Pick<Connection, 'sourceAddress' | 'destinationAddress' | 'destinationPort'>): FirewallDecision {
  for (const rule of rules) {
    const match = all([
      rule.protocols.some((protocol) => ['tcp', 'any'].includes(protocol.toLowerCase())) ? yes : no,
      matchPort(rule.destinationPorts, flow.destinationPort, 'destination'),
      matchAddress(rule.sourceAddresses, [], flow.sourceAddress),
      matchAddress(rule.destinationAddresses, [], flow.destinationAddress),
    ]);
    if ('undecided' in match || (rule.isPartlyRead && !match.matches)) return { access: 'undecided' };
    if (match.matches) return rule.access === 'Allow' ? { access: 'allow' } : { access: 'deny', rule };
  }
  return { access: 'deny' };
}

type Match = { readonly matches: boolean } | { readonly undecided: string };

const yes: Match = { matches: true };
const no: Match = { matches: false };

export function decideFlow(groups: readonly EffectiveSecurityGroup[], flow: Connection): RuleDecision {
  const decisions = groups.map((group) => decideInGroup(group, flow));
  return (
    decisions.find(({ access }) => access === 'deny') ??
    decisions.find(({ access }) => access === 'undecided') ?? {
      access: 'allow',
      rules: decisions.flatMap((decision) => (decision.access === 'allow' ? decision.rules : [])),
    }
  );
}

/** A rule that may or may not match settles nothing only if the rule that decides without it comes out otherwise. */
function decideInGroup({ networkSecurityGroupId, association, rules }: EffectiveSecurityGroup, flow: Connection): RuleDecision {
  const isOut = flow.direction === 'Outbound';
  const remote = isOut ? flow.destinationAddress : flow.sourceAddress;
  let doubtful: { rule: EffectiveSecurityRule; reason: string }[] | undefined;
  for (const { rule, portDoubt, ownDoubt } of rulesForOwn(rules, flow)) {
    const match = isOut ? matchDestination(rule, remote) : matchSource(rule, remote);
    if ('matches' in match && !match.matches) continue;
    const remoteDoubt = 'undecided' in match ? match.undecided : undefined;
    const reason = portDoubt ?? (isOut ? (ownDoubt ?? remoteDoubt) : (remoteDoubt ?? ownDoubt));
    if (reason !== undefined) {
      (doubtful ??= []).push({ rule, reason });
    } else {
      const group = { networkSecurityGroupId, association };
      const doubt = doubtful?.find((earlier) => earlier.rule.access !== rule.access);
      return doubt ? { access: 'undecided', group, ...doubt } : decided(group, rule);
    }
  }
  // Azure's own last rule matches everything, so an answer without any that matches is not whole.
  const group = { networkSecurityGroupId, association };
  return { access: 'undecided', group, ...(doubtful?.[0] ?? { reason: `no ${flow.direction} rule matches, not even Azure's own last one` }) };
}

/** A rule that protocol, ports and the NIC's own address do not rule out, with what they leave in doubt. */
interface RuleForOwn {
  readonly rule: EffectiveSecurityRule;
  readonly portDoubt?: string;
  readonly ownDoubt?: string;
}

/** The same for all addresses at the other end, so it is asked once for each list of rules. */
function rulesForOwn(rules: readonly EffectiveSecurityRule[], { direction, sourceAddress, sourcePort, destinationAddress, destinationPort }: Connection): readonly RuleForOwn[] {
  const known = rulesByOwn(rules);
  const isOut = direction === 'Outbound';
  const own = isOut ? sourceAddress : destinationAddress;
  const key = `${direction} ${String(sourcePort)} ${String(destinationPort)} ${own}`;
  const found = known.get(key);
  if (found) return found;
  const made = orderedRules(rules)[direction].flatMap((rule): RuleForOwn[] => {
    const ports = all([matchProtocol(rule), matchPort(rule.destinationPortRanges, destinationPort, 'destination'), matchPort(rule.sourcePortRanges, sourcePort, 'source')]);
    const address = isOut ? matchSource(rule, own) : matchDestination(rule, own);
    if (isNo(ports) || isNo(address)) return [];
    return [{ rule, ...('undecided' in ports && { portDoubt: ports.undecided }), ...('undecided' in address && { ownDoubt: address.undecided }) }];
  });
  known.set(key, made);
  return made;
}

const rulesByOwn: (rules: readonly EffectiveSecurityRule[]) => Map<string, readonly RuleForOwn[]> = onceFor(() => new Map());

const isNo = (match: Match): boolean => 'matches' in match && !match.matches;

const matchSource = ({ sourceAddressPrefixes, expandedSourceAddressPrefixes }: EffectiveSecurityRule, address: string): Match => matchAddress(sourceAddressPrefixes, expandedSourceAddressPrefixes, address);

const matchDestination = ({ destinationAddressPrefixes, expandedDestinationAddressPrefixes }: EffectiveSecurityRule, address: string): Match => matchAddress(destinationAddressPrefixes, expandedDestinationAddressPrefixes, address);

/** Sorted once for each group. */
const orderedRules = onceFor((rules: readonly EffectiveSecurityRule[]) => {
  const inDirection = (direction: EffectiveSecurityRule['direction']): EffectiveSecurityRule[] =>
    rules.filter((rule) => rule.direction === direction).sort((a, b) => a.priority - b.priority);
  return { Inbound: inDirection('Inbound'), Outbound: inDirection('Outbound') };
});

const decided = (group: AssociatedGroup, rule: EffectiveSecurityRule): RuleDecision =>
  rule.access === 'Allow' ? { access: 'allow', rules: [{ group, rule }] } : { access: 'deny', group, rule };

/** One "no" settles it, whatever else is in doubt. */
function all(matches: readonly Match[]): Match {
  return matches.find(isNo) ?? matches.find((match) => 'undecided' in match) ?? yes;
}

const matchProtocol = ({ protocol }: EffectiveSecurityRule): Match => (['tcp', 'all', '*'].includes(protocol.toLowerCase()) ? yes : no);

function parsePortRange(range: string): { readonly first: number; readonly last: number } | undefined {
  if (range === '*') return { first: 0, last: 65_535 };
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range.trim()) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last ?? first) };
}

/** Of these texts those that are known. */
export const portRangesOf = (ranges: readonly string[]): { readonly first: number; readonly last: number }[] => ranges.flatMap((range) => parsePortRange(range) ?? []);

const matchPort = (ranges: readonly string[], port: Port, end: 'source' | 'destination'): Match =>
  port === 'ephemeral' ? matchEphemeralPort(ranges, end) : matchOnePort(ranges, port);

function matchOnePort(ranges: readonly string[], port: number): Match {
  const parsed = ranges.map(parsePortRange);
  if (parsed.some((range) => range && range.first <= port && port <= range.last)) return yes;
  const unknown = parsed.findIndex((range) => !range);
  return unknown < 0 ? no : { undecided: `the port range ${ranges[unknown] ?? ''} is unknown` };
}

/** Clients pick a port from 1024 up; a rule for a part of those matches some connections and not others. */
function matchEphemeralPort(ranges: readonly string[], end: 'source' | 'destination'): Match {
  const parsed = ranges.flatMap((range) => parsePortRange(range) ?? []);
  if (parsed.length === ranges.length && parsed.every(({ last }) => last < 1024)) return no;
  return parsed.some(({ first, last }) => first <= 1024 && last === 65_535) ? yes : { undecided: `it applies to the ${end} ports ${ranges.join(', ')} alone` };
}

/** Service tags count by what Azure expanded them to. An unexpanded tag may or may not stand for the address. */
function matchAddress(written: readonly string[], expanded: readonly string[], text: string): Match {
  if (!parseAddress(text)) return { undecided: `${text} is no address` };
  if (written.includes('*') || isWithin(text, written) || isWithin(text, expanded)) return yes;
  if (written.length === 0 && expanded.length === 0) return { undecided: 'it names no prefix' };
  const tag = written.find((prefix) => !parsePrefix(prefix));
  if (!tag || expanded.length > 0) return no;
  return { undecided: `Azure did not say which prefixes ${tag} stands for` };
}
