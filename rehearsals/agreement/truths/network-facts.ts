/** What the truths start from: a topology with its hub, its spokes, its Route Server and the machines in the spokes at hand. */
import type { NetworkInterface, RouteServer, Subnet, Topology, VirtualMachine, VirtualNetwork } from '../../../lab/topology/topology';
import { createWorld, type World } from '../../../lab/topology/world';

/** A NIC of a machine in a spoke. */
export interface SpokeMachine {
  readonly spoke: VirtualNetwork;
  readonly subnet: Subnet;
  readonly nic: NetworkInterface;
  readonly vm: VirtualMachine;
  readonly address: string;
}

export interface NetworkFacts {
  readonly world: World;
  readonly hub: VirtualNetwork;
  readonly spokes: readonly VirtualNetwork[];
  readonly machines: readonly SpokeMachine[];
  /** `route-server`, `gateway`, or addresses. */
  readonly transit: string;
  /** Undefined where the hub has no subnet of that name. */
  readonly routeServerSubnet: Subnet | undefined;
  /** The one in that subnet. */
  readonly routeServer: RouteServer | undefined;
  /** Its instance addresses; none where there is none. */
  readonly instances: readonly string[];
}

/** The first network is the hub, all others are spokes. */
export function factsOf(topology: Topology): NetworkFacts {
  const world = createWorld(topology);
  const [hub, ...spokes] = topology.virtualNetworks;
  if (!hub) throw new Error('a network without a hub');
  const routeServerSubnet = hub.subnets.find(({ name }) => name === 'RouteServerSubnet');
  const routeServer = topology.routeServers.find((one) => world.placeOf(one).subnet === routeServerSubnet);
  return {
    world,
    hub,
    spokes,
    machines: spokes.flatMap((spoke) => machinesIn(world, spoke)),
    transit: topology.settings.transit ?? 'route-server',
    routeServerSubnet,
    routeServer,
    instances: routeServer ? world.virtualRouterIps(routeServer) : [],
  };
}

function machinesIn(world: World, spoke: VirtualNetwork): SpokeMachine[] {
  return spoke.subnets.flatMap((subnet) =>
    world.networkInterfacesIn(subnet).flatMap((nic) => {
      const vm = world.virtualMachineOf(nic);
      const [address] = nic.privateIPAddresses;
      return vm && address !== undefined ? [{ spoke, subnet, nic, vm, address }] : [];
    }),
  );
}

export const isRunning = ({ vm }: SpokeMachine): boolean => vm.powerState === 'running';

/** Every machine with each one of the other spokes. */
export const pairsOf = ({ machines }: NetworkFacts): (readonly [SpokeMachine, SpokeMachine])[] =>
  machines.flatMap((from) => machines.filter(({ spoke }) => spoke !== from.spoke).map((to) => [from, to] as const));

/** The addresses that lead to the transit; undefined where it is a gateway. */
export function transitAddresses({ transit, instances }: NetworkFacts): readonly string[] | undefined {
  if (transit === 'gateway') return undefined;
  return transit === 'route-server' ? instances : transit.split(',');
}

/** Where the transit is the Route Server and there is none with addresses, the ways to it are not judged: RS-01, RS-04 or RS-05 says so. */
export const isTransitAbsent = ({ transit, instances }: NetworkFacts): boolean => transit === 'route-server' && instances.length === 0;

