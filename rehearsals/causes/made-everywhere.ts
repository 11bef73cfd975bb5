/** Faults that are made in every spoke of a network: what is wrong is one thing, and is told once. */
import type { Design } from '../../lab/shapes/build-network';
import { networkOf } from '../../lab/shapes/build-network';
import type { Peering, Route, Topology, VirtualNetwork } from '../../lab/topology/topology';

export interface MadeEverywhere {
  readonly name: string;
  readonly design: Design;
  /** Eight where not given. */
  readonly spokes?: number;
  readonly apply: (topology: Topology) => void;
  /** How each cause begins, the first first. */
  readonly causes: readonly string[];
  /** How many commands there are. */
  readonly fixes: number;
}

export const network = (design: Design, spokes = 8, hasRules = false): Topology =>
  networkOf({ design, coverage: 'subnets', hubRegion: 0, spokes: Array.from({ length: spokes }, (_, index) => ({ region: index % 2, subscription: 0, machines: 1, hasRules })) });

const hubOf = ({ virtualNetworks }: Topology): VirtualNetwork[] => virtualNetworks.filter(({ name }) => name === 'hub');

const spokesOf = ({ virtualNetworks }: Topology): VirtualNetwork[] => virtualNetworks.filter(({ name }) => name !== 'hub');

const inRoutes = (change: (route: Route) => void) => ({ routeTables }: Topology): void => {
  routeTables.forEach(({ routes }) => {
    routes.forEach(change);
  });
};

const inPeerings = (of: (topology: Topology) => VirtualNetwork[], change: (peering: Peering) => void) => (topology: Topology): void => {
  of(topology).forEach(({ peerings }) => {
    peerings.forEach(change);
  });
};

const to = (address: string) => (route: Route): void => void Object.assign(route, { nextHopType: 'VirtualAppliance', nextHopIpAddress: address });

const isForSpoke1 = ({ addressPrefix }: Route): boolean => addressPrefix === '10.1.1.0/24';

const unpeer = (...of: readonly ((topology: Topology) => VirtualNetwork[])[]) => (topology: Topology): void => {
  for (const one of of.flatMap((networks) => networks(topology))) one.peerings = [];
};

const withoutRouteToSpoke1 = ({ routeTables }: Topology): void => {
  for (const table of routeTables) table.routes = table.routes.filter((route) => !isForSpoke1(route));
};

const isAppliance = ({ name }: { readonly name: string }): boolean => name === 'nva';

const silenceGuest = ({ virtualMachines }: Topology): void => {
  for (const machine of virtualMachines.filter(isAppliance)) machine.forwards = false;
};

const removeAppliance = ({ virtualMachines, networkInterfaces }: Topology): void => {
  virtualMachines.splice(virtualMachines.findIndex(isAppliance), 1);
  networkInterfaces.splice(networkInterfaces.findIndex(({ name }) => name === 'nvanic'), 1);
};

export const madeEverywhere: readonly MadeEverywhere[] = [
  { name: 'a next hop that nobody has', design: 'appliance', spokes: 20, apply: inRoutes(to('10.0.2.99')), causes: ['20 route tables send what is for other spokes to VirtualAppliance 10.0.2.99: 380 routes, of rt1 (19)'], fixes: 380 },
  { name: 'a next hop in no network', design: 'appliance', apply: inRoutes(to('10.99.0.4')), causes: ['8 route tables send what is for other spokes to VirtualAppliance 10.99.0.4, which lies in no network that theirs are peered with: 56 routes'], fixes: 56 },
  { name: 'a stale next hop', design: 'route-server', apply: inRoutes(to('10.0.1.40')), causes: ['8 route tables send what is for other spokes to VirtualAppliance 10.0.1.40: 56 routes'], fixes: 0 },
  {
    name: 'a next hop that nobody has, and another one in TRANSIT',
    design: 'route-server',
    apply: inRoutes(to('10.0.2.99')),
    causes: ['this network sends everything from spoke to spoke through 10.0.2.99, not through the Route Server: if that is meant, TRANSIT=10.0.2.99; no login of this run gets past 10.0.2.99'],
    fixes: 0,
  },
  {
    name: 'the route to one spoke missing',
    design: 'appliance',
    apply: withoutRouteToSpoke1,
    causes: ['7 route tables have no route for spoke1: rt2, rt3'],
    fixes: 7,
  },
  { name: 'the route to one spoke wrong', design: 'appliance', apply: inRoutes((route) => { if (isForSpoke1(route)) to('10.0.2.99')(route); }), causes: ['7 route tables send what is for other spokes to VirtualAppliance 10.0.2.99: 7 routes, of rt2 (route0)'], fixes: 7 },
  { name: "the spokes' peerings missing", design: 'appliance', apply: unpeer(spokesOf), causes: ['spoke1, spoke2, spoke3'], fixes: 8 },
  { name: "the hub's peerings missing", design: 'appliance', apply: unpeer(hubOf), causes: ['hub has no peering to spoke1, spoke2'], fixes: 8 },
  { name: 'all peerings missing', design: 'appliance', apply: unpeer(hubOf, spokesOf), causes: ['hub is not peered with spoke1, spoke2'], fixes: 16 },
  { name: 'forwarded traffic off', design: 'appliance', apply: inPeerings(spokesOf, (peering) => { peering.allowForwardedTraffic = false; }), causes: ['allowForwardedTraffic is off at 8 peerings: to-hub of spoke1, to-hub of spoke2'], fixes: 8 },
  { name: 'gateways not offered', design: 'gateway', apply: inPeerings(hubOf, (peering) => { peering.allowGatewayTransit = false; }), causes: ['allowGatewayTransit is off at 8 peerings: to-spoke1 of hub'], fixes: 8 },
  { name: 'a guest that does not forward', design: 'appliance', apply: silenceGuest, causes: ['no login of this run gets past the guest of nva (10.0.2.4): nothing that was read stops packets on their way to vm10 (10.1.1.4)'], fixes: 0 },
  {
    name: 'an appliance that is gone',
    design: 'appliance',
    apply: removeAppliance,
    causes: ['no login of this run gets past 10.0.2.4 in hub/appliances (nothing that was read has this address): nothing that was read stops'],
    fixes: 0,
  },
];
