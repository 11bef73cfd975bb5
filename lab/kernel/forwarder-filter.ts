/** What a firewall's or load balancer's rules let pass, in nftables of its namespace. */
import { haPorts, type FirewallRule, type Forwarder, type LoadBalancingRule } from '../topology/forwarders';
import { ipv4Set, portSet } from './nft-sets';

/** Lines for `nft -f`; none where everything passes. */
export function forwarderFilter({ kind, allows, rules = [haPorts] }: Forwarder): string[] {
  if (allows) return table('ct state established,related accept', ...allows.flatMap(allowLine), 'drop');
  if (kind === 'load-balancer' && !rules.some(({ protocol }) => protocol === 'All')) return table(...rules.map(balanceLine), 'drop');
  return [];
}

const table = (...lines: readonly string[]): string[] => ['table ip rules {', 'chain forward {', 'type filter hook forward priority 0; policy accept;', ...lines, '}', '}'];

const balanceLine = ({ protocol, frontendPort }: LoadBalancingRule): string => `${protocol.toLowerCase()} dport ${String(frontendPort)} accept`;

/** None for a rule that is about IPv6 alone. */
function allowLine({ protocol, sourceAddressPrefixes, destinationAddressPrefixes, destinationPortRanges }: FirewallRule): string[] {
  const [source, destination] = [addressMatch('saddr', sourceAddressPrefixes), addressMatch('daddr', destinationAddressPrefixes)];
  if (source === undefined || destination === undefined) return [];
  const ports = destinationPortRanges.includes('*') ? '' : `th dport ${portSet(destinationPortRanges)}`;
  const withPorts = ports === '' ? '' : 'meta l4proto { tcp, udp }';
  const matches = [source, destination, protocol === '*' ? withPorts : `meta l4proto ${protocol.toLowerCase()}`, ports].filter(Boolean);
  return [['ct state new', ...matches, 'accept'].join(' ')];
}

/** Empty where any address matches, undefined where no IPv4 address can. */
function addressMatch(field: 'saddr' | 'daddr', prefixes: readonly string[]): string | undefined {
  if (prefixes.includes('*')) return '';
  const set = ipv4Set(prefixes);
  return set === ipv4Set([]) ? undefined : `ip ${field} ${set}`;
}
