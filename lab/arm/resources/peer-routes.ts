/** What a Route Server has learned from a BGP peer and what it advertises to it, by instance. */
import { usesRemoteGateways } from '../../topology/peerings';
import type { BgpConnection, RouteServer } from '../../topology/topology';
import type { World } from '../../topology/world';
import { routeServerAsn } from './virtual-hub';

interface PeerRoute {
  readonly localAddress: string;
  readonly network: string;
  readonly nextHop: string;
  readonly sourcePeer?: string;
  readonly origin: 'EBgp' | 'Igp';
  /** ASNs joined with dashes. */
  readonly asPath: string;
  readonly weight: number;
}

/** The body is keyed by instance; there is no `value`. */
export type PeerRoutes = Readonly<Record<string, readonly PeerRoute[]>>;

/** An instance that has not learned from the peer has an empty list, and so have both where the session is down. */
export function learnedRoutes(world: World, routeServer: RouteServer, connection: BgpConnection): PeerRoutes {
  const { peerIp, peerAsn, advertises, nextHop = peerIp, learnedBy = [0, 1], learned } = connection;
  const fromPeer = (localAddress: string, networks: readonly string[]): PeerRoute[] =>
    networks.map((network) => ({ localAddress, network, nextHop, sourcePeer: peerIp, origin: 'EBgp', asPath: peerAsn.toString(), weight: 32_768 }));
  if (learned) return Object.fromEntries(Object.entries(learned).map(([role, networks]) => [role, fromPeer(world.virtualRouterIps(routeServer)[Number(/\d+$/.exec(role) ?? 0)] ?? '', networks)]));
  return byInstance(world, routeServer, connection, (localAddress, instance) => fromPeer(localAddress, learnedBy.includes(instance) ? advertises : []));
}

/**
 * The address spaces of the Route Server's network and of the networks that use its gateway by peering.
 * https://learn.microsoft.com/azure/route-server/route-server-faq
 */
export function advertisedRoutes(world: World, routeServer: RouteServer, connection: BgpConnection): PeerRoutes {
  const { network: own } = world.placeOf(routeServer);
  const spokes = world.topology.virtualNetworks.filter((network) => world.peeringsOf(network).some((pair) => pair.remoteNetwork === own && usesRemoteGateways(pair)));
  const prefixes = [own, ...spokes].flatMap(({ addressPrefixes }) => addressPrefixes);
  return byInstance(world, routeServer, connection, (localAddress) =>
    prefixes.map((network) => ({ localAddress, network, nextHop: localAddress, origin: 'Igp', asPath: routeServerAsn.toString(), weight: 0 })),
  );
}

function byInstance(world: World, routeServer: RouteServer, { connectionState }: BgpConnection, routes: (address: string, instance: number) => PeerRoute[]): PeerRoutes {
  const addresses = world.virtualRouterIps(routeServer);
  const isUp = connectionState === undefined || connectionState === 'Connected';
  return Object.fromEntries(
    [0, 1].map((instance) => {
      const address = addresses[instance];
      return [`RouteServiceRole_IN_${instance.toString()}`, isUp && address !== undefined ? routes(address, instance) : []];
    }),
  );
}
