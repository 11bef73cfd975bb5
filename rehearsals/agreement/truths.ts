/** What is true of each check, said of the lab's topology alone: in other words and by other code than the checks themselves. */
import { effectiveRoutes } from '../../lab/network/effective-routes';
import { decidingRoutes } from '../../lab/network/deciding-routes';
import { peeringStateOf, peeringSyncLevelOf } from '../../lab/topology/peerings';
import type { NetworkInterface, Peering, Topology, VirtualNetwork } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';

/** The ids of the checks whose statement does not hold somewhere in the network. Those that are not listed here are not compared. */
export function untrueChecks(topology: Topology): Set<string> {
  const [hub, ...spokes] = topology.virtualNetworks;
  if (!hub) throw new Error('a network without a hub');
  const routeServer = topology.routeServers[0];
  const toSpoke = (spoke: VirtualNetwork): Peering | undefined => hub.peerings.find(({ remote }) => remote === spoke.name);
  const toHub = (spoke: VirtualNetwork): Peering | undefined => spoke.peerings.find(({ remote }) => remote === hub.name);
  const isHealthy = (owner: VirtualNetwork, remote: VirtualNetwork): boolean => {
    const pair = createWorld(topology).peeringsOf(owner).find(({ remoteNetwork }) => remoteNetwork === remote);
    return pair !== undefined && peeringStateOf(pair) === 'Connected' && peeringSyncLevelOf(pair) === 'FullyInSync';
  };
  const statements: Record<string, boolean> = {
    'RS-04': routeServer?.routingState === 'Provisioned',
    'RS-06': routeServer === undefined || routeServer.allowBranchToBranchTraffic,
    'PE-02': spokes.every((spoke) => toSpoke(spoke)?.allowGatewayTransit ?? true),
    'PE-04': spokes.every((spoke) => toHub(spoke)?.useRemoteGateways ?? true),
    'PE-05': spokes.every((spoke) => {
      const sides = [toSpoke(spoke), toHub(spoke)];
      const isForwarded = topology.settings.transit !== 'gateway';
      return sides.every((side) => side?.allowVirtualNetworkAccess ?? true) && (!isForwarded || (toHub(spoke)?.allowForwardedTraffic ?? true));
    }),
    'PE-08': spokes.every((spoke) => spoke.peerings.every(({ remote }) => remote === hub.name)),
    'PE-01': spokes.every((spoke) => isHealthy(hub, spoke)),
    'PE-03': spokes.every((spoke) => isHealthy(spoke, hub)),
    'ER-02': routesLeadToTransit(topology),
  };
  return new Set(Object.keys(statements).filter((id) => !statements[id]));
}

/** Not asked where the transit is the Route Server and there is none with addresses: then RS-04 or RS-05 says so. */
function routesLeadToTransit(topology: Topology): boolean {
  const world = createWorld(topology);
  const transit = topology.settings.transit ?? 'route-server';
  const [routeServer] = topology.routeServers;
  const instances = routeServer ? world.virtualRouterIps(routeServer) : [];
  if (transit === 'route-server' && instances.length === 0) return true;
  const expected = transit === 'route-server' ? instances : transit.split(',');
  const running = spokeNics(topology).filter((nic) => world.virtualMachineOf(nic)?.powerState === 'running');
  return running.every((nic) =>
    spokeNics(topology)
      .filter((other) => other.subnet !== nic.subnet)
      .every((other) => {
        const deciding = decidingRoutes(effectiveRoutes(world, nic), other.privateIPAddresses[0] ?? '');
        return (
          deciding.length > 0 &&
          deciding.every(({ nextHopType, nextHopIpAddress }) =>
            transit === 'gateway'
              ? nextHopType === 'VirtualNetworkGateway'
              : ['VirtualAppliance', 'VirtualNetworkGateway'].includes(nextHopType) && nextHopIpAddress.length > 0 && nextHopIpAddress.every((hop) => expected.includes(hop)),
          )
        );
      }),
  );
}

const spokeNics = ({ networkInterfaces }: Topology): NetworkInterface[] => networkInterfaces.filter(({ subnet }) => subnet.startsWith('spoke'));
