/** What is set up inside the namespace of a node: its addresses, the way to the jump host, its rules, and what its guest does besides. */
import { contains, parsePrefix } from '../addresses/addresses';
import { remembers } from '../topology/forwarders';
import { sshPortOf } from '../topology/guest';
import type { MachineBehaviour } from '../ssh/behaviour';
import { jumpHostAddress } from '../ssh/world-reach';
import type { World } from '../topology/world';
import { forwarderFilter } from './forwarder-filter';
import type { Node, Port } from './layout';
import type { GuestRule, VirtualNetwork } from '../topology/topology';
import { portSet } from './nft-sets';
import { applianceFilter } from './appliance-filter';
import { securityFilter } from './security-filter';

export interface Setup {
  /** For `ip -batch` in the namespace. */
  readonly ip: readonly string[];
  /** For `nft -f` in the namespace. */
  readonly nft: readonly string[];
  readonly sysctl: readonly string[];
}

/** The veth pair to the jump host, which is outside of the network under test: in Azure's stead, the serial console or a Bastion. */
export const managementDevice = 'mgmt';

const managementRule = 10;
const firstSourceRule = 100;

const deviceAt = (index: number): string => `eth${String(index)}`;

export function setUpOf(world: World, node: Node, behaviour: MachineBehaviour): Setup {
  const { ports, forwards } = node;
  const devices = ports.map((port, index) => ({ port, device: deviceAt(index), index }));
  return {
    sysctl: [`net.ipv4.ip_forward=${forwards ? '1' : '0'}`],
    ip: [...devices.flatMap(({ port, device, index }) => deviceLines(port, device, index)), ...(node.kind === 'machine' ? managementLines : [])],
    nft: filterOf(world, node, behaviour),
  };
}

function filterOf(world: World, node: Node, behaviour: MachineBehaviour): string[] {
  if (node.kind === 'forwarder') return [...applianceFilter({ ...node.forwarder, stateful: remembers(node.forwarder) }), ...forwarderFilter(node.forwarder), ...silence];
  if (node.kind !== 'machine') return [];
  return [...node.ports.flatMap((port, index) => securityFilter(world, port, deviceAt(index))), ...guestFirewall(node.vm.guestFirewall ?? []), ...guestFilter(behaviour, sshPortOf(node.vm) ?? 22), ...applianceFilter(node.vm)];
}

/** As cloud-init sets up a guest: the default route by the primary NIC, and for each other NIC a table of its own for what has its address. */
function deviceLines({ network, addresses }: Port, device: string, index: number): string[] {
  const table = String(firstSourceRule + index);
  const ownTable = index === 0 ? [] : [`route add default dev ${device} table ${table}`, ...addresses.map((address) => `rule add from ${address} lookup ${table} pref ${table}`)];
  return [
    `link set ${device} arp off up`,
    ...addresses.map((address) => `address add ${address}/${String(maskIn(network, address))} dev ${device}`),
    ...(index === 0 ? [`route add default dev ${device}`] : ownTable),
  ];
}

/** That of its subnet. */
function maskIn({ subnets }: VirtualNetwork, address: string): number {
  const prefix = subnets.flatMap(({ addressPrefixes }) => addressPrefixes).find((candidate) => contains(candidate, address));
  return parsePrefix(prefix ?? '')?.length ?? 32;
}

const managementLines = [
  `link set ${managementDevice} arp off up`,
  `route add ${jumpHostAddress}/32 dev ${managementDevice}`,
  `rule add to ${jumpHostAddress} lookup main pref ${String(managementRule)}`,
];

/** What a guest sends itself comes in by another device. */
function guestFirewall(rules: readonly GuestRule[]): string[] {
  if (rules.length === 0) return [];
  const verdicts = { drop: 'drop', refuse: 'reject with tcp reset' };
  return ['table ip firewall {', 'chain input {', 'type filter hook input priority 0; policy accept;', 'iifname "lo" accept', ...rules.map(({ ports, action }) => `tcp dport ${portMatch(ports)} ${verdicts[action]}`), '}', '}'];
}

const portMatch = (ports: readonly string[]): string => portSet(ports.map((port) => (port === '*' ? '0-65535' : port)));

/** What the guest itself, or something on the way to it, does to connections. */
function guestFilter(behaviour: MachineBehaviour, port: number): string[] {
  switch (behaviour.kind) {
    case 'dropped':
      return table('chain input {', 'type filter hook input priority 0; policy accept;', `tcp dport ${String(port)} drop`, '}');
    case 'hangs-first-logins':
      // A set that is full takes no further connection, and what is not in it passes.
      return table(
        `set first { type ipv4_addr . inet_service; flags dynamic; size ${String(behaviour.logins)}; }`,
        'chain input {',
        'type filter hook input priority 0; policy accept;',
        `iifname != "${managementDevice}" tcp dport ${String(port)} add @first { ip saddr . tcp sport } drop`,
        '}',
      );
    case 'falls-silent':
      // The first connection that the set has no room for fills the other one, and whatever comes from then on is dropped.
      return table(
        `set first { type ipv4_addr . inet_service; flags dynamic; size ${String(behaviour.after)}; }`,
        'set silent { type inet_proto; flags dynamic; size 1; }',
        'chain input {',
        'type filter hook input priority 0; policy accept;',
        'iifname "lo" accept',
        'meta l4proto @silent drop',
        `iifname != "${managementDevice}" tcp flags & (syn | ack) == syn add @first { ip saddr . tcp sport } accept`,
        `iifname != "${managementDevice}" tcp flags & (syn | ack) == syn add @silent { meta l4proto } drop`,
        '}',
      );
    case 'source-translated':
      return table('chain translation {', 'type nat hook input priority 100; policy accept;', `iifname != "${managementDevice}" tcp dport ${String(port)} snat to ${behaviour.address}`, '}');
    default:
      return [];
  }
}

const table = (...lines: readonly string[]): string[] => ['table ip guest {', ...lines, '}'];

/** What is no machine sends no ICMP errors, as the rest of the fabric. */
const silence = table('chain output {', 'type filter hook output priority 0; policy accept;', 'icmp type { destination-unreachable, time-exceeded, redirect } drop', '}');
