/** Which namespaces stand for a topology's machines, Route Server instances and gateways, and by which ports they hang on the fabric. */
import type { Forwarder } from '../topology/forwarders';
import type { NetworkInterface, Subnet, VirtualMachine, VirtualNetwork, VirtualNetworkGateway } from '../topology/topology';
import type { World } from '../topology/world';
import { isIPv4 } from '../addresses/ipv4';

/** One end of a veth pair: the fabric's. The other end is `eth0`, `eth1`, … in the namespace of the node. */
export interface Port {
  /** The device in the fabric. */
  readonly device: string;
  /** Number of the fabric's routing table for packets that come in by this port. */
  readonly table: number;
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
  /** IPv4, the primary one first. */
  readonly addresses: readonly string[];
  /** Absent with instances and gateways, whose ports are Azure's own. */
  readonly nic?: NetworkInterface;
}

interface Standing {
  readonly namespace: string;
  readonly ports: readonly Port[];
  /** Its kernel passes on packets that are not its own. */
  readonly forwards: boolean;
}

type Owner =
  | { readonly kind: 'machine'; readonly vm: VirtualMachine }
  /** Of a Route Server. */
  | { readonly kind: 'instance' }
  /** A firewall, or a load balancer with appliances behind it. */
  | { readonly kind: 'forwarder'; readonly forwarder: Forwarder }
  /** Two instances of one gateway forward alike, so one node stands for both. */
  | { readonly kind: 'gateway'; readonly gateway: VirtualNetworkGateway };

export type Node = Standing & Owner;

/** A node before its ports are numbered and its name is made unique. */
type Plan = Owner & { readonly name: string; readonly forwards: boolean; readonly plugs: readonly Omit<Port, 'device' | 'table'>[] };

/** Of the namespace that stands for the jump host. */
export const jumpNamespace = 'jump-host';

const firstTable = 1_000;

/** A node for each machine that runs, for each instance of a provisioned Route Server, for each forwarder and each gateway. */
export function layOut(world: World): Node[] {
  const plans = [...machines(world), ...instances(world), ...forwarders(world), ...gateways(world)];
  const names = new Map([[jumpNamespace, 1]]);
  let ports = 0;
  return plans.map(({ name: given, plugs, ...node }) => {
    // A topology file may call its machines what it likes.
    const name = given.replace(/[^\w.-]/g, '-');
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    return {
      ...node,
      namespace: count === 1 ? name : `${name}-${String(count)}`,
      ports: plugs.map((plug) => {
        const number = ports++;
        return { ...plug, device: `port${String(number)}`, table: firstTable + number };
      }),
    };
  });
}

function machines(world: World): Plan[] {
  return world
    .machines()
    .filter(({ powerState }) => powerState === 'running')
    .map((vm) => ({
      name: vm.name,
      kind: 'machine',
      forwards: vm.forwards === true,
      vm,
      plugs: world.networkInterfacesOf(vm).map((nic) => ({ nic, ...world.placeOf(nic), addresses: nic.privateIPAddresses.filter(isIPv4) })),
    }));
}

/** Microsoft documents that a Route Server forwards no data traffic; the reference deployment was seen to work over its instances, so here they forward. */
function instances(world: World): Plan[] {
  return world.topology.routeServers
    .filter(({ routingState }) => routingState === 'Provisioned')
    .flatMap((server) =>
      world.virtualRouterIps(server).filter(isIPv4).map((address, index) => ({
        name: `${server.name}-${String(index)}`,
        kind: 'instance',
        forwards: true,
        plugs: [{ ...world.placeOf(server), addresses: [address] }],
      })),
    );
}

function forwarders(world: World): Plan[] {
  return world.topology.virtualNetworks.flatMap((network) =>
    network.subnets.flatMap((subnet) =>
      (subnet.forwarders ?? [])
        .filter(({ privateIPAddress }) => isIPv4(privateIPAddress))
        .map((forwarder) => ({ name: forwarder.name, kind: 'forwarder', forwarder, forwards: true, plugs: [{ network, subnet, addresses: [forwarder.privateIPAddress] }] })),
    ),
  );
}

function gateways(world: World): Plan[] {
  return world.topology.virtualNetworkGateways.map((gateway) => ({
    name: gateway.name,
    kind: 'gateway',
    gateway,
    forwards: true,
    plugs: [{ ...world.placeOf(gateway), addresses: world.gatewayAddresses(gateway).slice(0, 1) }],
  }));
}
