/** What an appliance does not pass on, in nftables of its namespace: its filters and, where it is stateful, what belongs to no connection that it has seen begin. */
import type { ApplianceFilter } from '../topology/topology';
import { ipv4Set, portSet } from './nft-sets';

interface Appliance {
  readonly stateful?: boolean;
  readonly filters?: readonly ApplianceFilter[];
}

/** Lines for `nft -f`; none where the appliance passes everything. */
export function applianceFilter({ stateful = false, filters = [] }: Appliance): string[] {
  if (!stateful && filters.length === 0) return [];
  const rules = [...(stateful ? statefulRules : []), ...filters.flatMap(ruleLine)];
  return ['table ip appliance {', 'chain forward {', 'type filter hook forward priority 0; policy accept;', ...rules, '}', '}'];
}

/** A connection begins with a SYN. To a box that has seen that alone, or not even that, whatever comes next is invalid. */
const statefulRules = ['ct state established,related accept', 'ct state invalid drop', 'ct state new tcp flags & (fin | syn | rst | ack) != syn drop'];

/** None for a filter that is about IPv6 alone. */
function ruleLine({ protocol, ports, prefixes, access }: ApplianceFilter): string[] {
  const anyPrefix = prefixes.includes('*');
  if (!anyPrefix && ipv4Set(prefixes) === ipv4Set([])) return [];
  const hasPorts = !ports.includes('*');
  const protocols = protocol === '*' ? 'meta l4proto { tcp, udp }' : `meta l4proto ${protocol.toLowerCase()}`;
  // Of a protocol without ports, none matches.
  if (hasPorts && protocol === 'Icmp') return [];
  return [
    [
      ...(anyPrefix ? [] : [`ip daddr ${ipv4Set(prefixes)}`]),
      ...(protocol === '*' && !hasPorts ? [] : [protocols]),
      ...(hasPorts ? [`th dport ${portSet(ports)}`] : []),
      access === 'Allow' ? 'accept' : 'drop',
    ].join(' '),
  ];
}
