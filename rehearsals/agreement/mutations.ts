/** Random ways to mutate a network. Each changes one thing of the truth, picked by numbers so that a counterexample shrinks. */
import fc from 'fast-check';
import { sshRule } from '../../lab/faults/fault-target';
import type { Peering, Route, Topology, VirtualNetwork } from '../../lab/topology/topology';

/** `a` and `b` pick among whatever there is to pick from, modulo its number. */
export interface Mutation {
  readonly kind: keyof typeof mutations;
  readonly a: number;
  readonly b: number;
}

const pick = <T>(list: readonly T[], index: number): T | undefined => (list.length === 0 ? undefined : list[index % list.length]);

const anyPeering = ({ virtualNetworks }: Topology, a: number): Peering | undefined => pick(virtualNetworks.flatMap(({ peerings }) => peerings), a);

const anyRoute = ({ routeTables }: Topology, a: number): Route | undefined => pick(routeTables.flatMap(({ routes }) => routes), a);

const spokesOf = ({ virtualNetworks }: Topology): VirtualNetwork[] => virtualNetworks.slice(1);

type Apply = (topology: Topology, a: number, b: number) => void;

const onPeering =
  (change: (peering: Peering) => void): Apply =>
  (topology, a) => {
    const peering = anyPeering(topology, a);
    if (peering) change(peering);
  };

const onRoute =
  (change: (route: Route, b: number) => void): Apply =>
  (topology, a, b) => {
    const route = anyRoute(topology, a);
    if (route) change(route, b);
  };

const addRule =
  (direction: 'Inbound' | 'Outbound', source?: string): Apply =>
  (topology, a) => {
    const group = pick(topology.networkSecurityGroups, a);
    group?.rules.push(sshRule(`Deny${direction}${String(group.rules.length)}`, 100 + group.rules.length, direction, 'Deny', source));
  };

const mutations = {
  'no access over a peering': onPeering((peering) => { peering.allowVirtualNetworkAccess = false; }),
  'no forwarded traffic over a peering': onPeering((peering) => { peering.allowForwardedTraffic = false; }),
  'no gateway transit': onPeering((peering) => { peering.allowGatewayTransit = false; }),
  'remote gateways unused': onPeering((peering) => { peering.useRemoteGateways = false; }),
  'a peering Disconnected': onPeering((peering) => { peering.peeringState = 'Disconnected'; }),
  'a stale address space': onPeering((peering) => { peering.syncedRemotePrefixes = ['10.99.0.0/16']; }),
  'a peering missing': (topology, a) => {
    const network = pick(topology.virtualNetworks, a);
    network?.peerings.splice(0, 1);
  },
  'two spokes peered': (topology, a, b) => {
    const [one, two] = [pick(spokesOf(topology), a), pick(spokesOf(topology), b)];
    if (!one || !two || one === two || one.peerings.some(({ remote }) => remote === two.name)) return;
    const side = (remote: string): Peering => ({ name: `to-${remote}`, remote, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false });
    one.peerings.push(side(two.name));
    two.peerings.push(side(one.name));
  },
  'a route missing': (topology, a) => {
    pick(topology.routeTables.filter(({ routes }) => routes.length > 0), a)?.routes.splice(0, 1);
  },
  'a route to None': onRoute((route) => { route.nextHopType = 'None'; delete route.nextHopIpAddress; }),
  'a route to Internet': onRoute((route) => { route.nextHopType = 'Internet'; delete route.nextHopIpAddress; }),
  'a route to a stale address': onRoute((route, b) => { route.nextHopType = 'VirtualAppliance'; route.nextHopIpAddress = pick(['10.0.1.9', '10.0.2.9', '10.77.0.4'], b) ?? '10.0.1.9'; }),
  'a route to the other transit': onRoute((route, b) => { route.nextHopType = 'VirtualAppliance'; route.nextHopIpAddress = pick(['10.0.1.4', '10.0.1.5', '10.0.2.4'], b) ?? '10.0.1.4'; }),
  'a route too narrow': onRoute((route) => { route.addressPrefix = '10.2.1.0/30'; }),
  'a more specific route to None': (topology, a, b) => {
    const table = pick(topology.routeTables, a);
    const spoke = String((b % 3) + 1);
    const prefix = `10.${spoke}.1.0/28`;
    if (table && !table.routes.some(({ addressPrefix }) => addressPrefix === prefix)) table.routes.push({ name: `blackhole-${spoke}`, addressPrefix: prefix, nextHopType: 'None' });
  },
  'a route table not associated': (topology, a) => {
    const subnet = pick(spokesOf(topology), a)?.subnets[0];
    delete subnet?.routeTable;
  },
  'BGP propagation off': (topology, a) => {
    const table = pick(topology.routeTables, a);
    if (table) table.disableBgpRoutePropagation = true;
  },
  'a Route Server that does not route': (topology, a) => {
    const routeServer = topology.routeServers[0];
    if (routeServer) routeServer.routingState = pick(['None', 'Provisioning', 'Failed'] as const, a) ?? 'None';
  },
  'no Route Server': (topology) => { topology.routeServers.splice(0, 1); },
  'branch-to-branch off': (topology) => { for (const routeServer of topology.routeServers) routeServer.allowBranchToBranchTraffic = false; },
  'IP forwarding off': (topology) => { for (const nic of topology.networkInterfaces) nic.enableIPForwarding = false; },
  'a machine stopped': (topology, a) => {
    const machine = pick(topology.virtualMachines, a);
    if (machine) machine.powerState = 'deallocated';
  },
  'no gateway': (topology) => { topology.virtualNetworkGateways.splice(0, 1); },
  'an ExpressRoute gateway': (topology) => { for (const gateway of topology.virtualNetworkGateways) gateway.gatewayType = 'ExpressRoute'; },
  'SSH denied in': addRule('Inbound'),
  'SSH denied out': addRule('Outbound'),
  'SSH denied from one spoke': addRule('Inbound', '10.1.0.0/16'),
} satisfies Record<string, Apply>;

export const mutationPlans: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...(Object.keys(mutations) as (keyof typeof mutations)[])), a: fc.nat(7), b: fc.nat(7) }),
  { maxLength: 3 },
);

/** Changes the topology in place. */
export function mutate(topology: Topology, plan: readonly Mutation[]): void {
  for (const { kind, a, b } of plan) (mutations[kind] as Apply)(topology, a, b);
}
