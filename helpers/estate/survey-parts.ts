/** The parts of a survey, in one table. Whatever goes through a whole survey (taking, refreshing, progress, effort) follows from it. */
import type { AdminRule, Firewall, LoadBalancer, RoutingAppliance } from './forwarder-shapes';
import type { Reading } from './reading';
import type { ReadingRef } from './reading-ref';
import { keyOf } from './resource-id';
import { routeServerSubnetId } from './route-server-seat';
import type {
  EffectiveRoute,
  EffectiveSecurityGroup,
  Key,
  NetworkInterface,
  Readings,
  Resource,
  RouteServer,
  RouteTable,
  Survey,
  SurveyMaps,
  VirtualMachine,
  VirtualNetwork,
  VirtualNetworkGateway,
} from './survey';

/** What one reading of each part holds. */
export interface SurveyParts {
  /** The one part with a single reading. `null`: no Route Server has an IP configuration in the hub's RouteServerSubnet. */
  routeServer: RouteServer | null;
  /** The hub, the spokes, and networks that a way from spoke to spoke leads through. */
  virtualNetworks: VirtualNetwork;
  /** The gateways whose IP configurations lie in the hub's GatewaySubnet. */
  gateways: VirtualNetworkGateway;
  /** The route tables associated with subnets of the spokes, and with those of next hops. */
  routeTables: RouteTable;
  /** Of the subnets of next hops, like the next two. */
  firewalls: Firewall;
  loadBalancers: LoadBalancer;
  routingAppliances: RoutingAppliance;
  /** By virtual network: those of a Network Manager that apply in the spokes, and in networks of appliances that a way leads over. */
  adminRules: readonly AdminRule[];
  /** Every NIC with an IP configuration in a subnet of a spoke, or in one that a next hop lies in. */
  networkInterfaces: NetworkInterface;
  /** The virtual machines that those NICs are attached to; of the latter those of next hops. */
  virtualMachines: VirtualMachine;
  /** By NIC; of NICs attached to a VM that is not known to be stopped, in the spokes and of appliances that a way leads over. */
  effectiveRoutes: readonly EffectiveRoute[];
  /** By NIC, likewise; empty, without asking, where no group applies to it. */
  effectiveSecurityGroups: readonly EffectiveSecurityGroup[];
}

export type PartName = keyof SurveyParts;

/** A part that is a map of readings by resource id. */
export type MapPartName = Exclude<PartName, 'routeServer'>;

export interface PartWords<Value> {
  /** As progress names what is being read, in the plural. */
  readonly plural: string;
  /** Whether a reading is a resource that spells its own id; if not, the key is another resource's id. */
  readonly isResource: NonNullable<Value> extends Resource ? true : false;
}

/** In the order in which a survey has them. */
export const partWords: { readonly [Part in PartName]: PartWords<SurveyParts[Part]> } = {
  routeServer: { plural: 'Route Server', isResource: true },
  virtualNetworks: { plural: 'virtual networks', isResource: true },
  gateways: { plural: 'gateways', isResource: true },
  routeTables: { plural: 'route tables', isResource: true },
  firewalls: { plural: 'firewalls', isResource: true },
  loadBalancers: { plural: 'load balancers', isResource: true },
  routingAppliances: { plural: 'routing appliances', isResource: true },
  adminRules: { plural: 'security admin rules', isResource: false },
  networkInterfaces: { plural: 'network interfaces', isResource: true },
  virtualMachines: { plural: 'virtual machines', isResource: true },
  effectiveRoutes: { plural: 'effective routes', isResource: false },
  effectiveSecurityGroups: { plural: 'effective security rules', isResource: false },
};

export const partNames = Object.keys(partWords) as readonly PartName[];

/** A part whose readings are resources that spell their own ids. */
type ResourcePartName = { [Part in MapPartName]: SurveyParts[Part] extends Resource ? Part : never }[MapPartName];

const resourcePartNames = partNames.filter((part): part is ResourcePartName => part !== 'routeServer' && partWords[part].isResource);

export const mapPartNames = partNames.filter((part): part is MapPartName => part !== 'routeServer');

/** @param make makes the readings of one part; all parts are made at once */
export async function makeMaps(
  make: <Part extends MapPartName>(part: Part) => Promise<Readings<SurveyParts[Part]>>,
): Promise<SurveyMaps> {
  const made = await Promise.all(mapPartNames.map(async (part) => [part, await make(part)] as const));
  return Object.fromEntries(made) as SurveyMaps;
}

/** The Route Server's subnet is its key, because that is known before a Route Server is. */
export const routeServerRef = ({ hubId }: Pick<Survey, 'hubId'>): ReadingRef => ({ of: 'routeServer', key: keyOf(routeServerSubnetId(hubId)) });

export interface ReferredReading {
  /** By which it is read again. */
  readonly ref: ReadingRef;
  readonly reading: Reading<unknown>;
}

/** Every reading of a survey, those inside the Route Server's (BGP connections, learned routes) too: they are read again with it. */
export function readingsOf(survey: Survey): ReferredReading[] {
  return partNames.flatMap((of): ReferredReading[] => {
    if (of === 'routeServer') {
      const ref = routeServerRef(survey);
      return routeServerReadings(survey.routeServer).map((reading) => ({ ref, reading }));
    }
    return Object.entries<Reading<unknown>>(survey[of]).map(([key, reading]) => ({ ref: { of, key }, reading }));
  });
}

function routeServerReadings(routeServer: Survey['routeServer']): Reading<unknown>[] {
  if (routeServer.status === 'unread' || routeServer.value === null) return [routeServer];
  const { bgpConnections } = routeServer.value;
  const peers = bgpConnections.status === 'read' ? bgpConnections.value : [];
  return [routeServer, bgpConnections, ...peers.map(({ learnedRoutes }) => learnedRoutes)];
}

/** Undefined where the survey has no such reading. */
export function readingAt(survey: Survey, { of, key }: ReadingRef): Reading<unknown> | undefined {
  return of === 'routeServer' ? survey.routeServer : survey[of][key];
}

/** The id as Azure spelled it, where a resource with this key was read; else the key. */
export function spelledId(survey: Survey, key: Key): string {
  const found = resourcePartNames.map((part) => survey[part][key]).find((reading) => reading?.status === 'read');
  return found?.status === 'read' ? found.value.id : key;
}
