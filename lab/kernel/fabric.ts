/**
 * The fabric: the namespace that every port leads to. It routes what comes in by a port with that port's own table, as Azure's hosts do, and
 * drops what a peering does not let through. It never says why.
 */
import { allowsAccess, isConnected, type PeeringPair } from '../topology/peerings';
import type { VirtualNetwork } from '../topology/topology';
import type { World } from '../topology/world';
import type { Node, Port } from './layout';
import { ipv4Set } from './nft-sets';
import { pickedRoutes, portRoutes, type PortRoute, type Target } from './port-routes';

/** Both ends of every veth pair have this address and no ARP: what is sent arrives, whoever the next hop is, and what nobody takes is dropped silently. */
export const cableAddress = '02:00:00:00:00:01';

export interface Fabric {
  /** For `ip -batch`. */
  readonly ip: readonly string[];
  /** For `nft -f`. */
  readonly nft: readonly string[];
}

const everything = '0.0.0.0/0';
const firstNetworkTable = 5_000;
const firstPickedTable = 20_000;
/** Before the rules of ports, which have the number of their table. */
const pickedRule = 500;
const firstGroup = 10;

/**
 * A network is a pair of devices: what leaves by `net0` comes in again by `net0-in`, and is then taken to whoever has the destination in that
 * network. Devices that lead into one network are of one group, so that crossing a peering is going from one group to another.
 */
export function fabricOf(world: World, nodes: readonly Node[]): Fabric {
  const networks = world.topology.virtualNetworks;
  const numberOf = (network: VirtualNetwork): number => networks.indexOf(network);
  const groupOf = (network: VirtualNetwork): string => String(firstGroup + numberOf(network));
  const deviceOf = (network: VirtualNetwork): string => `net${String(numberOf(network))}`;
  const ports = nodes.flatMap((node) => node.ports.map((port) => ({ node, port })));
  return {
    ip: [
      ...networks.flatMap((network) => networkDevices(numberOf(network), groupOf(network))),
      ...ports.flatMap(({ node, port }) => portLines(node, port, groupOf(port.network))),
      ...networks.flatMap((network) => holderRoutes(network, numberOf(network), ports)),
      ...ports.flatMap(({ node, port }) =>
        withDefault(portRoutes(world, nodes, node, port)).map(({ prefix, target }) => routeLine(prefix, target, port.table, deviceOf)),
      ),
      ...ports.flatMap(({ port }) => pickedRoutes(world, nodes, port).map((route) => ({ port, ...route }))).flatMap(({ port, source, destination, target }, index) => {
        const table = firstPickedTable + index;
        return [`rule add iif ${port.device} from ${source} to ${destination} lookup ${String(table)} pref ${String(pickedRule)}`, routeLine(everything, target, table, deviceOf)];
      }),
    ],
    nft: ['table ip fabric {', ...silence, 'chain forward {', 'type filter hook forward priority 0; policy accept;', ...peeringRules(world, nodes, groupOf), ...ports.flatMap(({ port }) => spoofingRules(port)), '}', '}'],
  };
}

/** Azure's fabric sends no ICMP errors. */
const silence = ['chain output {', 'type filter hook output priority 0; policy accept;', 'icmp type { destination-unreachable, time-exceeded, redirect } drop', '}'];

/** What no route is for must not come to the fabric's other tables. */
const withDefault = (routes: readonly PortRoute[]): PortRoute[] => [...routes, ...(routes.some(({ prefix }) => prefix === everything) ? [] : [{ prefix: everything, target: { to: 'nowhere' } as const }])];

function networkDevices(number: number, group: string): string[] {
  const device = `net${String(number)}`;
  const table = networkTable(number);
  return [
    `link add ${device} address ${cableAddress} type veth peer name ${device}-in address ${cableAddress}`,
    `link set ${device} arp off group ${group} up`,
    `link set ${device}-in arp off up`,
    `rule add iif ${device}-in lookup ${table} pref ${table}`,
  ];
}

/** Who has an address in the network; nobody gets what is for the others. */
function holderRoutes(network: VirtualNetwork, number: number, ports: readonly { readonly port: Port }[]): string[] {
  const table = networkTable(number);
  const holders = ports.filter(({ port }) => port.network === network);
  return [
    ...holders.flatMap(({ port }) => port.addresses.map((address) => `route add ${address}/32 dev ${port.device} table ${table}`)),
    `route add blackhole default table ${table}`,
  ];
}

const networkTable = (number: number): string => String(firstNetworkTable + number);

function portLines({ namespace, ports }: Node, port: Port, group: string): string[] {
  const { device, table } = port;
  return [
    `link add ${device} address ${cableAddress} type veth peer name eth${String(ports.indexOf(port))} address ${cableAddress} netns ${namespace}`,
    `link set ${device} arp off group ${group} up`,
    `rule add iif ${device} lookup ${String(table)} pref ${String(table)}`,
  ];
}

function routeLine(prefix: string, target: Target, table: number, deviceOf: (network: VirtualNetwork) => string): string {
  const to = `table ${String(table)}`;
  switch (target.to) {
    case 'nowhere':
      return `route add blackhole ${prefix} ${to}`;
    case 'network':
      return `route add ${prefix} dev ${deviceOf(target.network)} ${to}`;
    case 'port':
      return `route add ${prefix} dev ${target.port.device} ${to}`;
  }
}

/** A VPN gateway may forward into a network that accepts no other forwarded traffic. */
function peeringRules(world: World, nodes: readonly Node[], groupOf: (network: VirtualNetwork) => string): string[] {
  const pairs = world.topology.virtualNetworks.flatMap((network) => world.peeringsOf(network)).filter(isConnected);
  const crossing = ({ network, remoteNetwork }: PeeringPair): string => `meta iifgroup ${groupOf(network)} meta oifgroup ${remoteNetwork ? groupOf(remoteNetwork) : '0'}`;
  const gateways = nodes.flatMap(({ kind, ports }) => (kind === 'gateway' ? ports.map(({ device }) => `"${device}"`) : [])).join(', ');
  return [
    ...pairs.filter((pair) => !allowsAccess(pair)).map((pair) => `${crossing(pair)} drop`),
    ...(gateways === '' ? [] : [`iifname { ${gateways} } accept`, `oifname { ${gateways} } accept`]),
    ...(world.topology.forwardedTraffic === 'not enforced' ? [] : pairs).filter(({ otherSide }) => otherSide?.allowForwardedTraffic !== true).map((pair) => `${crossing(pair)} ip saddr != ${ipv4Set(pair.network.addressPrefixes)} drop`),
  ];
}

/** A NIC without IP forwarding neither gets nor sends packets that are not its machine's own. */
function spoofingRules({ device, nic, addresses }: Port): string[] {
  if (!nic || nic.enableIPForwarding || addresses.length === 0) return [];
  const own = ipv4Set(addresses);
  return [`oifname "${device}" ip daddr != ${own} drop`, `iifname "${device}" ip saddr != ${own} drop`];
}
